"""Rules of staff: graduates by intake years and posts, recruits, leavers, hires and their cost."""

from __future__ import annotations

import math

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


def total(amounts: Floats) -> float:
    """Return a sum, smallest first: to the last bit the same in whatever order cities stand."""
    found = 0.0
    for amount in np.sort(amounts):
        found = found + amount
    return found


def placed(pool: float, weights: Floats, room: Floats) -> tuple[Floats, float]:
    """Return where the graduates of a pool take up work, and how many find no post.

    Every city gets ``pool · weight / sum of weights`` or, if less, its ``room``; what a full
    city cannot take goes to the others by their weights. Shape (city,); room may be infinite.
    Only when all cities with a weight are full does anybody find no post.
    """
    n_cities = weights.shape[0]
    found, full = np.zeros(n_cities), np.zeros(n_cities, np.bool_)
    for _ in range(n_cities + 1):
        left = max(pool - total(found[full]), 0.0)
        weight = total(weights[~full])
        if weight <= 0.0:
            return found, left
        factor, settled = left / weight, True
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


def staff_needed(places: Integers, per_place: float) -> Floats:
    """Return the whole persons without whom not all places are available."""
    needed: Floats = np.ceil(places * per_place - 1e-9)
    return needed


def dealt(total: int, weights: Integers) -> Integers:
    """Return ``total`` persons dealt by whole ``weights``, by largest remainder. Shape (city,).

    No city gets more than its weight as long as ``total`` is not more than all of them. Ties go
    to the city of lower rank.
    """
    n_cities, whole = weights.shape[0], 0
    for city in range(n_cities):
        whole += int(weights[city])
    parts, left = np.zeros(n_cities, np.int64), np.zeros(n_cities, np.int64)
    given = 0
    for city in range(n_cities):
        due = total * int(weights[city])
        parts[city], left[city] = due // max(whole, 1), due % max(whole, 1)
        given += int(parts[city])
    for _ in range(total - given if whole > 0 else 0):
        first = 0
        for city in range(n_cities):
            if left[city] > left[first]:
                first = city
        parts[first] += 1
        left[first] = -1
    return parts


def hiring_cost(hires: int, unit_fen: int, rise: float, staff: int) -> int:
    """Return the cost of hires from other cities [fen].

    The k-th costs ``unit_fen · (1 + rise · k / staff)``, ``staff`` being the city's own.
    """
    more = unit_fen * rise * (hires * (hires + 1)) / (2.0 * max(staff, 1))
    return hires * unit_fen + math.floor(more)


def hires_paid(wanted: int, unit_fen: int, rise: float, staff: int, free: int) -> int:
    """Return how many of the hires ``wanted`` cost no more than the ``free`` money [fen]."""
    enough, too_many = 0, wanted + 1
    while too_many - enough > 1:
        middle = (enough + too_many) // 2
        if hiring_cost(middle, unit_fen, rise, staff) <= free:
            enough = middle
        else:
            too_many = middle
    return enough
