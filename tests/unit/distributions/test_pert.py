"""The PERT distribution: what low, mode and high mean."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulator.distributions.pert import Pert, pert
from simulator.distributions.spread import Spread

pytestmark = pytest.mark.unit


def beta(found):
    span = found.greatest - found.least
    place = (found.mode - found.least) / span
    return stats.beta(1 + 4 * place, 5 - 4 * place, found.least, span)


def test_bounds_are_the_ends_and_the_mean_weighs_the_mode_four_times():
    found = pert(Spread(0.0, 1.0, 5.0, bounds=True))
    assert found == Pert(0.0, 1.0, 5.0)
    assert beta(found).mean() == pytest.approx((0.0 + 4 * 1.0 + 5.0) / 6)


def test_quantiles_are_those_of_scipy():
    found, probability = Pert(0.0, 1.0, 5.0), np.array([1e-6, 0.05, 0.5, 0.95, 1 - 1e-6])
    assert found.quantile(probability) == pytest.approx(beta(found).ppf(probability), rel=1e-10)


@pytest.mark.parametrize("low", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("high", [1.2, 2.0, 40.0])
def test_low_and_high_are_the_fifth_and_ninety_fifth_percentile(low, high):
    found = pert(Spread(low, 1.0, high))
    assert found.mode == 1.0
    assert beta(found).cdf([low, high]) == pytest.approx([0.05, 0.95], abs=1e-10)


def test_nothing_lies_beyond_the_mode_where_a_side_has_no_width():
    below, above = pert(Spread(0.8, 1.0, 1.0)), pert(Spread(0.0, 0.0, 6.0))
    assert (below.greatest, above.least) == (1.0, 0.0)
    assert beta(below).cdf(0.8) == pytest.approx(0.05)
    assert beta(above).cdf(6.0) == pytest.approx(0.95)
