"""The triangular distribution: what low, mode and high mean."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from simulator.distributions.spread import Spread
from simulator.distributions.triangular import Triangle, triangular

pytestmark = pytest.mark.unit


def test_low_and_high_are_the_fifth_and_ninety_fifth_percentile():
    least, mode, greatest = triangular(Spread(0.75e6, 1.1e6, 1.55e6))
    triangle = stats.triang((mode - least) / (greatest - least), least, greatest - least)
    assert mode == 1.1e6
    assert triangle.cdf([0.75e6, 1.55e6]) == pytest.approx([0.05, 0.95], abs=1e-12)


def test_a_symmetric_range_has_its_textbook_support():
    # P5 of the symmetric triangle on (-w, w) is -w (1 - sqrt(0.1))
    half = 1.0 / (1.0 - math.sqrt(0.1))
    found = triangular(Spread(-1.0, 0.0, 1.0))
    assert found == pytest.approx(Triangle(-half, 0.0, half), rel=1e-13)


def test_bounds_are_the_support_itself():
    found = triangular(Spread(0.2, 0.5, 0.9, bounds=True))
    assert found == Triangle(0.2, 0.5, 0.9)


def test_nothing_lies_beyond_the_mode_where_a_side_has_no_width():
    below = triangular(Spread(0.8, 1.0, 1.0))
    assert below.greatest == 1.0
    falling = stats.triang(1.0, below.least, 1.0 - below.least)
    assert falling.cdf(0.8) == pytest.approx(0.05, abs=1e-12)
    above = triangular(Spread(0.0, 0.0, 6.0))
    assert above.least == 0.0
    rising = stats.triang(0.0, 0.0, above.greatest)
    assert rising.cdf(6.0) == pytest.approx(0.95, abs=1e-12)


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e15])
@pytest.mark.parametrize("left", [1e-9, 0.01, 0.4])
def test_any_skew_and_any_size_is_solved(scale, left):
    least, mode, greatest = triangular(Spread(-left * scale, 0.0, scale))
    shape = (mode - least) / (greatest - least)
    triangle = stats.triang(shape, least, greatest - least)
    assert triangle.cdf([-left * scale, scale]) == pytest.approx([0.05, 0.95], abs=1e-9)


def test_quantiles_are_those_of_scipy():
    triangle = Triangle(1.0, 2.0, 5.0)
    probability = np.array([0.001, 0.2, 0.25, 0.3, 0.999])
    expected = stats.triang(0.25, 1.0, 4.0).ppf(probability)
    assert triangle.quantile(probability) == pytest.approx(expected, rel=1e-13)
