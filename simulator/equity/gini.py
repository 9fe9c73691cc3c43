"""The Gini coefficient: half the relative mean difference between two people."""

from __future__ import annotations

import numpy as np

from simulator.equity.series import Floats
from simulator.equity.shares import Relative, relative

AT_ONCE = 64
"""Sets of areas compared at once: their pairs stay in the processor's cache."""


def gini(values: Floats, weights: Floats | None = None) -> Floats:
    r"""Return the Gini coefficient, 0 (equal) to below 1. Shape (...).

    .. math:: G = \frac{1}{2 \mu} \sum_i \sum_j p_i p_j |x_i - x_j|

    with population shares p and weighted mean mu; the form that does not change when every
    area is replicated (divided by n, not n - 1).

    Parameters
    ----------
    values
        Values >= 0. Shape (..., area).
    weights
        Persons, broadcast to ``values``; 0 leaves an area out; None counts each area once.

    References
    ----------
    Cowell (2011), *Measuring Inequality*, chapter 2 and appendix A.

    Examples
    --------
    Two areas, one with everything: the mean difference is 1/2 of 2, so G = 1/2.

    >>> import numpy as np
    >>> float(gini(np.array([0.0, 2.0])))
    0.5
    """
    return gini_of(relative(values, weights))


def gini_of(seen: Relative) -> Floats:
    """Return the Gini coefficient of relative values."""
    n_areas = seen.value.shape[-1]
    share, value = (array.reshape(-1, n_areas) for array in (seen.share, seen.value))
    found = np.empty(value.shape[0])
    pairs = np.empty((2, min(AT_ONCE, found.size), n_areas, n_areas))
    for first in range(0, found.size, AT_ONCE):
        some = slice(first, first + AT_ONCE)
        both, distance = pairs[:, : found[some].size]
        np.multiply(share[some, :, None], share[some, None, :], out=both)
        np.subtract(value[some, :, None], value[some, None, :], out=distance)
        both *= np.abs(distance, out=distance)
        both.sum(axis=(-2, -1), out=found[some])
    return np.asarray(0.5 * found.reshape(seen.value.shape[:-1]))
