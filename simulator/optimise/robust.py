"""Plans that hold in most futures, and the plan that is best in the worst reasonable case.

A plan made for the central future meets its targets in about half of all. So what is wanted is
raised, row by row, by what is missing in the futures it is made on, until it holds in as many as
asked; what is told of it comes from other futures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.plan import Plan
from simulator.optimise.replay import ALMOST, Replay
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
ROUNDS = 4
"""Times that the margins are raised; a row that still misses is told so."""
MET, LITTLE = 1e-9, 1e-3


class Safe(NamedTuple):
    """A plan with margins."""

    plan: Plan
    margin: Floats
    """By how much what is wanted was raised [1]. Shape (row,)."""


def safe_plan(
    wanted: Wanted,
    probability: float,
    solve: Callable[[Wanted], Plan],
    tried: Callable[[Plan], Replay],
    *,
    first: Plan,
) -> Safe:
    """Return a plan that meets each row in at least a share of the futures it is tried on.

    A margin that helps nothing is taken back: units that come too late are not missing.

    Parameters
    ----------
    solve
        Makes a plan of what is wanted.
    tried
        Runs a plan through the futures it is made on.
    first
        The plan without margins.
    """
    margin, plan = np.zeros(len(wanted.rows)), first
    missing = missing_share(tried(plan), probability)
    open_still = missing > MET
    for _ in range(ROUNDS):
        if not open_still.any():
            break
        more = np.where(open_still, (1.0 + margin) * (1.0 + missing) - 1.0, margin)
        other = solve(raised(wanted, more))
        left = missing_share(tried(other), probability)
        helped = left < missing - LITTLE
        margin = np.where(open_still & ~helped, margin, more)
        plan, missing, open_still = other, left, open_still & helped & (left > MET)
    return Safe(plan, margin)


def missing_share(found: Replay, probability: float) -> Floats:
    """Return by what share each row lies below its target in the future that has to hold it.

    Shape (row,). Of every row the worst year counts.
    """
    held = np.quantile(found.drawn, 1.0 - probability, axis=0, method="lower")
    with np.errstate(divide="ignore", invalid="ignore"):
        short = np.where(held > 0.0, found.target[:, None] / held - 1.0, 0.0)
    return np.asarray(np.fmax.reduce(np.fmax(short, 0.0), axis=1))


def raised(wanted: Wanted, margin: Floats) -> Wanted:
    """Return what is wanted with margins; a share of another service is raised in its level."""
    more = 1.0 + margin
    counts = np.where(wanted.counts < 0.0, wanted.counts * more[:, None], wanted.counts)
    return wanted._replace(units=np.ceil(wanted.units * more[:, None] - 1e-9), counts=counts)


def chance(found: Replay) -> Floats:
    """Return in what share of the futures each row is met from its year on. Shape (row,)."""
    met = (found.drawn >= found.target[:, None] * (1.0 - ALMOST)) | np.isnan(found.drawn)
    return np.asarray(met.all(axis=2).mean(axis=0)) if len(found.drawn) else _unknown(found)


def _unknown(found: Replay) -> Floats:
    return np.full(found.target.shape, np.nan)


def regrets(shortfall: Floats) -> Floats:
    """Return by how much each plan does worse in each future than the best plan made for it.

    ``shortfall`` and the answer have shape (plan, future).

    >>> regrets(np.array([[0.0, 0.3], [0.1, 0.2]])).round(2).tolist()
    [[0.0, 0.1], [0.1, 0.0]]
    """
    return np.asarray(shortfall - shortfall.min(axis=0))


def least_regret(shortfall: Floats) -> int:
    """Return the plan whose greatest regret is least, the first of equals."""
    return int(regrets(shortfall).max(axis=1).argmin())
