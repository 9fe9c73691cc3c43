"""Rank of the real cities by an indicator."""

from __future__ import annotations

import numpy as np

from simulator.equity.series import Floats, Series
from simulator.equity.units_compared import FEWEST_REAL_CITIES, real_and_comparable


def ranks(series: Series) -> Floats:
    """Return competition ranks, 1 is best, equal values share the better rank.

    NaN for the province, imputed cities, counts, indicators without a direction, and where
    fewer than five real cities have a value. Shape (..., area, indicator, year).

    Parameters
    ----------
    series
        Simulated indicators.
    """
    value = series.value[..., :-1, :, :]
    usable = real_and_comparable(series)[:, :, None] & ~np.isnan(value)
    usable = usable & (series.direction != 0)[:, None]
    score = np.where(usable, value * series.direction[:, None], -np.inf)
    by_city = competition_ranks(np.moveaxis(score, -3, -1))
    enough = usable.sum(axis=-3, keepdims=True) >= FEWEST_REAL_CITIES
    found = np.full(series.value.shape, np.nan)
    found[..., :-1, :, :] = np.where(usable & enough, np.moveaxis(by_city, -1, -3), np.nan)
    return found


def competition_ranks(score: Floats) -> Floats:
    """Return ranks on the last axis, 1 for the highest score; equal ones share the better rank.

    >>> competition_ranks(np.array([2.0, 5.0, 5.0, 1.0])).tolist()
    [3.0, 1.0, 1.0, 4.0]
    """
    better = score[..., None, :] > score[..., :, None]
    found: Floats = 1.0 + better.sum(axis=-1)
    return found
