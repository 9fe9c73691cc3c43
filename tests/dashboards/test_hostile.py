"""Names that attack what shows them: they are shortened, and they never become markup."""

import zipfile

import pytest

from dashboards.charts.gantt import gantt_page
from dashboards.charts.runs import feed_run_lines, run_lines
from dashboards.state import State
from simulator import api
from simulator.text.shown import LONGEST, UNSEEN
from tests.hostile import NAMES, SCRIPT, hostile_runs

pytestmark = pytest.mark.integration
WHOLE = 4 * LONGEST
"""A name with what stands beside it."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return hostile_runs(tmp_path_factory.mktemp("hostile"))


def test_a_run_is_listed_by_a_name_that_fits_and_can_be_read(runs):
    state = State(runs[0].path.parent)
    for name in state.param["run_id"].names:
        assert len(name) <= WHOLE
        assert not UNSEEN.search(name)


def test_projects_are_named_in_a_length_that_fits(runs):
    frame = api.project_picture.project_picture(runs[0], region="zhengzhou")
    rows = frame.attrs["rows"]
    assert len(rows) >= len(NAMES)
    assert any(SCRIPT[:40] in one for one in rows)
    for text in (*rows, *frame["about"]):
        assert len(text) <= WHOLE
        assert not UNSEEN.search(text)


def test_long_names_stand_below_each_other_in_the_key(runs):
    picture = run_lines(str, 300)
    frame = api.trajectories(list(runs), "zhengzhou", "hospital_beds_per_1000", 2022)
    feed_run_lines(picture, frame, 2022)
    assert picture.figure.legend[0].ncols == 1
    assert max(map(len, picture.lines.data["label"])) <= LONGEST


@pytest.mark.parametrize("form", [".docx", ".pptx", ".html", ".xlsx"])
def test_no_report_holds_a_name_as_markup(runs, form, tmp_path):
    made = api.write_report(list(runs), tmp_path / f"report{form}", unlike=True)
    if form == ".html":
        texts = [made.read_text(encoding="utf-8")]
    else:
        with zipfile.ZipFile(made) as parts:
            names = [one for one in parts.namelist() if one.endswith(".xml")]
            texts = [parts.read(one).decode() for one in names]
    assert not any(SCRIPT[:20] in text for text in texts)
    assert any("&lt;script&gt;window" in text for text in texts)


def test_pictures_of_reports_take_a_dollar_sign_for_one(runs, tmp_path):
    assert api.write_report([runs[0]], tmp_path / "x.svg.zip").stat().st_size > 0


def test_a_chart_that_is_a_file_loads_no_script_for_formulas(runs):
    page = gantt_page(api.run_gantt(runs[0], api.run_projects(runs[0], named=True)), NAMES[1], "zh")
    assert SCRIPT not in page
    assert '"PlainText"' in page
