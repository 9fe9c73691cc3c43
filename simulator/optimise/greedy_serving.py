"""What a service closes of what is missing, in rows of single cities and of several."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.greedy_limits import Cities

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Counting(NamedTuple):
    """Rows that count a service, or from which it is taken."""

    rows: Integers
    """Rows of one city each. Shape (line,)."""
    cities: Integers
    """Their cities. Shape (line,)."""
    counts: Floats
    """What a unit counts. Shape (line,)."""
    shared: list[tuple[int, float, Floats]]
    """Rows of several cities: position, what a unit counts, and 1 for its cities (region,)."""

    def served(self) -> Cities:
        """Return the cities in which a unit may be wanted."""
        if self.shared:
            return slice(None)
        return np.unique(self.cities[self.counts > 0.0])

    def within(self, cities: Cities, n_cities: int) -> Counting:
        """Return the rows of some cities, which stand at their places among these."""
        place = np.full(n_cities, -1)
        place[cities] = np.arange(len(place[cities]))
        mine = place[self.cities] >= 0
        return Counting(self.rows[mine], place[self.cities[mine]], self.counts[mine], self.shared)


class Serving(NamedTuple):
    """What a unit closes, prepared for the years in which anything is asked."""

    counting: Counting
    """Rows, and their cities by place."""
    brings: Floats
    """Shape (asked year, 1 or region)."""
    helped: Integers
    """Lines that it helps. Shape (helped,)."""
    needs: Floats
    """Units that close one that is missing. Shape (asked year, 1 or helped)."""
    closes: Floats
    """What a unit closes. Shape (asked year, 1 or line)."""


def serving_of(counting: Counting, brings: Floats) -> Serving:
    """Return what a unit closes. ``brings`` (asked year, 1 or region)."""
    _, cities, counts, _ = counting
    mine = brings[:, cities] if brings.shape[1] > 1 else brings
    closes, helped = counts * mine, np.flatnonzero(counts > 0.0)
    there = closes[:, helped]
    needs = np.divide(1.0, there, out=np.zeros_like(there), where=there > 0.0)
    return Serving(counting, brings, helped, needs, closes)


def serve(serves: Serving, missing: Floats, most: Floats) -> Floats:
    """Return the units that are needed and possible (region,), and take them off what misses.

    First the rows of single cities, then those of several, to which every city gives a like share
    of what it still can.
    """
    (rows, cities, _, shared), brings = serves.counting, serves.brings
    missed = (missing[:, rows[serves.helped]] * serves.needs).max(axis=0, initial=0.0)
    needed = np.zeros_like(most)
    np.maximum.at(needed, cities[serves.helped], missed)
    units = np.minimum(most, needed)
    if shared:
        left, part = most - units, np.zeros_like(most)
        for row, count, where in shared:
            still = missing[:, row] - count * _sum(brings, units, where)
            more = count * _sum(brings, left, where)
            share = np.divide(still, more, out=np.zeros_like(still), where=more > 0.0)
            np.maximum(part, min(share.max(initial=0.0), 1.0) * where, out=part)
        units += part * left
        for row, count, where in shared:
            missing[:, row] -= count * _sum(brings, units, where)
    missing[:, rows] -= serves.closes * units[cities]
    return units


def _sum(brings: Floats, units: Floats, where: Floats) -> Floats:
    """Return what all units together bring. Shape (year,)."""
    if brings.shape[1] == 1:
        return np.asarray(brings[:, 0] * (units @ where))
    return np.asarray((brings * units) @ where)
