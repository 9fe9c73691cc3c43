"""A question about money and services, and the columns of the programme that answers it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.effects import Effects
from simulator.optimise.ground import Ground
from simulator.optimise.linear import Linear, Positions
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
NOTHING: Positions = np.zeros(0, np.int64)


class Question(NamedTuple):
    """What is asked of the ground. Every limit is a number, so that a dual price has a unit."""

    ground: Ground
    wanted: Wanted
    money: bool = True
    """Whether money limits what is decided."""
    extra: float = 0.0
    """Greatest extra money of a city, account and year, where money limits."""
    pool: Floats | None = None
    """Money that the province hands out as is best [100 million yuan]. Shape (year,)."""
    reallocated: bool = True
    """Whether the pool is taken from the cities, wherever that harms least, or new money."""
    whole_lots: bool = False
    """Whether only whole lots are started."""
    attainment: bool = False
    """Whether the lowest attainment is a column."""
    absorb: Floats | None = None
    """Most units that open in a city in a year, infinite where not limited; None without limits.
    Shape (region, service)."""
    wider: float = 0.0
    """Greatest rise of those limits, as a share of what stood when the decisions began."""


class Programme(NamedTuple):
    """A linear programme and where its columns stand."""

    linear: Linear
    effects: Effects
    start: Positions
    """Shape (region, building service, year)."""
    recruit: Positions
    """Shape (region, recruiting service, year)."""
    short: Positions
    """Shape (row, year)."""
    fallen: Positions
    """What a row lacks to its floor, as a share of its size. Shape (row, year)."""
    seats: Positions = NOTHING
    """Shape (trained service, year of intake); empty where seats are not decided."""
    carry: Positions = NOTHING
    """Shape (region, account, year); empty where money is no object."""
    extra: Positions = NOTHING
    """Shape (region, account, year); empty where money is no object."""
    moved: tuple[Positions, Positions] = (NOTHING, NOTHING)
    """What is given and taken. Shapes (region, account, year); empty without a pool."""
    attained: Positions = NOTHING
    """Shape (1,), or empty."""
    asks: Positions = NOTHING
    """Whether a service starts anything in a year, 0 or 1. Shape as of ``start``."""
    queue: Positions = NOTHING
    """Rows of the desk, in the same shape."""
    money: Positions = NOTHING
    """Rows of money. Shape (region, account, year)."""
    absorb: Positions = NOTHING
    """Rows of what opens. Shape (region, building service, year); empty without limits."""
    wider: Positions = NOTHING
    """By how much those limits rise. Shape (building service,); empty without limits."""
