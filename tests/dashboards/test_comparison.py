"""Runs side by side on the page: what is asked for, what is found, what is drawn."""

import shutil
import threading

import pytest

from dashboards.charts.runs import feed_run_lines, look_of, run_lines
from dashboards.parts.apart import Apart
from dashboards.parts.compared import Compared
from dashboards.parts.run_lines import RunLinesPart
from dashboards.parts.table import table_html
from dashboards.state import State
from dashboards.states.comparison import Comparing
from simulator import api
from simulator.results import folder as stored

pytestmark = pytest.mark.integration
PLACES = "toddler_places_per_1000"
SECONDS = 120


@pytest.fixture
def state(page_store):
    made = State(page_store)
    made.choose("kaifeng", PLACES)
    made.year = 2030
    return made


@pytest.fixture
def comparing(state, jobs, page_runs):
    made = Comparing(state, jobs)
    made.runs = [page_runs[name].id for name in ("baseline", "level-up")]
    return made


def ended(job):
    """Wait for the end of a job and return it."""
    done = threading.Event()
    job.listen(lambda: done.set() if job.ended else None)
    assert job.ended or done.wait(SECONDS)
    return job


def test_two_runs_are_compared_before_anything_is_chosen(state, jobs):
    made = Comparing(state, jobs)
    assert made.runs == state.runs[:2]
    assert (made.first, made.other) == tuple(made.runs)
    assert state.compared == ",".join(made.runs)


def test_a_link_names_the_runs_that_are_compared(comparing, page_store, jobs):
    other = State(page_store)
    other.take(comparing.state.address())
    assert Comparing(other, jobs).runs == comparing.runs
    other.take({"compare": "../x,<b>"})
    assert other.compared is None


def test_tables_say_the_numbers_of_both_runs(comparing, page_runs):
    comparing.keep(ended(comparing.ask()))
    found = comparing.found()
    assert found.warning == ""
    assert "levers.transfers.rule" in found.inputs.frame["input"].tolist()
    rows = found.pairs[0].frame.set_index(["region", "indicator"])
    for name in ("baseline", "level-up"):
        run = page_runs[name]
        table = run.part("indicators", region="kaifeng", indicator=PLACES, year=2030)
        central = table[table["statistic"] == "central"]["value"].item()
        assert rows.loc[("kaifeng", PLACES), run.id] == central
    comparing.state.year = 2029
    assert comparing.found() is None


def test_lines_are_those_of_the_runs_and_the_year_is_marked(comparing):
    frame = comparing.trajectories()
    picture = run_lines(str, 300)
    feed_run_lines(picture, frame, 2030)
    lines = picture.lines.data
    assert lines["label"] == ["基准", "补短板"]
    run = api.open_run(comparing.runs[1], comparing.state.store)
    assert lines["ys"][1] == api.trajectory(run, "kaifeng", PLACES)["city"].tolist()
    assert picture.marker.location == 2030
    assert len(picture.points.data["year"]) == 2 * len(frame)


def test_no_two_of_many_runs_look_alike():
    assert len({look_of(place) for place in range(28)}) == 28


def test_two_runs_are_taken_apart_beside_the_page(comparing):
    part = Apart(comparing.state, comparing)
    part.show()
    assert comparing.taken_apart() is None
    comparing.keep_difference(ended(comparing.ask_difference()))
    part.draw()
    bars = comparing.taken_apart().waterfall
    assert part.picture.source.data["right"] == bars["right"].tolist()
    assert part.chart.visible
    comparing.other = comparing.first
    part.draw()
    assert not part.chart.visible


def test_one_run_alone_is_no_comparison(comparing):
    comparing.runs = comparing.runs[:1]
    part = Compared(comparing.state, comparing)
    part.show()
    assert "至少选两个" in part.why.object
    assert part.work.job is None


@pytest.fixture
def unlike(page_runs, tmp_path, jobs):
    """Return a comparison with a run that another version of the model made."""
    for name in ("baseline", "level-up"):
        shutil.copytree(page_runs[name].path, tmp_path / page_runs[name].id)
    other = tmp_path / page_runs["level-up"].id / stored.MANIFEST
    digest = page_runs["level-up"].manifest["model"]["digest"]
    other.write_text(other.read_text("utf-8").replace(digest, "0" * len(digest)), "utf-8")
    state = State(tmp_path)
    made = Comparing(state, jobs)
    made.runs = [page_runs[name].id for name in ("baseline", "level-up")]
    return made


def test_unlike_runs_are_refused_until_the_visitor_insists(unlike):
    tables, lines = Compared(unlike.state, unlike), RunLinesPart(unlike.state, unlike)
    error = ended(unlike.ask()).error
    assert {problem.code for problem in error.problems} == {"R239"}
    lines.show()
    assert "[R239]" in lines.notice.object
    unlike.unlike = True
    unlike.keep(ended(unlike.ask()))
    tables.draw()
    lines.stale = True
    lines.show()
    found = unlike.found()
    assert found.warning.startswith("模型版本不同")
    n_tables = 1 + len(found.outcomes) + len(found.pairs)
    assert tables.tables.object.count('class="mark"') == n_tables + len(found.pairs)
    assert "不是同一种测算" in lines.title.object


def test_another_choice_of_runs_takes_the_insistence_back(unlike):
    unlike.unlike = True
    unlike.runs = unlike.runs[::-1]
    assert not unlike.unlike


def test_a_year_that_a_run_lacks_is_refused(page_runs):
    runs = [page_runs["baseline"], page_runs["tight"]]
    with pytest.raises(api.SimulatorError) as caught:
        api.side_by_side(runs, 2035)
    assert [problem.code for problem in caught.value.problems] == ["R265", "R265"]


def test_names_from_files_are_escaped(comparing):
    comparing.keep(ended(comparing.ask()))
    table = comparing.found().inputs
    shown = api.Table("t<b>", "<script>", table.frame, table.columns, ("<i>",))
    html = table_html(shown, "<u>")
    assert not any(tag in html for tag in ("<script>", "<i>", "<u>", "t<b>"))
