"""The least that must give way where not everything can be done: time, money or the target.

Three currencies, each by itself: how many years later, how much more money, how much less of what
is wanted. By itself, too, how far limits on what opens in a year must rise. And for a single row
what stands in its way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.absorb import opened
from simulator.optimise.best_use import Desk
from simulator.optimise.plan import ALMOST
from simulator.optimise.prices import FELT
from simulator.optimise.question import Programme, Question
from simulator.optimise.required import ENOUGH, EXACT, least_short, unlimited
from simulator.optimise.solving import Answer
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
BLOCKS = {
    "money": "money",
    "pool": "pool",
    "asking": "queue",
    "queue": "queue",
    "builders": "builders",
    "absorb": "absorb",
    "staffed": "staffed",
    "part": "part",
}
"""What stands in the way, by the beginning of the names of rows."""
RECRUITS, SEATS, TIME = "recruits", "seats", "time"
LITTLE = 1e-5
"""A rise of a limit that is none: one unit of a hundred thousand."""


class Relaxation(NamedTuple):
    """What it takes to make an impossible wish possible."""

    later: int | None
    """Years by which the targets would have to be put off that can be met; None where none can."""
    held_from: tuple[int | None, ...]
    """Year from which each row holds then; None where that is not within the horizon. By row."""
    money: float
    """Least extra money of all years together [100 million yuan] for what money can help."""
    left: bool
    """Whether something is left that no money can help."""
    level: float
    """The share of what is wanted that everybody can reach in time [1]."""

    @property
    def is_nothing(self) -> bool:
        """Return whether nothing has to give way."""
        return self.later == 0 and None not in self.held_from and not self.left


class Wider(NamedTuple):
    """By how much limits on what opens in a year must rise so that they keep nothing back."""

    rise: Mapping[str, float]
    """As a share of what stood at first, by service: the least sum beyond what comes anyhow; empty
    where nothing need."""
    left: bool
    """Whether something is short that no higher limit can help."""


class Obstacle(NamedTuple):
    """What a row of the plans can reach by itself, all money and decisions serving it alone."""

    first: int | None
    """First year from which it holds to the end; None within the horizon."""
    reached: float
    """The share of what is asked that it reaches in the first year in which it is asked [1]."""
    binding: tuple[str, ...]
    """What stands in the way: blocks of rows, recruits or seats at their limit, or time alone."""


def relaxation(question: Question) -> Relaxation:
    """Return the least relaxation in each currency."""
    desk = Desk(question)
    wanted = question.wanted
    rich = Desk(question._replace(extra=np.inf))
    level = desk.highest_level()
    return Relaxation(*years_later(desk, wanted), *least_extra(rich), level)


def years_later(desk: Desk, wanted: Wanted) -> tuple[int | None, tuple[int | None, ...]]:
    """Return the fewest years by which targets must be put off so that they can be met together.

    And by row the year from which it holds then. Rows that cannot be met within the horizon
    are set aside and have none: those that would be short in its last year, and those that are
    put off beyond it.
    """
    years, n_years = desk.question.ground.axes.years, wanted.units.shape[1]
    first = np.argmax(~np.isnan(wanted.units), axis=1)
    hopeless = short_at_last(desk, wanted)
    for later in range(n_years):
        kept = ~hopeless & (first + later < n_years)
        if not kept.any():
            break
        held = kept[:, None] & (np.arange(n_years) >= (first + later)[:, None])
        if is_possible(desk, wanted, held):
            at = zip(kept.tolist(), (first + later).tolist(), strict=True)
            return later, tuple(years[place] if one else None for one, place in at)
    return None, (None,) * len(first)


def short_at_last(desk: Desk, wanted: Wanted) -> Booleans:
    """Return the rows that are short where only the last year counts. Shape (row,)."""
    last = desk.programme.short[:, -1]
    desk.solver.limit_columns(desk.programme.short, unlimited(wanted))
    desk.solver.least(last, 1.0)
    return np.asarray(desk.solver.optimum().x[last] > EXACT)


def is_possible(desk: Desk, wanted: Wanted, held: Booleans) -> bool:
    """Return whether nothing need be short where it must not. ``held`` has shape (row, year)."""
    desk.solver.limit_columns(desk.programme.short, np.where(held, 0.0, unlimited(wanted)))
    desk.solver.least(desk.programme.short, 0.0)
    return desk.solver.solve() is not None


def least_extra(rich: Desk) -> tuple[float, bool]:
    """Return the least extra money with which no more is short than money can help.

    And whether something is left that no money can help.
    """
    short = least_short(rich.solver, rich.programme, rich.question.wanted)
    rich.solver.least(rich.programme.extra, 1.0)
    return rich.solver.optimum().value, _is_left(rich, short)


def least_wider(question: Question) -> Wider:
    """Return the least rise of the limits on what opens with which no more is short than without.

    Money limits where it does in the question.
    """
    if question.absorb is None:
        return Wider({}, False)
    wide = Desk(question._replace(wider=np.inf))
    short = least_short(wide.solver, wide.programme, question.wanted)
    wide.solver.least(wide.programme.wider, 1.0)
    more = _beyond(wide, wide.solver.optimum(), question.absorb)
    services = question.ground.axes.services
    found = {services[at]: float(more[at]) for at in np.flatnonzero(more > LITTLE).tolist()}
    return Wider(found, _is_left(wide, short))


def _beyond(desk: Desk, answer: Answer, limits: Floats) -> Floats:
    """Return how far starts open beyond limits, as a share of what stood at first. (service,).

    What comes anyhow takes part of a limit, or all of it and more.
    """
    ground, effects = desk.question.ground, desk.programme.effects
    starts = np.zeros((*limits.shape, len(ground.axes.years)))
    starts[:, effects.built] = answer.x[desk.programme.start] * effects.lot[:, :, None]
    opening, stock = opened(ground, effects, starts), ground.before[0]
    new = opening - ground.opening.transpose(1, 2, 0) > LITTLE
    beyond = np.where(new & (stock > 0.0)[:, :, None], opening - limits[:, :, None], 0.0)
    share = beyond / np.maximum(stock, 1.0)[:, :, None]
    return np.asarray(np.maximum(share, 0.0).max(axis=(0, 2)))


def _is_left(desk: Desk, short: Answer) -> bool:
    """Return whether half a unit of anything is short."""
    left = short.x[desk.programme.short] * desk.question.wanted.size
    return bool((left > ENOUGH).any())


def obstacles(question: Question) -> list[Obstacle]:
    """Return for every wanted row how far it gets by itself, and what stands in its way."""
    desk = Desk(question)
    return [obstacle(desk, row) for row in range(len(question.wanted.rows))]


def obstacle(desk: Desk, row: int) -> Obstacle:
    """Return how far one row gets by itself."""
    wanted, programme, solver = desk.question.wanted, desk.programme, desk.solver
    asked = ~np.isnan(wanted.units)
    mine = programme.short[row]
    solver.limit_columns(programme.short, np.where(asked, np.inf, 0.0))
    start = int(np.argmax(asked[row]))
    solver.least(mine[start : start + 1], 1.0)
    soonest = solver.optimum()
    return Obstacle(
        first_held(desk, row, start),
        1.0 - float(soonest.x[mine[start]]),
        binding(programme, soonest) if soonest.x[mine[start]] > ALMOST else (),
    )


def first_held(desk: Desk, row: int, start: int) -> int | None:
    """Return the first year from which a row can hold to the end: sought by halving."""
    years, mine = desk.question.ground.axes.years, desk.programme.short[row]

    def holds(year: int) -> bool:
        desk.solver.limit_columns(mine, np.where(np.arange(len(years)) < year, np.inf, 0.0))
        desk.solver.least(mine, 0.0)
        return desk.solver.solve() is not None

    low, high = start, len(years)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    desk.solver.limit_columns(mine, np.where(np.arange(len(years)) < start, 0.0, np.inf))
    return years[low] if low < len(years) else None


def binding(programme: Programme, answer: Answer) -> tuple[str, ...]:
    """Return what stands in the way of an answer: what has a price, else time alone."""
    found = []
    for name, block in programme.linear.rows.items():
        kind = name.split(".")[0]
        if kind in BLOCKS and (np.abs(answer.price[block.at]) > FELT).any():
            found.append(BLOCKS[kind])
    if (answer.reduced[programme.recruit] < -FELT).any():
        found.append(RECRUITS)
    if (answer.reduced[programme.seats] < -FELT).any():
        found.append(SEATS)
    return tuple(dict.fromkeys(found)) or (TIME,)
