"""Meeting official births and deaths."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.population.calibration import factors, is_counted, neutral

pytestmark = pytest.mark.unit
MODELLED = np.array([100.0, 200.0, 300.0])
NONE = np.full(3, np.nan)


def test_own_counts_are_met_and_the_others_share_the_rest():
    official = np.array([110.0, np.nan, np.nan])
    factor = factors(MODELLED, neutral(3).mean, official, 510.0)
    np.testing.assert_allclose(MODELLED * factor, [110.0, 160.0, 240.0])


def test_without_any_count_the_level_stays():
    level = neutral(3).after(np.array([1.2, 0.8, 1.0]), np.array([True, True, False]))
    np.testing.assert_allclose(factors(MODELLED, level.mean, NONE, np.nan), [1.2, 0.8, 1.0])


def test_the_level_is_the_mean_of_counted_years():
    level = neutral(1)
    for factor, counted in ((1.2, True), (5.0, False), (0.9, True)):
        level = level.after(np.array([factor]), np.array([counted]))
    np.testing.assert_allclose(level.mean, [1.05])
    assert level.n_years.tolist() == [2]


def test_a_provincial_count_counts_for_every_region():
    assert is_counted(NONE, 1.0).all()
    assert not is_counted(NONE, np.nan).any()
