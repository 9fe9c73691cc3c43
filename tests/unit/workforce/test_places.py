from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.places import trained
from tests.small_world import BEDS, DOCTORS, ints, staff_of

pytestmark = pytest.mark.unit
LEFT = np.array([[0, 10], [0, 0]])


def following_beds(limit, *, posts=np.inf, seats=1.0):
    """One person for four beds."""
    return staff_of(1)._replace(
        facility=ints(-1, BEDS),
        per_place=np.array([0.0, 0.25]),
        training_limit=np.array([0.0, limit]),
        posts=np.full((2, 2, 2), posts),
        seats=np.full((2, 2), seats),
    )


def entering(staff, standing):
    return trained(staff, 1, np.array(standing), LEFT)[:, DOCTORS].tolist()


def test_as_many_enter_as_the_places_lack():
    assert entering(following_beds(0.9), [[400, 90], [41, 10]]) == [10, 1]


def test_nobody_is_dismissed_where_places_closed():
    assert entering(following_beds(0.9), [[40, 90], [40, 10]]) == [0, 0]


def test_the_province_trains_a_share_of_those_in_work_and_seats_multiply_it():
    # 110 were in work in January; 33 and 11 are missing.
    standing = [[492, 90], [84, 10]]
    assert entering(following_beds(0.2), standing) == [17, 5]
    assert entering(following_beds(0.2, seats=3.0), standing) == [33, 11]


def test_posts_are_a_ceiling():
    assert entering(following_beds(0.9, posts=95.0), [[400, 90], [40, 10]]) == [5, 0]
