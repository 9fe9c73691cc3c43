"""Who moves."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.population.migration import exposed, mean_of_last, move, split
from tests.population_inputs import moves

pytestmark = pytest.mark.unit
RATE = np.array([0.1, 0.5])


def moved(net: list[float], residents: np.ndarray) -> np.ndarray:
    return moves(np.array(net), residents, RATE)


def test_leavers_are_taken_from_those_who_are_there():
    residents = np.array([[[100.0, 0.0], [0.0, 0.0]], [[300.0, 100.0], [0.0, 0.0]]])
    change = moved([-10.0, 0.0], residents)
    np.testing.assert_allclose(change[0], [[-10.0, 0.0], [0.0, 0.0]])
    assert not change[1].any()


def test_arrivals_have_the_ages_of_all_movers():
    residents = np.array([[[100.0, 0.0], [0.0, 0.0]], [[300.0, 100.0], [0.0, 0.0]]])
    change = moved([90.0, 0.0], residents)
    # 40 and 50 of all residents move at these rates
    np.testing.assert_allclose(change[0], [[40.0, 50.0], [0.0, 0.0]])


def test_those_who_leave_most_count_most():
    residents = np.array([[[100.0, 20.0], [0.0, 0.0]]])
    np.testing.assert_allclose(exposed(residents, RATE), [20.0])


def test_the_factor_on_those_who_leave_most_tells_an_overdraft():
    residents = np.full((1, 2, 2), 10.0)
    least = move(residents, np.array([-13.0]), exposed(residents, RATE), RATE, RATE)
    # 12 are exposed; at the age that leaves most the factor is 1 - 13 / 12 * 0.5
    np.testing.assert_allclose(least, [1.0 - 13.0 / 12.0 * 0.5])


def test_moves_between_regions_sum_to_zero():
    net = np.array([80.0, -30.0, -60.0, -30.0])
    parts = split(net)
    np.testing.assert_allclose(parts.within, [80.0, -20.0, -40.0, -20.0])
    np.testing.assert_allclose(parts.outside, [0.0, -10.0, -20.0, -10.0])
    assert not split(np.zeros(3)).within.any()


def test_the_last_observed_years_are_averaged():
    rates = np.array([[0.01, 0.01], [0.02, 0.02], [0.04, 0.04]])
    known = np.array([[True, False], [True, False], [True, False]])
    np.testing.assert_allclose(mean_of_last(rates, known, 2, np.array([0.5, 0.5])), [0.03, 0.5])


def test_before_any_year_the_default_holds():
    none = np.zeros((0, 2))
    assert mean_of_last(none, none > 0, 3, np.array([0.1, 0.2])).tolist() == [0.1, 0.2]
