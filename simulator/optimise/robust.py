"""Plans that hold in most futures, and the plan that is best in the worst reasonable case.

A plan made for the central future meets its targets in about half of all. So what is wanted is
raised, row by row, by what is missing in the futures it is made on, until it holds in as many as
asked; what is told of it comes from other futures. What one row takes another may lack: rows that
margins do not help are given up, so that those are helped that can be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import ModelError
from simulator.optimise.plan import Plan
from simulator.optimise.replay import ALMOST, Replay
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
ROUNDS = 4
"""Times that all margins are raised before one is given up."""
MOST = 24
"""Times that margins are changed at most."""
DOUBLE = 1.0
"""The greatest margin."""


class Safe(NamedTuple):
    """A plan with margins, and what comes of it in the futures it is made on. By row."""

    plan: Plan
    margin: Floats
    """By how much what is wanted is raised [1]."""
    chance: Floats
    """Share of the futures in which the row is met from its year on [1]."""
    met: Booleans
    """Whether the central future meets it."""
    needed: Floats
    """The margin with which the row would hold, if all futures moved as the plan does [1]."""

    def worth(self, probability: float) -> tuple[int, int, float]:
        """Return how many rows are likely, how many are met, and how near the others come."""
        likely = self.chance >= probability
        near = float(np.minimum(self.chance, probability).sum())
        return int(likely.sum()), int(self.met.sum()), round(near, 9)


def safe_plan(
    wanted: Wanted,
    probability: float,
    solve: Callable[[Wanted], Plan],
    tried: Callable[[Plan], Replay],
    *,
    first: Plan,
) -> Safe:
    """Return the plan that meets most rows in a share of the futures it is tried on.

    The plan without margins is one of those compared, so never fewer rows are likely than with
    it; and no margin is held by a row that is no more likely with it.

    Parameters
    ----------
    solve
        Makes a plan of what is wanted.
    tried
        Runs a plan through the futures it is made on.
    first
        The plan without margins.
    """
    bare = now = best = _safe(first, np.zeros(len(wanted.rows)), tried(first), probability)
    before, left_out = bare.chance, np.zeros(len(wanted.rows), bool)
    for turn in range(MOST):
        open_still = (now.chance < probability) & ~left_out
        if not open_still.any():
            break
        if turn >= ROUNDS:
            left_out |= _given_up(open_still & (now.chance <= before), now.chance, wanted)
        margin = np.where(open_still, np.maximum(now.margin, now.needed), now.margin)
        margin[left_out] = 0.0
        before = now.chance
        try:
            plan = solve(raised(wanted, margin))
            now = _safe(plan, margin, tried(plan), probability)
        except ModelError:  # more than a world can hold
            break
        helps = (now.chance > bare.chance) | (now.chance >= probability) | (margin == 0.0)
        if helps.all() and now.worth(probability) > best.worth(probability):
            best = now
    return best


def _safe(plan: Plan, margin: Floats, found: Replay, probability: float) -> Safe:
    """Return what comes of a plan; of every row and future the worst year counts."""
    target = found.target[:, None]
    worst = np.fmin.reduce(found.drawn / target, axis=2)
    held = np.quantile(np.nan_to_num(worst, nan=1.0), 1.0 - probability, axis=0, method="lower")
    expected = np.nan_to_num(np.fmin.reduce(found.planned / target, axis=1), nan=1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where(held > 0.0, expected / held - 1.0, DOUBLE)
    needed = np.clip(needed, 0.0, DOUBLE)
    return Safe(plan, margin, chance(found), np.all(met(found.simulated, target), axis=1), needed)


def _given_up(stuck: Booleans, chances: Floats, wanted: Wanted) -> Booleans:
    """Return of every region the least likely of the rows that are stuck. Shape (row,)."""
    found = np.zeros(len(stuck), bool)
    for region in {one.region for one in wanted.rows}:
        mine = [row for row in np.flatnonzero(stuck) if wanted.rows[row].region == region]
        if mine:
            found[min(mine, key=lambda row: float(chances[row]))] = True
    return found


def raised(wanted: Wanted, margin: Floats) -> Wanted:
    """Return what is wanted with margins; a share of another service is raised in its level."""
    more = 1.0 + margin
    counts = np.where(wanted.counts < 0.0, wanted.counts * more[:, None], wanted.counts)
    return wanted._replace(units=np.ceil(wanted.units * more[:, None] - 1e-9), counts=counts)


def chance(found: Replay) -> Floats:
    """Return in what share of the futures each row is met from its year on. Shape (row,)."""
    every = np.all(met(found.drawn, found.target[:, None]), axis=2)
    return np.asarray(every.mean(axis=0)) if len(every) else _unknown(found)


def met(values: Floats, target: Floats) -> Booleans:
    """Return which values meet a target, or are not asked for."""
    return np.asarray((values >= target * (1.0 - ALMOST)) | np.isnan(values))


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
