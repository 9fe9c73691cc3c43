"""What a visitor chooses and what follows from it; no browser, no panel."""

import importlib
import sys
from pathlib import Path

import pytest

import simulator
from tests.example_catalogue import ExampleApi
from tests.example_tables import BEDS, PLACES

pytestmark = pytest.mark.unit


@pytest.fixture
def state(monkeypatch):
    api = ExampleApi()
    monkeypatch.setitem(sys.modules, "simulator.api", api)
    monkeypatch.setattr(simulator, "api", api, raising=False)
    monkeypatch.delitem(sys.modules, "dashboards.state", raising=False)
    yield importlib.import_module("dashboards.state").State(Path("runs"))
    sys.modules.pop("dashboards.state", None)


def test_the_first_run_is_open_and_every_choice_is_made(state):
    assert state.run_id == "baseline-0123456789abcdef"
    assert (state.year, state.reference) == (2025, "default")
    assert (state.region, state.indicator) == ("zhengzhou", BEDS)


def test_the_baseline_comes_first_whatever_else_was_run(state):
    names = ("ageing-0123456789abcdef", "baseline-0123456789abcdef")
    state_class = type(state)
    api = sys.modules["simulator.api"]
    api.runs = {name: api.runs["baseline-0123456789abcdef"] for name in names}
    assert state_class(Path("runs")).run_id == names[1]


def test_runs_are_listed_by_their_names(state):
    assert list(state.param["run_id"].names) == [
        "现状延续 · baseline-0123456789abcdef",
        "财政偏紧 · tight-0123456789abcdef",
    ]


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


def test_another_run_keeps_the_other_choices(state):
    state.choose("xinxiang", PLACES)
    state.year = 2028
    state.run_id = "tight-0123456789abcdef"
    assert (state.region, state.indicator, state.year) == ("xinxiang", PLACES, 2028)
    assert state.trajectory().attrs["has"]["outer"]


def test_another_language_keeps_the_choices(state):
    state.choose("xinxiang", PLACES)
    other = state.in_language("en")
    assert (other.region, other.indicator, other.run_id) == (
        state.region,
        state.indicator,
        state.run_id,
    )
    assert other.story()[0].startswith("Xinxiang")


def test_two_visitors_share_nothing(state):
    other = type(state)(Path("runs"))
    other.choose("kaifeng", PLACES)
    assert state.region == "zhengzhou"
    assert state.param["region"].objects is not other.param["region"].objects


def test_an_empty_store_has_no_run(state, monkeypatch):
    monkeypatch.setattr(simulator.api, "runs", {})
    empty = type(state)(Path("runs"))
    assert empty.run is None
    assert empty.runs == []
