"""Rules of staff: graduates by intake years and posts, recruits, leavers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def inflow_factor(year: int, last_observed: int, rise: float) -> float:
    """Return the inflow of ``year`` relative to the mean of the base period.

    Years are counted from the middle of that period (0). The inflow rises by ``rise`` of the
    mean a year up to the last year whose stock is observed and is held from then on: larger
    intakes since then are not known.
    """
    return 1.0 + rise * min(year, last_observed)


def placed(pool: float, weights: Floats, room: Floats) -> tuple[Floats, float]:
    """Return where the graduates of a pool take up work, and how many find no post.

    Every city gets ``pool · weight / sum of weights`` or, if less, its ``room``; what a full
    city cannot take goes to the others by their weights. Shape (city,); room may be infinite.
    Only when all cities with a weight are full does anybody find no post.
    """
    n_cities = weights.shape[0]
    found, full = np.zeros(n_cities), np.zeros(n_cities, np.bool_)
    for _ in range(n_cities + 1):
        left, weight = pool, 0.0
        for city in range(n_cities):
            if full[city]:
                left = left - found[city]
            elif weights[city] > 0.0:
                weight = weight + weights[city]
        if weight <= 0.0:
            return found, max(left, 0.0)
        factor, settled = max(left, 0.0) / weight, True
        for city in range(n_cities):
            if not full[city]:
                found[city] = factor * weights[city]
                if found[city] > room[city]:
                    found[city], full[city], settled = room[city], True, False
        if settled:
            break
    return found, 0.0


def leavers(stock: Integers, rate: Floats, carried: Floats) -> tuple[Integers, Floats]:
    """Return who leaves in a year and the carried remainder: floor(stock · rate + carried)."""
    leaving = stock * rate + carried
    gone = np.floor(leaving)
    return np.minimum(gone.astype(np.int64), stock), leaving - gone


def entrants(
    graduates: Floats, recruits: Floats, carried: Floats
) -> tuple[Integers, Integers, Floats]:
    """Return graduates and recruits in whole persons, and the remainder of both.

    ``carried`` is the fraction by which entries lag behind; what rounding leaves goes to the
    graduates of later years. All arrays have one shape.
    """
    recruited = np.floor(recruits)
    due = graduates + (recruits - recruited) + carried
    graduated = np.floor(due)
    return graduated.astype(np.int64), recruited.astype(np.int64), due - graduated
