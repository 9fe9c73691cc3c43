"""The coefficient of variation: standard deviation over mean."""

from __future__ import annotations

import numpy as np

from simulator.equity.series import Floats
from simulator.equity.shares import Relative, relative


def coefficient_of_variation(values: Floats, weights: Floats | None = None) -> Floats:
    r"""Return the coefficient of variation, 0 (equal) upwards. Shape (...).

    .. math:: V = \frac{1}{\mu} \sqrt{\sum_i p_i (x_i - \mu)^2}

    with the population's deviation (divided by n, not n - 1).

    Parameters
    ----------
    values
        Values >= 0. Shape (..., area).
    weights
        Persons, broadcast to ``values``; 0 leaves an area out; None counts each area once.

    References
    ----------
    Cowell (2011), *Measuring Inequality*, chapter 2.

    Examples
    --------
    Values 1 and 3: mean 2, deviation 1.

    >>> import numpy as np
    >>> float(coefficient_of_variation(np.array([1.0, 3.0])))
    0.5
    """
    return coefficient_of_variation_of(relative(values, weights))


def coefficient_of_variation_of(seen: Relative) -> Floats:
    """Return the coefficient of variation of relative values."""
    share, _, value = seen
    return np.asarray(np.sqrt((share * (value - 1.0) ** 2).sum(axis=-1)))
