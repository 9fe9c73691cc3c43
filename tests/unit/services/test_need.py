from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.arrays import COUNT, PER_PEOPLE, PER_SERVICE
from simulator.services.need import asked_units, need_units, use_of
from tests.small_world import people_of, small_world

pytestmark = pytest.mark.unit


def needs(kind, level, per=1.0, whole=-1):
    found = small_world().needs
    return found._replace(
        kind=np.array([[kind, 0]]),
        level=np.array([[level, 0.0]]),
        per=np.array([[per, 1.0]]),
        whole=np.array([whole, -1]),
    )


def test_a_need_is_a_count_a_ratio_to_residents_or_a_share_of_a_service():
    people, standing = people_of(small_world())[0], np.array([[20, 300]])
    assert need_units(needs(COUNT, 40.0), people, standing)[0, 0] == 40
    assert need_units(needs(PER_PEOPLE, 6.71, 1000.0), people, standing)[0, 0] == 7
    assert need_units(needs(PER_SERVICE, 55.0, 100.0, 1), people, standing)[0, 0] == 165
    assert need_units(needs(0, 40.0), people, standing)[0, 0] == 0


def test_a_whole_number_is_not_rounded_up_by_floating_point():
    people, standing = people_of(small_world())[0], np.array([[0, 0]])
    assert need_units(needs(PER_PEOPLE, 4.6, 1000.0), people * 1000, standing)[0, 0] == 4600


def test_a_standard_per_member_of_a_group_comes_first():
    world = small_world(need=5)
    traits = world.traits._replace(standard=np.array([0.02, 0.0]))
    asked = asked_units(traits, world.needs, people_of(world)[0], world.standing)
    assert asked.tolist() == [[20, 0]]


def test_demand_is_need_times_take_up():
    at_home = np.zeros((2, 1, 1))
    found = use_of(np.array([[40, 0]]), np.array([0.5, 1.0]), at_home, np.array([[15, 7]]))
    assert [part[0].tolist() for part in found] == [[40, 0], [20, 0], [15, 0], [0, 7], [5, 0]]


def test_need_stays_with_the_residents_and_demand_goes_where_they_are_served():
    served_in = np.array([[[0.0, 0.25], [0.0, 0.0]]])
    found = use_of(np.array([[40], [10]]), np.ones(1), served_in, np.array([[35], [15]]))
    assert found.need[:, 0].tolist() == [40, 10]
    assert found.demand[:, 0].tolist() == [30, 20]
    assert found.idle[:, 0].tolist() == [5, 0]
    assert found.unmet[:, 0].tolist() == [0, 5]
