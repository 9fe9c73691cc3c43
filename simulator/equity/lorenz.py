"""The Lorenz curve: who holds how much, counted from those who have least."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.series import Floats, Integers
from simulator.equity.shares import relative


class Lorenz(NamedTuple):
    """The corners of one curve, from those who have least; (0, 0) is left out."""

    order: Integers
    """Positions of the areas counted. Shape (area,)."""
    people: Floats
    """Share of the population up to each of them, the last 1. Shape (area,)."""
    held: Floats
    """Share of what is held up to each of them, the last 1. Shape (area,)."""


def lorenz(values: Floats, weights: Floats) -> Lorenz:
    r"""Return the Lorenz curve of one set of areas.

    .. math:: L(p_k) = \sum_{i \le k} p_i x_i / \mu

    with population shares p and areas in ascending order of x. Twice the area between the
    diagonal and the curve is the Gini coefficient.

    Parameters
    ----------
    values
        Values >= 0. Shape (area,).
    weights
        Persons; 0 leaves an area out. Shape (area,).

    Returns
    -------
    Lorenz
        No corners where the measures do not exist (see `simulator.equity.shares.relative`).

    Examples
    --------
    Half of the people hold everything.

    >>> import numpy as np
    >>> curve = lorenz(np.array([2.0, 0.0]), np.array([1.0, 1.0]))
    >>> curve.order.tolist(), curve.people.tolist(), curve.held.tolist()
    ([1, 0], [0.5, 1.0], [0.0, 1.0])
    """
    seen = relative(values, weights)
    exists = bool(np.isfinite(seen.mean).all())
    counted = np.flatnonzero((seen.share > 0.0) & exists)
    order = counted[np.argsort(seen.value[counted], kind="stable")]
    share = seen.share[order]
    return Lorenz(order, np.cumsum(share), np.cumsum(share * seen.value[order]))
