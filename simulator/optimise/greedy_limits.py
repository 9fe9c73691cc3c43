"""What is left of money, builders and staff while a greedy start fills up; cities come last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.effects import Effects
from simulator.optimise.ground import Ground
from simulator.optimise.purse import money_of
from simulator.optimise.question import Question

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Cities = slice | Integers
"""All cities, or the positions of some."""


class Cost(NamedTuple):
    """What a unit costs an account, prepared for `Purse`."""

    upto: Floats
    """Sum to every year. Shape (year, 1)."""
    pays: dict[int, Floats]
    """Units that one of money pays which has to do from a year until a later one, by every year in
    which it costs anything. Shapes (year from then, 1)."""


def cost_of(cost: Floats) -> Cost:
    """Return a cost (year,) prepared."""
    years = np.flatnonzero(cost).tolist()
    return Cost(
        cost.cumsum()[:, None], {year: 1.0 / cost[year:].cumsum()[:, None] for year in years}
    )


class Purse:
    """Free money of an account, carried on as far as it may be."""

    def __init__(self, upto: Floats, keeps: Floats) -> None:
        """Take the money summed up to every year and the greatest carry-over.

        Shapes (year, region).
        """
        self.upto, self.keeps = upto, keeps

    def full(self) -> Purse:
        """Return the purse as it is, to be emptied."""
        return Purse(self.upto.copy(), self.keeps)

    def most(self, cost: Cost, cities: Cities) -> Floats:
        """Return the most units that are paid in every year. Shape (some region,).

        Of what is spent first what would be lost goes, then what is carried on. So from any year
        on, costs until a later one fit all money until then but what was lost before: no less
        than what went beyond the carry-over of any year before.
        """
        upto, keeps = self.upto[:, cities], self.keeps[:, cities]
        found, lost = np.full(upto.shape[1], np.inf), np.zeros(upto.shape[1])
        for year in range(max(cost.pays) + 1):
            if year in cost.pays:
                left = upto[year:] - lost
                left *= cost.pays[year]
                np.minimum(found, left.min(axis=0), out=found)
            np.maximum(lost, upto[year] - keeps[year], out=lost)
        return np.asarray(np.maximum(found, 0.0))

    def spend(self, cost: Cost, cities: Cities, units: Floats) -> None:
        """Pay the cost of some ``units`` (some region,)."""
        first = min(cost.pays)
        self.upto[first:, cities] -= cost.upto[first:] * units


class Balance:
    """What some services leave to others: staff for units, a whole for its part."""

    def __init__(self, left: Floats, counts: dict[int, float], not_yet: int = -1) -> None:
        """Take what is left (year, region), and what a unit of a service adds to it or takes.

        Units of ``not_yet`` do not count in the year in which they open.
        """
        self.left, self.counts, self.not_yet = left, counts, not_yet

    def full(self) -> Balance:
        """Return the balance as it is, to be used."""
        return Balance(self.left.copy(), self.counts, self.not_yet)

    def most(self, service: int, brings: Floats, cities: Cities) -> Floats:
        """Return the most units that take no more than is left. Shape (some region,)."""
        there = brings.max(axis=1) > 0.0
        taken = -self.counts[service] * brings[there]
        left = self.left[there][:, cities]
        return np.asarray((left / taken).min(axis=0, initial=np.inf))

    def use(
        self, service: int, stands: tuple[Floats, Booleans], cities: Cities, units: Floats
    ) -> None:
        """Add what ``units`` (some region,) add or take, by what stands and opens (year, 1)."""
        brings, opening = stands
        counted = np.where(opening, 0.0, brings) if service == self.not_yet else brings
        self.left[:, cities] += self.counts[service] * counted * units


class Site:
    """Builders, who are busy whenever a service and January begin."""

    def __init__(self, left: Floats, rows: dict[tuple[int, int], Integers]) -> None:
        """Take what is free when some begin, and when others sit there.

        Shape of ``left`` (row, region), a row for every beginning; ``rows`` in which the lots of a
        service and January are with builders.
        """
        self.left, self.rows = left, rows

    def full(self) -> Site:
        """Return the site as it is, to be used."""
        return Site(self.left.copy(), self.rows)

    def most(self, at: tuple[int, int], cities: Cities) -> Floats:
        """Return the most lots of a service and January. Shape (some region,)."""
        return np.asarray(self.left[self.rows[at]][:, cities].min(axis=0, initial=np.inf))

    def use(self, at: tuple[int, int], cities: Cities, lots: Floats) -> None:
        """Keep builders busy with some lots (some region,)."""
        for row in self.rows[at].tolist():
            self.left[row, cities] -= lots


def purses_of(question: Question) -> dict[int, Purse]:
    """Return the purses of the accounts that limit anything, by position."""
    ground = question.ground
    free, keeps = money_of(ground).transpose(1, 2, 0), ground.keeps.transpose(2, 0, 1)
    bonds = ground.world.money.bonds.payer >= 0
    return {
        account: Purse(free[account].cumsum(axis=0), keeps[account] * (not bonds[account]))
        for account in range(len(free))
        if np.isfinite(free[account]).any()
    }


def site_of(ground: Ground, effects: Effects) -> Site:
    """Return the builders who are free."""
    slots = ground.world.construction_slots[ground.axes.years[0] - ground.world.base :]
    free = np.maximum(slots - ground.busy[1], 0.0)
    n_built, n_years = effects.with_builders.shape[:2]
    busy = effects.with_builders.reshape(n_built * n_years, -1)
    year = np.tile(np.arange(n_years), n_built)
    # services that begin in the same month find the same at work
    found = np.unique(np.column_stack([year, busy]), axis=0)
    rows = {
        at: np.flatnonzero(found[:, 1 + place])
        for place, at in enumerate(np.ndindex(n_built, n_years))
    }
    return Site(free[found[:, 0].astype(np.int64)], rows)


def balances_of(ground: Ground) -> list[Balance]:
    """Return the balances of parts and their wholes, and of units and their staff."""
    traits, month, stands = ground.world.traits, ground.timing.open_month, ground.standing
    found = []
    for unit in np.flatnonzero(ground.builds.any(axis=0)).tolist():
        whole, staff = int(traits.sub_stock_of[unit]), int(traits.staff_service[unit])
        if whole >= 0:
            not_yet = whole if month[unit] < month[whole] else -1
            beside = stands[:, :, whole] - stands[:, :, unit]
            found.append(Balance(np.maximum(beside, 0.0), {whole: 1.0, unit: -1.0}, not_yet))
        if staff >= 0 and ground.world.staff.facility[staff] < 0:
            per_unit = float(traits.staff_per_unit[unit])
            spare = stands[:, :, staff] - per_unit * stands[:, :, unit]
            found.append(Balance(np.maximum(spare, 0.0), {staff: 1.0, unit: -per_unit}))
    return found
