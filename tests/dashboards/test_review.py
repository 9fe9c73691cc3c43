"""The reviews of a visitor: kinds and years, entries that nothing loses, and the longer work."""

import shutil
import threading

import pytest

from dashboards.parts.observations import marks
from dashboards.parts.paste import Paste
from dashboards.state import State
from dashboards.states.review import ReviewState
from simulator import api

pytestmark = pytest.mark.integration
BEDS = "hospital_beds_per_1000"
SECONDS = 120


@pytest.fixture
def own(page_runs, tmp_path, jobs):
    # a store of its own: a restated run would stand in that of all tests
    run = page_runs["baseline"]
    shutil.copytree(run.path, tmp_path / run.id)
    state = State(tmp_path, jobs=jobs)
    state.choose("xinxiang", BEDS)
    found = ReviewState(state)
    found.kind = "midterm"
    found.year = 2024
    return found


def ended(own, ask):
    """Queue work and wait for its end."""
    done = threading.Event()
    ask()
    own.job.listen(lambda: done.set() if own.job.ended else None)
    assert own.job.ended or done.wait(SECONDS)
    return own.job


def test_a_kind_offers_its_years_and_keeps_the_year_where_it_may(own):
    assert own.param["year"].objects == api.observing.review_years("midterm")
    own.kind = "annual"
    assert own.year == 2024
    own.kind = "final"
    assert own.year == 2025


def test_what_was_entered_stays_in_another_language_and_in_another_place(own):
    own.enter(BEDS, "value", "7.0")
    own.state.region = "kaifeng"
    assert own.form().attrs["n_elsewhere"] == 1
    other = ReviewState(own.state.in_language("en"))
    assert (other.kind, other.year, other.entries) == (own.kind, own.year, own.entries)


def test_every_change_draws_again_and_a_cleared_place_is_as_before(own):
    turn = own.turn
    own.enter(BEDS, "value", "7.0")
    own.paste("1\n2", 0, "value")
    assert own.turn == turn + 2
    own.clear()
    assert own.form().attrs["n_own"] == 0


def test_a_refused_upload_leaves_the_table_as_it_is(own):
    own.enter(BEDS, "value", "7.0")
    with pytest.raises(api.SimulatorError):
        own.upload("own.txt", b"1")
    assert own.upload("own.csv", own.own_file()) == 1
    assert own.entries["xinxiang", 2024, BEDS].value == "7.0"


def test_doubtful_cells_are_marked_where_they_stand(own):
    own.enter(BEDS, "value", "<script>")
    form = own.form()
    no = int(form[form["id"] == BEDS]["no"].iloc[0])
    css = marks(form)
    assert f':nth-child({no}) [tabulator-field="value"]' in css
    assert "script" not in css


@pytest.mark.parametrize(
    "message",
    [None, {}, {"text": "1\t2", "no": None, "field": "value"}, {"text": 1, "no": 1, "field": "x"}],
)
def test_a_paste_that_names_no_cell_is_left_aside(message):
    Paste(lambda *_: pytest.fail("taken"))._handle_msg(message)


def test_the_restated_run_stands_beside_until_an_entry_changes(own):
    own.enter(BEDS, "value", "7.0")
    job = ended(own, own.restate)
    assert job.status == "done", job.error
    assert own.restated.id == job.result.id
    lines = api.observing.show_review(own.found(), "midterm", 2024).lines.set_index("indicator")
    assert lines.loc[BEDS, "restated_target"] < lines.loc[BEDS, "projected_target"]
    report = ended(own, own.report)
    assert report.result[:2] == b"PK"
    own.enter(BEDS, "value", "7.1")
    assert own.restated is None
