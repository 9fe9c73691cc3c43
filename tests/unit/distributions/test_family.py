"""Every family a parameter may name has its distribution."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from simulator.distributions.family import fitted
from simulator.distributions.spread import Family, Outcome, Spread

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("family", get_args(Family))
def test_every_family_gives_a_distribution(family):
    outcomes = (Outcome(1.0, 0.4), Outcome(2.0, 0.6)) if family == "discrete" else ()
    found = fitted(family, Spread(1.0, 2.0, 4.0), outcomes)
    assert found.least <= found.quantile(np.array([0.5]))[0] <= found.greatest


@pytest.mark.parametrize("family", ["triangular", "pert", "lognormal", "truncated_normal"])
def test_a_range_without_width_is_a_constant(family):
    found = fitted(family, Spread(2.0, 2.0, 2.0, bounds=True))
    assert (found.least, found.greatest) == (2.0, 2.0)
    assert found.quantile(np.array([0.1, 0.9])).tolist() == [2.0, 2.0]
