from __future__ import annotations

import pytest

from simulator.workforce.rules import entrants, inflow_factor

pytestmark = pytest.mark.unit


def test_the_inflow_rises_to_the_last_observed_year_and_is_held():
    assert [inflow_factor(year, 3, 0.1) for year in (0, 1, 3, 9)] == [1.0, 1.1, 1.3, 1.3]


def test_whole_persons_move_and_fractions_wait():
    graduated, recruited, left, entry_lag, exit_lag = entrants(100, (10.5, 1.25, 0.025), (0.5, 0.5))
    assert (graduated, recruited, left) == (11, 1, 3)
    assert (entry_lag, exit_lag) == pytest.approx((0.25, 0.0))
