"""The slope of growth on the first level, against another program and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import linregress

from simulator.equity.beta import beta

pytestmark = pytest.mark.unit


def test_the_line_by_hand():
    # logarithms 0, 1, 2 become 1, 1.5, 2 in ten years: growth 0.1, 0.05 and 0 a year
    line = beta(np.exp([0.0, 1.0, 2.0]), np.exp([1.0, 1.5, 2.0]), 10)
    assert line.slope == pytest.approx(-0.05)
    assert line.standard_error == pytest.approx(0.0, abs=1e-12)
    assert line.half_life == pytest.approx(10.0)
    assert line.n_areas == 3


def test_slope_and_error_are_those_of_scipy():
    random = np.random.default_rng(7)
    first, last = np.exp(random.normal(size=(2, 18)))
    other = linregress(np.log(first), np.log(last / first) / 10)
    line = beta(first, last, 10)
    assert line.slope == pytest.approx(other.slope, rel=1e-10)
    assert line.standard_error == pytest.approx(other.stderr, rel=1e-10)


@pytest.mark.parametrize(
    "first", [[1.0, 2.0], [1.0, 1.0, 1.0], [1.0, 0.0, 2.0], [1.0, math.nan, 2.0]]
)
def test_two_areas_equal_starts_and_nothing_have_no_line(first):
    line = beta(np.array(first), np.ones(len(first)), 5)
    assert all(math.isnan(one) for one in line[:4])


def test_what_moves_apart_has_no_half_life():
    line = beta(np.exp([0.0, 1.0, 2.0]), np.exp([0.0, 2.0, 4.0]), 10)
    assert line.slope == pytest.approx(0.1)
    assert line.speed < 0.0
    assert math.isnan(line.half_life)


def test_overshooting_has_no_speed():
    line = beta(np.exp([0.0, 1.0, 2.0]), np.exp([4.0, 2.0, 0.0]), 1)
    assert line.slope == pytest.approx(-3.0)
    assert math.isnan(line.speed)
