"""The order at the approval desk, which a linear programme does not know.

All lots of a January ask at once and are served by rank, services in their order. A service whose
lots must be approved soon stands behind those of the services before it, but only in a year in
which it asks for anything: that is a whole number, and such numbers are dear. So an answer is
looked at first. City by city, where somebody comes too late, the order is kept in the Januaries in
which it matters, with what the other cities do left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.ground import Ground
from simulator.optimise.linear import Positions
from simulator.optimise.question import Programme, Question
from simulator.optimise.solving import Answer, Solver

ROUNDS = 8
"""Times that a city is looked at; who is late after that is told by the simulator."""
FEW = 1e-6
"""Lots that count as none."""


class Ways(NamedTuple):
    """How a question is asked."""

    ask: Callable[[], Answer]
    """First things first, each objective held when the next is made least."""
    weigh: Callable[[], None]
    """All objectives at once, weighted: what decides who asks in which January."""


def both_ways(question: Question, programme: Programme, solver: Solver, ways: Ways) -> list[Answer]:
    """Return the answer, and where it comes too late at the desk one that does not.

    The second reckons with whole batches of approvals, and so with too few: which is better only
    the simulator can tell.
    """
    ground, limits = question.ground, solver.columns
    first = answer = ways.ask()
    if question.whole_lots:
        ways.weigh()
        solver.choose(programme.start, programme.effects.most_started)
        first = answer = ways.ask()
    cities = np.flatnonzero(too_late(ground, programme, answer).any(axis=1))
    if not cities.size:
        return [first]
    held = [_columns_of(programme, city) for city in range(len(ground.axes.regions))]
    for columns in held:
        solver.hold(columns, answer.x)
    for city in cities.tolist():
        solver.release(held[city], limits)
        ordered: set[int] = set()
        for _ in range(ROUNDS):
            late = set(np.flatnonzero(too_late(ground, programme, answer)[city]).tolist())
            if late <= ordered:
                break
            ordered |= late
            asks = keep_order(ground, programme, solver, (city, sorted(ordered)))
            ways.weigh()
            if question.whole_lots:  # which lots in which order is one choice
                most = programme.effects.most_started[city].ravel()
                lots = programme.start[city].ravel()
                solver.choose(np.append(asks, lots), np.append(np.ones(asks.size), most))
            else:
                solver.choose(asks, 1.0)
            answer = ways.ask()
        solver.hold(held[city], answer.x)
    return [first, answer]


def too_late(ground: Ground, programme: Programme, answer: Answer) -> NDArray[np.bool_]:
    """Return where a service comes too late at the desk. Shape (region, year)."""
    lots, slots = answer.x[programme.start], slots_of(ground)
    batches = ground.timing.batches[programme.effects.built][:, None]
    late = (lots > FEW) & (lots.cumsum(axis=1) > slots[:, None] * batches * (1.0 + FEW))
    return np.asarray(late.any(axis=1))


def keep_order(
    ground: Ground, programme: Programme, solver: Solver, where: tuple[int, list[int]]
) -> Positions:
    """Keep the order in some Januaries of a city; return who asks in them."""
    city, years = where
    batches = ground.timing.batches[programme.effects.built]
    for year in years:
        rows = programme.queue[city, :, year]
        solver.limit_rows(rows, float(slots_of(ground)[city, year] * batches.max()))
    return np.asarray(programme.asks[city][:, years])


def slots_of(ground: Ground) -> NDArray[np.float64]:
    """Return the free places at the approval desk. Shape (region, year)."""
    first = ground.axes.years[0] - ground.world.base
    return np.asarray(np.maximum(ground.world.approval_slots[first:] - ground.busy[0], 0.0).T)


def _columns_of(programme: Programme, city: int) -> Positions:
    """Return the columns of what a city decides."""
    parts = (programme.start, programme.recruit, programme.carry, *programme.moved)
    return np.concatenate([part[city].ravel() for part in parts if part.size])
