"""Sigma convergence: whether the spread of areas falls, by the deviation of logarithms."""

from __future__ import annotations

import numpy as np

from simulator.equity.series import Floats


def sigma(values: Floats, weights: Floats | None = None) -> Floats:
    r"""Return the standard deviation of logarithms, 0 (equal) upwards. Shape (...).

    .. math:: \sigma = \sqrt{\sum_i p_i (\ln x_i - \overline{\ln x})^2}

    with the population's deviation (divided by n, not n - 1). Areas converge where it falls
    over time. NaN where a counted value is missing or not positive. A transfer between two
    areas far above the mean may raise it: it is no measure of inequality by itself.

    Parameters
    ----------
    values
        Values > 0. Shape (..., area).
    weights
        Persons, broadcast to ``values``; 0 leaves an area out; None counts each area once.

    References
    ----------
    Barro and Sala-i-Martin (1992), Convergence, *Journal of Political Economy* 100.

    Examples
    --------
    Logarithms 0 and 2: mean 1, deviation 1.

    >>> import numpy as np
    >>> float(sigma(np.exp([0.0, 2.0])))
    1.0
    """
    values = np.asarray(values, dtype=np.float64)
    persons = np.ones(values.shape) if weights is None else np.broadcast_to(weights, values.shape)
    counted = persons > 0.0
    total = persons.sum(axis=-1, keepdims=True)
    exists = (~counted | (values > 0.0)).all(axis=-1) & (total[..., 0] > 0.0)
    share = persons / np.where(total > 0.0, total, 1.0)
    logs = np.log(np.where(counted & (values > 0.0), values, 1.0))
    away = logs - (share * logs).sum(axis=-1, keepdims=True)
    return np.where(exists, np.sqrt((share * away**2).sum(axis=-1)), np.nan)
