"""Rules of stocks: what is lost, what is available, who is served.

Where arrays are asked for, one number does as well; all arrays of a call have one shape.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def whole(amount: Floats, carried: Floats) -> tuple[Integers, Floats]:
    """Return whole units of ``amount`` plus what was carried, and the fraction carried on."""
    due = amount + carried
    units = np.floor(due)
    return units.astype(np.int64), due - units


def loss(stock: Integers, rate: Floats, carried: Floats) -> tuple[Integers, Floats]:
    """Return the units lost in a year and the carried remainder: floor(stock · rate + carried)."""
    units, left = whole(stock * rate, carried)
    return np.minimum(units, stock), left


def available_units(
    standing: Integers, funded_share: Floats, staff: Integers, staff_per_unit: Floats
) -> Integers:
    """Return units that stand, are funded and are staffed; ``staff_per_unit`` 0 means no need."""
    needs_staff = staff_per_unit > 0.0
    enough = np.where(needs_staff, staff / np.where(needs_staff, staff_per_unit, 1.0), np.inf)
    funded = np.floor(standing * funded_share + 1e-9)
    return np.minimum(funded, np.floor(enough + 1e-9)).astype(np.int64)


def demanded(need: Integers, take_up: Floats) -> Integers:
    """Return the units asked for: need times take-up, halves rounded up."""
    return np.floor(need * take_up + 0.5).astype(np.int64)


def served_where(demand: int, shares: NDArray[np.float64], home: int) -> NDArray[np.int64]:
    """Return where the demand of a city arrives: units by city, their sum is the demand.

    ``shares`` go to other cities, what is left stays at home. Split by largest remainder; home
    comes first among equals, then the city of lower rank.
    """
    n_cities = shares.shape[0]
    exact = np.zeros(n_cities)
    left = float(demand)
    for city in range(n_cities):
        if city != home:
            exact[city] = demand * shares[city]
            left = left - exact[city]
    exact[home] = max(left, 0.0)
    parts = np.zeros(n_cities, np.int64)
    given = 0
    for city in range(n_cities):
        parts[city] = math.floor(exact[city])
        exact[city] = exact[city] - parts[city]
        given += int(parts[city])
    for _ in range(demand - given):
        first = home
        for city in range(n_cities):
            if exact[city] > exact[first]:
                first = city
        parts[first] += 1
        exact[first] = -1.0
    return parts


def served(demand: Integers, available: Integers) -> tuple[Integers, Integers, Integers]:
    """Return use, idle and unmet: use = min(demand, available)."""
    use = np.minimum(demand, available)
    return use, available - use, demand - use


def covered_share(share: Floats, decline: Floats) -> Floats:
    """Return next year's covered share when the uncovered part falls by ``decline``.

    The fewer are uncovered, the fewer join: spending has diminishing returns. A share above
    one (gross rates may be) is kept.
    """
    closer = 1.0 - (1.0 - share) * (1.0 - decline)
    return np.where(share >= 1.0, share, closer)


def yearly_output(target: Integers, done: Integers, part: Integers, year: int) -> Integers:
    """Return the units a programme sets out to deliver in ``year``, 1 the first of its period.

    The year's equal ``part`` of the target, with what earlier years left undone for want of
    money; never more than is missing.
    """
    behind = part * year - done
    due: Integers = np.maximum(np.minimum(np.maximum(part, behind), target - done), 0)
    return due
