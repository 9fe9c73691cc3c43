from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.arrays import COVERAGE, FACILITY, PROGRAMME
from simulator.services.stocks import cover, due_this_year, newly_covered, retire, update_available
from simulator.state import opening_state
from tests.small_world import BEDS, DOCTORS, ints, small_world

pytestmark = pytest.mark.unit


def with_families(beds, doctors, **traits):
    """Return the small world with other families and links."""
    world = small_world()
    family = world.traits._replace(family=ints(beds, doctors), **traits)
    return world._replace(traits=family)


def test_only_facilities_retire_here():
    world = small_world(retired=0.1)
    state = opening_state(world.standing)
    assert retire(world.traits, state).tolist() == [[2, 0]]
    assert state.standing.tolist() == [[18, 100]]
    assert state.retired.tolist() == [[2, 0]]


def test_a_part_retires_only_what_its_whole_no_longer_holds():
    world = with_families(
        FACILITY, FACILITY, sub_stock_of=ints(-1, BEDS), retirement=np.array([0.5, 0.5])
    )
    state = opening_state(np.array([[20, 8]]))
    assert retire(world.traits, state).tolist() == [[10, 0]]
    assert retire(world.traits, state).tolist() == [[5, 3]]
    assert state.standing.tolist() == [[5, 5]]


def test_a_programme_is_due_until_its_target():
    world = with_families(PROGRAMME, FACILITY)
    world = world._replace(
        programme_target=np.array([[50, 0]]), programme_yearly=np.array([[20, 0]])
    )
    due = [
        due_this_year(
            world.traits,
            world.programme_target,
            world.programme_yearly,
            np.array([[done, 0]]),
            year,
        )[0, 0]
        for year, done in ((1, 0), (2, 15), (3, 40), (4, 50))
    ]
    assert due == [20, 25, 10, 0]


def enrolled(places):
    """Return a world with enrolment beside places."""
    world = with_families(
        FACILITY,
        COVERAGE,
        places_service=ints(-1, BEDS),
        uncovered_decline=np.array([0.0, 0.2]),
    )
    return world, opening_state(np.array([[places, 80]]))


def test_fewer_join_the_fewer_are_uncovered():
    world, state = enrolled(1_000)
    group = np.array([[100.0, 100.0]])
    assert newly_covered(world.traits, state, group, group).tolist() == [[0, 4]]


def test_nobody_is_covered_beyond_the_places_and_leavers_follow_the_group():
    world, state = enrolled(82)
    before, now, paid = np.array([[100.0, 100.0]]), np.array([[100.0, 100.0]]), ints(0, 4)[None]
    gained, lost = cover(world.traits, state, before, now, paid)
    assert (gained[0, DOCTORS], lost[0, DOCTORS]) == (2, 0)
    fewer = np.array([[50.0, 50.0]])
    gained, lost = cover(world.traits, state, before, fewer, paid * 0)
    assert (gained[0, DOCTORS], lost[0, DOCTORS]) == (0, 40)


def test_beds_without_staff_or_money_are_not_available():
    world = with_families(
        FACILITY, FACILITY, staff_service=ints(DOCTORS, -1), staff_per_unit=np.array([10.0, 0.0])
    )
    state = opening_state(world.standing)
    update_available(world.traits, state)
    assert state.available.tolist() == [[10, 100]]
    state.funded_share[:] = 0.25
    update_available(world.traits, state)
    assert state.available.tolist() == [[5, 25]]
