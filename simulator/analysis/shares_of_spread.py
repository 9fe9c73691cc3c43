"""Which share of an outcome's spread each group of uncertainties causes: Sobol' indices.

Two sets of n futures, A and B, and for every group a third one: A with that group taken from B.
The index of first order is the share of the variance that a group causes alone, the total one
the share it takes part in; between them lie its interactions.

References
----------
Saltelli et al. (2010), Variance based sensitivity analysis of model output, Computer Physics
Communications 181(2). Indices: `scipy.stats.sobol_indices`; points: `scipy.stats.qmc.Sobol`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Function = Callable[[Floats], Floats]
"""Takes futures of shape (future, column), returns their outcome of shape (future,)."""

RESAMPLES = 499
INTERVAL = 0.9


class Shares(NamedTuple):
    """Shares by group, each of shape (group,); NaN where the outcome never varies."""

    alone: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    """Bounds of a 90 % bootstrap interval of the total share."""
    outcomes: Floats
    """Outcome of the futures of A and B. Shape (2·n,)."""


def points(n: int, columns: int, seed: int) -> tuple[Floats, Floats]:
    """Return A and B: scrambled Sobol' points in the unit cube, each of shape (n, columns).

    ``n`` is a power of two.
    """
    from scipy.stats import qmc

    drawn = qmc.Sobol(2 * columns, rng=np.random.default_rng(seed)).random(n)
    return drawn[:, :columns], drawn[:, columns:]


def shares_of_spread(
    function: Function, pair: tuple[Floats, Floats], group: Integers, seed: int
) -> Shares:
    """Return the share of every group of columns.

    Parameters
    ----------
    function
        The model; called once, with n·(groups + 2) futures.
    pair
        A and B, as `points` returns them.
    group
        Group of each column, numbered from 0. Shape (column,).
    seed
        Of the bootstrap.
    """
    from scipy.stats import bootstrap

    first, second = pair
    n, n_groups = len(first), int(group.max()) + 1
    mixed = [np.where(group == number, second, first) for number in range(n_groups)]
    outcome = function(np.concatenate([first, second, *mixed])).reshape(n_groups + 2, n)
    varied = outcome[:2].reshape(-1)
    if np.ptp(outcome) == 0.0:
        null = np.full(n_groups, np.nan)
        return Shares(null, null, null, null, varied)
    alone, total = _indices(outcome)
    chosen = bootstrap(
        (np.arange(n),),
        lambda index: _indices(outcome[:, index])[1],
        n_resamples=RESAMPLES,
        confidence_level=INTERVAL,
        method="percentile",
        vectorized=False,
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Shares(alone, total, chosen.low, chosen.high, varied)


def _indices(outcome: Floats) -> tuple[Floats, Floats]:
    """Return first-order and total indices of outcomes of A, B and the mixed futures."""
    from scipy.stats import sobol_indices

    if np.ptp(outcome[:2]) == 0.0:
        # a resample in which nothing varies has no shares
        return np.zeros(len(outcome) - 2), np.zeros(len(outcome) - 2)
    found = sobol_indices(
        func={"f_A": outcome[:1], "f_B": outcome[1:2], "f_AB": outcome[2:, None]},
        n=outcome.shape[1],
    )
    return found.first_order.reshape(-1), found.total_order.reshape(-1)
