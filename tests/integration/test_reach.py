"""How far an indicator gets on the money at hand: replayed starts, added lots, draws."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.desk.cases import load_case
from simulator.desk.draft_values import asked_after
from simulator.desk.engines import ENOUGH_DRAWS, engine_for
from simulator.desk.reach import Asked, Scene, certainties, enough, reach, untouched, values_drawn
from simulator.desk.replay import lived_under
from simulator.desk.runs import run_scenario

pytestmark = pytest.mark.integration

FIRST, LAST = 2025, 2030


def scene_of(case, starts):
    return Scene.of(case, engine_for(ENOUGH_DRAWS), "kaifeng", (FIRST, LAST), starts)


BEDS = "hospital_beds_per_1000"


@pytest.fixture(scope="module")
def case():
    return load_case("baseline", until=LAST, as_of=FIRST)


@pytest.fixture(scope="module")
def starts(case, tmp_path_factory):
    run = run_scenario(case, draws=0, out=tmp_path_factory.mktemp("runs"))
    return asked_after(case, run.events, FIRST)


@pytest.fixture(scope="module")
def scene(case, starts):
    return scene_of(case, starts)


def test_the_starts_of_a_run_played_again_bring_the_same_values(scene):
    assert scene.replays
    again = lived_under(scene.ground, scene.with_extra({}), scene.live)
    assert np.array_equal(again, scene.ground.usual, equal_nan=True)


def test_what_is_added_lowers_no_other_indicator_of_the_region(scene):
    found = reach(scene, BEDS)
    column = scene.column(BEDS)
    usual, best = scene.outcome({}), scene.outcome({found.service: found.n_lots})
    others = untouched(scene, "hospital_beds")
    assert found.value == best[column] > usual[column]
    assert (best[others] >= usual[others] - 1e-9).all()


def test_the_fewest_lots_reach_a_value_and_one_fewer_does_not(scene):
    found = reach(scene, BEDS)
    n_lots = enough(scene, (BEDS, 8.2), found, {})["hospital_beds"]
    column = scene.column(BEDS)
    assert scene.outcome({"hospital_beds": n_lots})[column] >= 8.2
    assert scene.outcome({"hospital_beds": n_lots - 1})[column] < 8.2
    assert enough(scene, (BEDS, 7.0), found, {"sports_area": 1}) == {"sports_area": 1}


@pytest.mark.parametrize("level", [0.9, 1.1])
def test_less_money_reaches_less_and_more_money_more(case, starts, scene, level):
    other = scene_of(case.with_levers({"revenue.level": level}), starts)
    usual, found = (reach(one, BEDS).value for one in (scene, other))
    assert (found - usual) * (level - 1.0) >= 0.0


def test_a_target_is_likely_exactly_where_nine_draws_in_ten_reach_it(scene):
    values = [Asked(BEDS, value, {}) for value in (6.0, 7.5, 7.9, 9.0)]
    for asked, found in zip(values, certainties(scene, values, 20), strict=True):
        assert (found.chance >= 0.9) == (found.sure >= asked.value)


def test_a_draw_is_the_same_whatever_else_is_drawn(scene):
    few, more = values_drawn(scene, [{}], 8), values_drawn(scene, [{}, {"hospital_beds": 1}], 8)
    assert few[:, 0].tolist() == more[:, 0].tolist()
