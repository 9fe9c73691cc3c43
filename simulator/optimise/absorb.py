"""How much a city can take up in a year: units that open, as a share of what stood at first.

Desks, builders, staff and money are limits of the simulator, too. This one is only the question's:
a city that opens more than it can fill, run and oversee gains nothing by it. All that opens counts,
whatever has built it; where that is more than the limit, nothing new opens beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.effects import Effects
from simulator.optimise.ground import Ground
from simulator.optimise.linear import Linear, Positions
from simulator.optimise.question import NOTHING, Question

Floats = NDArray[np.float64]
ALL = "all"
"""Services that are not named."""
ALMOST = 1e-9
"""Units by which a share may miss a whole number."""


def limits_of(ground: Ground, shares: Mapping[str, float]) -> Floats:
    """Return the most units that open in a year, infinite where nothing is said.

    Shape (region, service). ``shares`` of what stood when the decisions began, by service or for
    `ALL`; where nothing stood, one lot. Whole units, so that whole starts keep to them.
    """
    others = shares.get(ALL, np.inf)
    share = np.array([shares.get(name, others) for name in ground.axes.services])
    stock, is_limited = ground.before[0], np.isfinite(share)
    most = np.floor(stock * np.where(is_limited, share, 0.0) + ALMOST)
    first = np.where(share > 0.0, ground.world.lot, 0)
    return np.where(is_limited, np.where(stock > 0.0, most, first), np.inf)


def room_of(question: Question) -> Floats:
    """Return the units that may open beside what opens anyhow. Shape (region, service, year)."""
    coming = question.ground.opening.transpose(1, 2, 0)
    if question.absorb is None:
        return np.full(coming.shape, np.inf)
    return np.maximum(question.absorb[:, :, None] - coming, 0.0)


def opened(ground: Ground, effects: Effects, starts: Floats) -> Floats:
    """Return the units that open, those that open anyhow included.

    Both shapes (region, service, year), of starts by the January in which they ask.
    """
    found = ground.opening.transpose(1, 2, 0).astype(np.float64)
    found[:, effects.built] += np.einsum("rst,sty->rsy", starts[:, effects.built], effects.opening)
    return found


def respect_absorption(
    linear: Linear, question: Question, effects: Effects, start: Positions
) -> tuple[Positions, Positions]:
    """Let no more open in a year than a city takes up: rows of lots, by the year they open in.

    Returns the rows (region, building service, year), and the columns by which the limit of a
    service rises as a share of what stood at first (building service,); both empty without limits.
    """
    ground = question.ground
    if question.absorb is None:
        return NOTHING, NOTHING
    built, axes = effects.built, ground.axes
    names = [axes.services[place] for place in built]
    lot = np.maximum(effects.lot, 1)
    room = room_of(question)[:, built] / lot[:, :, None]
    labels = (axes.regions, names, [str(year) for year in axes.years])
    rows = linear.add_rows("absorb", labels, [], most=room)
    place, january, year = np.nonzero(effects.opening)
    linear.add_cells(rows[:, place, year], start[:, place, january], 1.0)
    wider = linear.add_columns("wider", (names,), most=question.wider)
    more = np.where(np.isfinite(question.absorb), ground.before[0], 0.0)[:, built] / lot
    linear.add_cells(rows, wider[None, :, None], -more[:, :, None])
    return rows, wider
