"""What more money or room would bring: shadow prices, said in units of what is wanted.

A dual price holds for the next yuan only. So the accounts with the highest prices are given a
step of money, and what is short then is compared row by row; likewise a lot more may open where
what opens in a year is limited.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.best_use import Desk
from simulator.optimise.purse import money_of
from simulator.optimise.question import Question

Floats = NDArray[np.float64]
FELT = 1e-9
"""A price below which a row does not bind."""
STEP = 1.0
"""Money that is added [100 million yuan]."""


class Price(NamedTuple):
    """What a step of money in one account and year brings."""

    region: int
    account: int
    year: int
    """Positions."""
    per_step: float
    """By how much the weighted shortfall falls per step, for the next yuan [1]."""
    fall: float
    """By how much it falls for the whole step [1]."""
    gained: Floats
    """Units that are short no more. Shape (row, year)."""


def prices(question: Question, n_best: int, *, step: float = STEP) -> list[Price]:
    """Return what a step of money brings where it brings most, one year an account."""
    desk = Desk(question)
    programme, solver = desk.programme, desk.solver
    usual = desk.shortfall()
    per_step = -usual.price[programme.money] * step
    free, short = money_of(question.ground), usual.x[programme.short]
    year = per_step.argmax(axis=2)
    best = np.take_along_axis(per_step, year[:, :, None], axis=2)[:, :, 0]
    found = []
    for place in np.argsort(-best, axis=None, kind="stable")[:n_best].tolist():
        region, account = np.unravel_index(place, best.shape)
        cell = (int(region), int(account), int(year[region, account]))
        if best[region, account] <= 0.0:
            break
        row = programme.money[cell].reshape(1)
        solver.limit_rows(row, free[cell] + step)
        more = desk.shortfall()
        solver.limit_rows(row, free[cell])
        gained = (short - more.x[programme.short]) * question.wanted.size
        found.append(Price(*cell, float(per_step[cell]), usual.value - more.value, gained))
    return found


class RoomPrice(NamedTuple):
    """What one lot more brings where what opens in a year is limited."""

    region: int
    service: int
    year: int
    """Positions; of the years the one in which a lot brings most."""
    fall: float
    """By how much the weighted shortfall falls [1]."""
    gained: Floats
    """Units that are short no more. Shape (row, year)."""


def room_prices(question: Question) -> list[RoomPrice]:
    """Return what one lot more brings wherever the limit on what opens in a year has a price."""
    desk = Desk(question)
    programme, solver = desk.programme, desk.solver
    if not programme.absorb.size:
        return []
    usual = desk.shortfall()
    price, short = -usual.price[programme.absorb], usual.x[programme.short]
    most = solver.rows.most[programme.absorb]
    found = []
    for region, place in np.argwhere(price.max(axis=2) > FELT).tolist():
        year = int(price[region, place].argmax())
        row = programme.absorb[region, place, year].reshape(1)
        solver.limit_rows(row, most[region, place, year] + 1.0)
        more = desk.shortfall()
        solver.limit_rows(row, most[region, place, year])
        gained = (short - more.x[programme.short]) * question.wanted.size
        service = int(programme.effects.built[place])
        found.append(RoomPrice(region, service, year, usual.value - more.value, gained))
    return found
