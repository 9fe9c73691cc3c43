"""The two-piece normal distribution, cut: what low, mode and high mean."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from simulator.distributions.spread import Spread
from simulator.distributions.truncated_normal import truncated_normal

pytestmark = pytest.mark.unit


def below(found, spread, value):
    """Return the probability below a value, by adding up the density."""

    def density(x):
        side = found.left if x < found.mode else found.right
        return np.exp(-((x - found.mode) ** 2) / (2.0 * side.deviation**2))

    least, greatest = max(spread.minimum, -20.0), min(spread.maximum, 20.0)

    def area(left, right):
        return integrate.quad(density, left, right, points=[found.mode], limit=400)[0]

    return area(least, value) / area(least, greatest)


def test_a_symmetric_range_far_from_the_limits_is_the_normal_distribution():
    found = truncated_normal(Spread(-1.0, 0.0, 1.0))
    probability = np.array([0.001, 0.2, 0.5, 0.95, 0.999])
    expected = stats.norm(0.0, 1.0 / stats.norm.ppf(0.95)).ppf(probability)
    assert found.quantile(probability) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    "spread",
    [
        Spread(-1.0, 0.0, 3.0),
        Spread(0.4, 0.5, 0.6, minimum=0.0, maximum=1.0),
        Spread(0.7, 0.9, 0.98, minimum=0.0, maximum=1.0),
        Spread(0.04, 0.1, 0.6, minimum=0.0, maximum=1.0),
    ],
)
def test_low_and_high_are_percentiles_whatever_is_cut(spread):
    found = truncated_normal(spread)
    assert found.mode == spread.central
    assert below(found, spread, spread.low) == pytest.approx(0.05, abs=1e-7)
    assert below(found, spread, spread.high) == pytest.approx(0.95, abs=1e-7)
    assert found.quantile(np.array([0.05, 0.95])) == pytest.approx([spread.low, spread.high])
    assert spread.minimum <= found.least < found.greatest <= spread.maximum


def test_bounds_cut_where_the_uncut_sides_have_five_percent():
    found = truncated_normal(Spread(-1.0, 0.0, 2.0, bounds=True))
    z = stats.norm.ppf(0.95)
    assert (found.left.deviation, found.right.deviation) == pytest.approx((1 / z, 2 / z))
    ends = found.quantile(np.array([1e-15, 1 - 1e-15]))
    assert ends == pytest.approx([-1.0, 2.0])
    half = found.quantile(np.array([1 / 3]))
    assert half == pytest.approx([0.0], abs=1e-12)


def test_nothing_lies_beyond_the_mode_where_a_side_has_no_width():
    found = truncated_normal(Spread(0.0, 0.0, 1.0, minimum=-5.0, maximum=5.0))
    assert found.least == pytest.approx(0.0, abs=1e-15)
    assert found.quantile(np.array([0.95])) == pytest.approx([1.0])
    mirrored = truncated_normal(Spread(-1.0, 0.0, 0.0))
    assert mirrored.greatest == pytest.approx(0.0, abs=1e-15)
    assert mirrored.quantile(np.array([0.05])) == pytest.approx([-1.0])


def test_there_is_none_where_five_percent_find_no_room():
    assert truncated_normal(Spread(0.0, 0.5, 0.9, minimum=0.0, maximum=1.0)) is None
    assert truncated_normal(Spread(0.7, 0.9, 0.99, minimum=0.0, maximum=1.0)) is None
