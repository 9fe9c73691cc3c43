"""What is left of money, builders and staff while a greedy start fills up; cities come last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.effects import Effects
from simulator.optimise.ground import Ground
from simulator.optimise.purse import money_of
from simulator.optimise.question import Question

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


class Purse:
    """Free money of an account, carried on as far as it may be."""

    def __init__(self, free: Floats, keeps: Floats) -> None:
        """Take the money of every year and the greatest carry-over. Shapes (year, region)."""
        self.free, self.keeps = np.ascontiguousarray(free), np.ascontiguousarray(keeps)
        self.may_keep = bool(keeps.any())
        self.kept, self.lost = np.zeros_like(free), np.zeros_like(free)
        self._carry()

    def full(self) -> Purse:
        """Return the purse as it is, to be emptied."""
        return Purse(self.free.copy(), self.keeps)

    def _carry(self) -> None:
        """Carry on what may be carried; what is lost is summed up to every year."""
        left, lost = 0.0, 0.0
        for year, keeps in enumerate(self.keeps):
            left = self.free[year] + left
            kept = np.minimum(left, keeps)
            lost = lost + (left - kept)
            self.kept[year], self.lost[year] = kept, lost
            left = kept

    def most(self, cost: Floats) -> Floats:
        """Return the most units whose ``cost`` (year,) is paid in every year. Shape (region,).

        Of what is spent first what would be lost goes, then what is carried on: so from any year
        on, costs fit what is lost until some later year and what is carried out of that.
        """
        found = np.full(self.free.shape[1], np.inf)
        for first in np.flatnonzero(cost).tolist():
            before = self.lost[first - 1] if first else 0.0
            # what is carried on may be meant for later years, this costs nothing then or does
            for last in range(first, len(cost) if self.may_keep else first + 1):
                there = self.lost[last] + self.kept[last] - before
                np.minimum(found, there * (1.0 / cost[first : last + 1].sum()), out=found)
        return np.asarray(np.maximum(found, 0.0))

    def spend(self, cost: Floats, units: Floats) -> None:
        """Pay ``cost`` (year,) of some ``units`` (region,)."""
        for year in np.flatnonzero(cost).tolist():
            self.free[year] -= cost[year] * units
        self._carry()


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

    def most(self, service: int, brings: Floats) -> Floats:
        """Return the most units of a service that take no more than is left. Shape (region,)."""
        there = brings.max(axis=1) > 0.0
        taken = -self.counts[service] * brings[there]
        return np.asarray((self.left[there] / taken).min(axis=0, initial=np.inf))

    def use(self, service: int, brings: Floats, opening: Booleans, units: Floats) -> None:
        """Add what ``units`` (region,) add or take. ``brings`` and ``opening`` (year, 1)."""
        counted = np.where(opening, 0.0, brings) if service == self.not_yet else brings
        self.left += self.counts[service] * counted * units


class Site:
    """Builders, who are busy whenever a service and January begin."""

    def __init__(self, left: Floats, rows: dict[tuple[int, int], Integers]) -> None:
        """Take what is free when a service and January begin, and when others sit there.

        Shape of ``left`` (row, region), a row for every service and January that begins; ``rows``
        in which the lots of a service and January are with builders.
        """
        self.left, self.rows = left, rows

    def full(self) -> Site:
        """Return the site as it is, to be used."""
        return Site(self.left.copy(), self.rows)

    def most(self, at: tuple[int, int]) -> Floats:
        """Return the most lots of a service and January. Shape (region,)."""
        return np.asarray(self.left[self.rows[at]].min(axis=0, initial=np.inf))

    def use(self, at: tuple[int, int], lots: Floats) -> None:
        """Keep builders busy with some lots (region,)."""
        self.left[self.rows[at]] -= lots


def purses_of(question: Question) -> dict[int, Purse]:
    """Return the purses of the accounts that limit anything, by position."""
    ground = question.ground
    free, keeps = money_of(ground).transpose(1, 2, 0), ground.keeps.transpose(2, 0, 1)
    bonds = ground.world.money.bonds.payer >= 0
    return {
        account: Purse(free[account], keeps[account] * (not bonds[account]))
        for account in range(len(free))
        if np.isfinite(free[account]).any()
    }


def site_of(ground: Ground, effects: Effects) -> Site:
    """Return the builders who are free."""
    slots = ground.world.construction_slots[ground.axes.years[0] - ground.world.base :]
    n_built, n_years = effects.with_builders.shape[:2]
    free = np.maximum(slots - ground.busy[1], 0.0)
    rows = {
        (built, january): np.flatnonzero(effects.with_builders[:, :, built, january])
        for built in range(n_built)
        for january in range(n_years)
    }
    return Site(np.tile(free, (n_built, 1)), rows)


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
