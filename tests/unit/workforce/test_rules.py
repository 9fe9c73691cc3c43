from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.rules import entrants, inflow_factor, leavers, placed

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
