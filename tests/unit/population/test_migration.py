"""Who moves."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.population.migration import by_age, mean_of_last

pytestmark = pytest.mark.unit


def test_leavers_are_taken_from_those_who_are_there():
    residents = np.array([[[100.0, 0.0]], [[300.0, 100.0]]])
    moved = by_age(np.array([-10.0, 0.0]), residents, np.array([0.1, 0.5]))
    assert moved[0].tolist() == [[-10.0, -0.0]]
    assert not moved[1].any()


def test_arrivals_have_the_ages_of_all_movers():
    residents = np.array([[[100.0, 0.0]], [[300.0, 100.0]]])
    moved = by_age(np.array([90.0, 0.0]), residents, np.array([0.1, 0.5]))
    np.testing.assert_allclose(moved[0], [[40.0, 50.0]])  # 40 and 50 leave at these rates


def test_the_last_observed_years_are_averaged():
    rates = np.array([[0.01, 0.01], [0.02, 0.02], [0.04, 0.04]])
    known = np.array([[True, False], [True, False], [True, False]])
    np.testing.assert_allclose(mean_of_last(rates, known, 2, np.array([0.5, 0.5])), [0.03, 0.5])


def test_before_any_year_the_default_holds():
    none = np.zeros((0, 2))
    assert mean_of_last(none, none > 0, 3, np.array([0.1, 0.2])).tolist() == [0.1, 0.2]
