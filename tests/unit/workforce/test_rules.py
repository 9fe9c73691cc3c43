from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.rules import (
    dealt,
    entrants,
    hires_paid,
    hiring_cost,
    inflow_factor,
    leavers,
    placed,
)

pytestmark = pytest.mark.unit


def test_the_inflow_rises_to_the_last_observed_year_and_is_held():
    assert [inflow_factor(year, 3, 0.1) for year in (0, 1, 3, 9)] == [1.0, 1.1, 1.3, 1.3]


def test_whole_persons_move_and_fractions_wait():
    graduated, recruited, entry_lag = entrants(10.5, 1.25, 0.5)
    left, exit_lag = leavers(100, 0.025, 0.5)
    assert (graduated, recruited, left) == (11, 1, 3)
    assert (entry_lag, exit_lag) == pytest.approx((0.25, 0.0))


def test_a_full_city_sends_its_graduates_where_there_are_posts():
    found, unplaced = placed(100.0, np.array([50.0, 30.0, 20.0]), np.array([20.0, np.inf, np.inf]))
    assert found.tolist() == pytest.approx([20.0, 48.0, 32.0])
    assert unplaced == 0.0


def test_one_full_city_may_fill_the_next():
    found, unplaced = placed(100.0, np.array([50.0, 30.0, 20.0]), np.array([20.0, 40.0, np.inf]))
    assert (found.tolist(), unplaced) == ([20.0, 40.0, 40.0], 0.0)


def test_where_all_posts_are_filled_the_rest_finds_none():
    found, unplaced = placed(100.0, np.array([50.0, 50.0, 0.0]), np.array([20.0, 30.0, 90.0]))
    assert (found.tolist(), unplaced) == ([20.0, 30.0, 0.0], 50.0)


def test_hires_are_dealt_by_what_cities_offer_and_ties_go_by_rank():
    assert dealt(10, np.array([30, 0, 50, 20])).tolist() == [3, 0, 5, 2]
    assert dealt(3, np.array([2, 2])).tolist() == [2, 1]
    assert dealt(0, np.array([0, 0])).tolist() == [0, 0]


def test_the_last_hire_of_a_tenth_costs_twice_as_much():
    one_more = hiring_cost(10, 50_000, 10.0, 100) - hiring_cost(9, 50_000, 10.0, 100)
    assert one_more == 100_000
    assert hiring_cost(10, 50_000, 10.0, 100) == 10 * 50_000 + 50_000 * 55 // 10


def test_a_city_hires_as_many_as_it_can_pay():
    assert hires_paid(10, 50_000, 10.0, 100, 775_000) == 10
    assert hires_paid(10, 50_000, 10.0, 100, 774_999) == 9
    assert hires_paid(10, 50_000, 10.0, 100, 54_999) == 0
    assert hires_paid(10, 0, 10.0, 100, 0) == 10
