"""Figures over the draws of many cells at once, each the same to the last bit in any company.

Arrays are (cell, draw), the draws of a cell beside each other.
"""

from __future__ import annotations

import numpy as np

from simulator.axes import STATISTICS
from simulator.results.drawn import Floats

PERCENTILES = tuple(int(name[1:]) / 100 for name in STATISTICS if name.startswith("p"))
DRAWS_ADDED_AT_ONCE = 128


def drawn_statistics(values: Floats) -> Floats:
    """Return mean, percentiles and standard error, (cell, statistic); orders the draws."""
    middle = mean(values)
    error = standard_error(values, middle)
    return np.concatenate([middle[:, None], percentiles(values), error[:, None]], axis=1)


def mean(values: Floats) -> Floats:
    """Return the mean over draws, shape (cell,); draws are added in order.

    Deviations from the first draw are added, so that a cell that never varies keeps its value
    to the last bit.
    """
    first: Floats = values[:, 0].copy()
    found: Floats = first + _added(values, first, squared=False) / values.shape[1]
    return found


def standard_error(values: Floats, middle: Floats) -> Floats:
    """Return the standard error of the mean, shape (cell,); NaN for one draw."""
    draws = values.shape[1]
    if draws < 2:
        return np.full(len(values), np.nan)
    found: Floats = np.sqrt(_added(values, middle, squared=True) / (draws - 1) / draws)
    return found


def _added(values: Floats, middle: Floats, *, squared: bool) -> Floats:
    """Return the sum of all draws less ``middle``, one after the other. Shape (cell,)."""
    cells, draws = values.shape
    if cells == 1:
        # numpy adds a single column in pairs, several columns row by row
        return _added(np.repeat(values, 2, axis=0), np.repeat(middle, 2), squared=squared)[:1]
    total: Floats = np.zeros(cells)
    rows = np.empty((DRAWS_ADDED_AT_ONCE + 1, cells))
    for start in range(0, draws, DRAWS_ADDED_AT_ONCE):
        taken = values[:, start : start + DRAWS_ADDED_AT_ONCE].T
        some = rows[: len(taken) + 1]
        some[0] = total
        np.subtract(taken, middle, out=some[1:])
        if squared:
            np.multiply(some[1:], some[1:], out=some[1:])
        total = np.add.reduce(some, axis=0)
    return total


def percentiles(values: Floats) -> Floats:
    """Return P5 P25 P50 P75 P95 over draws, shape (cell, percentile); orders the draws.

    They are those of ``np.quantile``, method linear, to the bit. Sorting the draws of a cell,
    which lie beside each other, is several times faster than choosing the ten of them needed.
    """
    values.sort(axis=1)
    last = values.shape[1] - 1
    place = last * np.array(PERCENTILES)
    below = np.where(place >= last, -1, np.floor(place)).astype(np.int64)
    above = np.where(place >= last, -1, below + 1)
    weight = place - below
    lower, upper = values[:, below], values[:, above]
    width = upper - lower
    found: Floats = np.where(weight < 0.5, lower + width * weight, upper - width * (1.0 - weight))
    found[np.isnan(values[:, last])] = np.nan
    return found
