"""The deviation of logarithms."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.equity.sigma import sigma

pytestmark = pytest.mark.unit


def test_logarithms_two_apart_deviate_by_one():
    assert float(sigma(np.exp([0.0, 2.0]))) == pytest.approx(1.0)


def test_three_people_at_zero_and_one_at_two():
    # mean of the logarithms 0.5, squares 3 of 0.25 and one of 2.25: variance 0.75
    found = sigma(np.exp([0.0, 2.0]), np.array([3.0, 1.0]))
    assert float(found) == pytest.approx(np.sqrt(0.75))


def test_nothing_and_what_is_missing_have_no_logarithm():
    assert np.isnan(sigma(np.array([0.0, 1.0])))
    assert np.isnan(sigma(np.array([np.nan, 1.0])))
    assert float(sigma(np.array([np.nan, 1.0, 1.0]), np.array([0.0, 1.0, 1.0]))) == 0.0


def test_years_stand_side_by_side():
    assert sigma(np.exp([[0.0, 2.0], [1.0, 1.0]])).tolist() == pytest.approx([1.0, 0.0])
