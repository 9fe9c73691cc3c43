"""The shifted lognormal distribution: what low, mode and high mean."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulator.distributions.lognormal import lognormal
from simulator.distributions.spread import Spread

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("low", "high"), [(0.9, 1.2), (0.5, 3.0), (0.99, 40.0), (0.0, 2.001)])
def test_low_mode_and_high_hold_together(low, high):
    found = lognormal(Spread(low, 1.0, high))
    scipys = stats.lognorm(found.shape, found.least, found.scale)
    assert scipys.cdf([low, high]) == pytest.approx([0.05, 0.95], abs=1e-9)
    near = np.array([-1e-3, 0.0, 1e-3]) * (high - low)
    assert scipys.pdf(1.0 + near).argmax() == 1
    probability = np.array([0.001, 0.5, 0.999])
    assert found.quantile(probability) == pytest.approx(scipys.ppf(probability), rel=1e-6)


@pytest.mark.parametrize(
    "spread",
    [
        Spread(0.0, 1.0, 2.0),  # symmetric
        Spread(0.0, 1.0, 1.5),  # longer below
        Spread(1.0, 1.0, 2.0),  # nothing below the mode
        Spread(0.5, 1.0, 3.0, bounds=True),
    ],
)
def test_there_is_none_without_a_longer_side_above(spread):
    assert lognormal(spread) is None
