"""What a visitor chooses and what follows from it; no browser, no panel."""

import pytest

from dashboards.state import PAGES, State

pytestmark = pytest.mark.integration
BEDS, PLACES = "hospital_beds_per_1000", "toddler_places_per_1000"


@pytest.fixture
def state(page_store):
    return State(page_store)


def test_the_baseline_is_open_and_every_choice_is_made(state, page_runs):
    assert state.run_id == page_runs["baseline"].id
    assert (state.page, state.year, state.reference) == ("overview", 2025, "default")
    assert (state.region, state.indicator) == ("zhengzhou", BEDS)


def test_runs_are_listed_by_their_names(state, page_runs):
    names = list(state.param["run_id"].names)
    assert names[0] == f"基准 · {page_runs['baseline'].id}"
    assert len(names) == len(page_runs)


def test_a_chosen_cell_is_told_again_and_the_picture_stays(state):
    picture, cell = state.picture, state.cell
    state.choose("kaifeng", PLACES)
    assert (state.picture, state.cell) == (picture, cell + 1)
    assert state.trajectory().attrs["region_label"] == "开封市"
    assert "开封市" in state.story()[0]


def test_another_year_draws_the_picture_again(state):
    picture = state.picture
    state.year = 2030
    assert state.picture > picture
    assert state.heatmap().attrs["year"] == 2030


def test_another_run_keeps_the_other_choices(state, page_runs):
    state.choose("xinxiang", PLACES)
    state.year = 2028
    state.run_id = page_runs["tight"].id
    assert (state.region, state.indicator, state.year) == ("xinxiang", PLACES, 2028)
    assert not state.trajectory().attrs["has"]["outer"]


def test_another_language_keeps_page_and_choices(state):
    state.choose("xinxiang", PLACES)
    state.page = "indicator"
    other = state.in_language("en")
    assert (other.region, other.indicator, other.run_id) == ("xinxiang", PLACES, state.run_id)
    assert other.page == "indicator"
    assert other.story()[0].startswith("Xinxiang")


def test_two_visitors_share_nothing(state, page_store):
    other = State(page_store)
    other.choose("kaifeng", PLACES)
    assert state.region == "zhengzhou"
    assert state.param["region"].objects is not other.param["region"].objects


def test_an_address_says_the_choices_and_gives_them_back(state, page_runs, page_store):
    state.choose("kaifeng", PLACES)
    state.param.update(run_id=page_runs["tight"].id, year=2029)
    other = State(page_store)
    other.take(state.address())
    assert other.address() == state.address()
    assert (other.run_id, other.year, other.region) == (page_runs["tight"].id, 2029, "kaifeng")


@pytest.mark.parametrize(
    "told",
    [
        {"run": "../../etc"},
        {"year": "1066"},
        {"year": "２０２５年"},
        {"region": "<script>"},
        {"indicator": "", "reference": "moon"},
    ],
)
def test_what_an_address_names_and_the_run_does_not_know_is_left_aside(state, told):
    before = state.address()
    state.take(told)
    assert state.address() == before


def test_an_empty_store_has_no_run(tmp_path):
    empty = State(tmp_path)
    assert empty.run is None
    assert (empty.runs, empty.address()) == ([], {"year": "2025", "reference": "default"})
    assert empty.page in PAGES
