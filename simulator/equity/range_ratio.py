"""The range ratio (极值比): the highest value over the lowest."""

from __future__ import annotations

import numpy as np

from simulator.equity.series import Floats
from simulator.equity.shares import Relative, relative


def range_ratio(values: Floats, weights: Floats | None = None) -> Floats:
    """Return the highest over the lowest value, 1 (equal) upwards. Shape (...).

    Weights only say who is counted. Infinite when a counted area has nothing.

    Parameters
    ----------
    values
        Values >= 0. Shape (..., area).
    weights
        Persons, broadcast to ``values``; 0 leaves an area out; None counts each area once.

    Examples
    --------
    >>> import numpy as np
    >>> float(range_ratio(np.array([2.0, 3.0, 6.0])))
    3.0
    """
    return range_ratio_of(relative(values, weights))


def range_ratio_of(seen: Relative) -> Floats:
    """Return the range ratio of relative values."""
    share, _, value = seen
    counted = share > 0.0
    exists = ~np.isnan(value).any(axis=-1)
    highest = np.where(counted, value, -np.inf).max(axis=-1, initial=0.0)
    lowest = np.where(counted, value, np.inf).min(axis=-1, initial=np.inf)
    ratio = highest / np.where(lowest == 0.0, 1.0, lowest)
    return np.where(exists, np.where(lowest == 0.0, np.inf, ratio), np.nan)
