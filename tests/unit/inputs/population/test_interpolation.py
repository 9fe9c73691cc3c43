"""Curves through age groups."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.inputs.population.interpolation import between_years, monotone_cubic

pytestmark = pytest.mark.unit


@given(st.lists(st.floats(0.0, 1e6), min_size=3, max_size=10))
def test_a_cumulated_count_never_falls_between_its_knots(groups):
    knots = np.arange(len(groups) + 1) * 5.0
    cumulated = np.concatenate([[0.0], np.cumsum(groups)])
    fine = monotone_cubic(knots, cumulated, np.linspace(0.0, knots[-1], 101))
    assert (np.diff(fine) >= -1e-6).all()


def test_knots_are_met_in_every_row():
    knots = np.array([0.0, 1.0, 5.0])
    values = np.array([[0.0, 2.0, 3.0], [0.0, -1.0, -9.0]])
    np.testing.assert_allclose(monotone_cubic(knots, values, knots), values)


def test_the_slopes_are_those_of_scipy():
    from scipy.interpolate import PchipInterpolator

    knots, values = np.array([0.0, 1.0, 3.0, 4.0]), np.array([0.0, 2.0, 3.0, 9.0])
    at = np.linspace(1.0, 3.0, 21)  # inside: only the end slopes differ
    np.testing.assert_allclose(
        monotone_cubic(knots, values, at), PchipInterpolator(knots, values)(at)
    )


def test_years_outside_keep_the_nearest_value():
    found = between_years(
        np.array([2000.0, 2010.0]), np.array([1.0, 3.0]), np.array([1990.0, 2005, 2020])
    )
    assert found.tolist() == [1.0, 2.0, 3.0]
