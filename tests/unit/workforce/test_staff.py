from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.staff import Carried, entries, graduates, shared
from tests.small_world import DOCTORS, staff_of

pytestmark = pytest.mark.unit


def nothing_carried():
    return Carried(np.zeros((1, 2)), np.zeros((1, 2)), np.zeros(2))


def test_graduates_rise_as_long_as_stocks_are_observed():
    staff = staff_of(5, level=10.0)
    expected = [graduates(staff, year)[0, DOCTORS] for year in range(1, 6)]
    assert expected == pytest.approx([13.0, 14.0, 14.0, 14.0, 14.0])


def test_seats_multiply_the_graduates_of_their_year():
    staff = staff_of(3, level=10.0)
    staff.seats[2, DOCTORS] = 2.0
    assert [graduates(staff, year)[0, DOCTORS] for year in (1, 2)] == pytest.approx([13.0, 28.0])


def test_entries_are_whole_and_only_where_there_is_staff():
    staff = staff_of(2, level=10.25, recruits=0.01, exits=0.05)
    lags = nothing_carried()
    found = entries(staff, 1, np.array([[20, 150]]), lags)
    assert found.graduated.tolist() == [[0, 13]]
    assert found.recruited.tolist() == [[0, 1]]
    assert found.left.tolist() == [[0, 7]]
    assert lags.gain[0, DOCTORS] == pytest.approx(10.25 * 1.3 + 0.5 - 13)
    assert lags.loss[0, DOCTORS] == pytest.approx(0.5)


def test_posts_that_fall_vacant_are_filled_by_graduates_first():
    staff = staff_of(2, level=10.0, recruits=0.05, exits=0.1)
    staff.posts[1, 0, DOCTORS] = 190
    found = entries(staff, 1, np.array([[0, 190]]), nothing_carried())
    assert (found.left[0, DOCTORS], found.graduated[0, DOCTORS]) == (19, 13)
    assert found.recruited[0, DOCTORS] == 6


def test_who_finds_no_post_is_counted_and_nobody_is_dismissed():
    staff, lags = staff_of(2, level=10.0, exits=0.1), nothing_carried()
    staff.posts[:, 0, DOCTORS] = 50
    found = entries(staff, 1, np.array([[0, 100]]), lags)
    assert (found.left[0, DOCTORS], found.graduated[0, DOCTORS]) == (10, 0)
    assert found.unplaced.tolist() == [0, 13]


def test_a_more_attractive_city_draws_graduates_from_the_others():
    staff = staff_of(1, level=10.0)
    level = np.array([[0.0, 10.0], [0.0, 30.0]])
    attraction = np.ones((2, 2, 2))
    attraction[:, 0, DOCTORS] = 3.0
    staff = staff._replace(level=level, attraction=attraction)
    found, unplaced = shared(staff, 1, np.full((2, 2), np.inf))
    assert found[:, DOCTORS] == pytest.approx([26.0, 26.0])
    assert unplaced.tolist() == [0, 0]
