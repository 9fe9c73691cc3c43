from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.places import following, trained
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


@pytest.mark.parametrize(
    ("places", "change", "staff", "joining"),
    [
        (400, 100, 75, 25),  # staffed before, and so are the hundred places more
        (400, 100, 60, 25),  # fifteen lacked before and still do
        (400, 100, 90, 10),  # some are there already
        (400, -100, 125, 0),  # nobody leaves with places that are not there
        (400, 0, 75, 0),
    ],
)
def test_who_staffs_places_observed_above_the_simulated_follows(places, change, staff, joining):
    unknown, moved = np.array([[-1, -1]]), np.array([[change, 0]])
    found = following(following_beds(0.9), unknown, np.array([[places, staff]]), moved)
    assert found.tolist() == [[0, joining]]


def test_staff_that_was_observed_itself_does_not_follow():
    seen, moved = np.array([[400, 75]]), np.array([[100, 0]])
    found = following(following_beds(0.9), seen, np.array([[400, 75]]), moved)
    assert found.tolist() == [[0, 0]]
