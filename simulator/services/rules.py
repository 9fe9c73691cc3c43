"""Rules of stocks: what is lost, what is available, who is served."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def whole(amount: float, carried: float) -> tuple[int, float]:
    """Return whole units of ``amount`` plus what was carried, and the fraction carried on."""
    due = amount + carried
    units = math.floor(due)
    return units, due - units


def loss(stock: int, rate: float, carried: float) -> tuple[int, float]:
    """Return the units lost in a year and the carried remainder: floor(stock · rate + carried)."""
    units, left = whole(stock * rate, carried)
    return min(units, stock), left


def available_units(standing: int, funded_share: float, staff: int, staff_per_unit: float) -> int:
    """Return units that stand, are funded and are staffed; ``staff_per_unit`` 0 means no need."""
    funded = math.floor(standing * funded_share + 1e-9)
    if staff_per_unit <= 0.0:
        return funded
    return min(funded, math.floor(staff / staff_per_unit + 1e-9))


def demanded(need: int, take_up: float) -> int:
    """Return the units asked for: need times take-up, halves rounded up."""
    return math.floor(need * take_up + 0.5)


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


def served(demand: int, available: int) -> tuple[int, int, int]:
    """Return use, idle and unmet: use = min(demand, available)."""
    use = min(demand, available)
    return use, available - use, demand - use


def covered_share(share: float, decline: float) -> float:
    """Return next year's covered share when the uncovered part falls by ``decline``.

    The fewer are uncovered, the fewer join: spending has diminishing returns. A share above
    one (gross rates may be) is kept.
    """
    if share >= 1.0:
        return share
    return 1.0 - (1.0 - share) * (1.0 - decline)


def yearly_output(target: int, done: int, throughput: int, money: int) -> int:
    """Return the units a programme delivers: what is missing, capped by throughput and money."""
    return max(0, min(target - done, throughput, money))
