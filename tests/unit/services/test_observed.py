"""Observed stocks taken over: what a planner sees when fewer beds stand than were simulated."""

import numpy as np
import pytest

from simulator.axes import CATEGORIES
from simulator.inputs.arrays import COVERAGE, FACILITY, Traits
from simulator.services.observed import take_over
from simulator.state import opening_state
from tests.small_world import BEDS, DOCTORS, history, ints, small_world, staff_of

pytestmark = pytest.mark.unit
NONE = -1


def observing(world, *seen):
    """Return the world with (year, service, units) observed."""
    observed = world.observed.copy()
    for year, service, units in seen:
        observed[year, 0, service] = units
    return world._replace(observed=observed)


def running_fen(events):
    """Return the running cost of the beds by January (month)."""
    paid = (events["category"] == CATEGORIES.index("recurrent")) & (events["service"] == BEDS)
    return dict(zip(events["month"][paid].tolist(), events["fen"][paid].tolist(), strict=True))


def test_beds_observed_below_the_simulated_are_gone_and_cost_nothing_from_then_on():
    # 20 beds stand, nothing is built; at the end of the second year 15 are observed.
    world = small_world(need=0, years=4)
    simulated, before, _ = history(world)
    restated, after, _ = history(observing(world, (2, BEDS, 15)))
    assert simulated.standing[:, 0, BEDS].tolist() == [20, 20, 20, 20, 20]
    assert restated.standing[:, 0, BEDS].tolist() == [20, 20, 15, 15, 15]
    assert restated.adjusted[:, 0, BEDS].tolist() == [0, 0, -5, 0, 0]
    assert restated.available[2, 0, BEDS] == 15
    # A bed runs for 10 fen a year; what stood in January 2022 was still paid for.
    assert running_fen(before) == {1: 200, 13: 200, 25: 200, 37: 200}
    assert running_fen(after) == {1: 200, 13: 200, 25: 150, 37: 150}


def test_doctors_observed_above_the_simulated_stay_and_the_pipeline_is_left_alone():
    world = small_world(need=0)._replace(staff=staff_of(3, level=10.0, exits=0.1))
    simulated, _, _ = history(world)
    restated, _, _ = history(observing(world, (1, DOCTORS, 200)))
    assert restated.adjusted[1, 0, DOCTORS] == 200 - simulated.standing[1, 0, DOCTORS]
    assert restated.graduated.tolist() == simulated.graduated.tolist()
    assert restated.retired[2, 0, DOCTORS] == 20  # a tenth of those observed


def test_what_is_observed_as_simulated_changes_nothing():
    world = small_world()
    simulated, before, _ = history(world)
    seen = [(2, service, int(simulated.standing[2, 0, service])) for service in (BEDS, DOCTORS)]
    restated, after, _ = history(observing(world, *seen))
    for one, other in zip(simulated, restated, strict=True):
        np.testing.assert_array_equal(one, other)
    for name, column in before.items():
        np.testing.assert_array_equal(column, after[name])


def traits_of(family, sub_stock_of):
    """Return traits of services that have nothing but a family and a whole."""
    empty = {name: np.zeros(len(family)) for name in Traits._fields}
    return Traits(**empty)._replace(family=ints(*family), sub_stock_of=ints(*sub_stock_of))


def test_a_part_falls_with_its_whole_where_only_the_whole_was_observed():
    traits = traits_of((FACILITY, FACILITY), (NONE, 0))
    state = opening_state(np.array([[100, 60]]))
    change = take_over(traits, state, np.array([[40, NONE]]), traits.family != COVERAGE)
    assert change.tolist() == [[-60, -20]]
    assert state.standing.tolist() == [[40, 40]]
    assert state.adjusted.tolist() == [[-60, -20]]


def test_persons_and_other_stocks_are_taken_over_apart():
    traits = traits_of((FACILITY, COVERAGE), (NONE, NONE))
    state = opening_state(np.array([[100, 60]]))
    take_over(traits, state, np.array([[110, 70]]), traits.family != COVERAGE)
    assert state.standing.tolist() == [[110, 60]]
    take_over(traits, state, np.array([[110, 70]]), traits.family == COVERAGE)
    assert state.standing.tolist() == [[110, 70]]
