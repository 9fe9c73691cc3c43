"""A start without a solver: what closes most of what is missing per money comes first.

One pass over services and Januaries, all cities at once. It keeps to the rows of the programme,
looks at no floors, hands out no pool and opens no seats; how far from the optimum it ends is
measured in `benchmarks/optimise.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.best_use import weights_of
from simulator.optimise.effects import effects_of
from simulator.optimise.greedy_limits import Balance, Purse, balances_of, purses_of, site_of
from simulator.optimise.question import Question
from simulator.optimise.queues import slots_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
NEVER = -1e18
"""Units missing where nothing is asked."""


class Choice(NamedTuple):
    """A service and a January: lots to start, or persons to recruit."""

    service: int
    place: int
    """Position among the services that are built, or among those that are recruited."""
    january: int
    is_built: bool
    brings: Floats
    """What stands of a unit. Shape (year, 1), of persons (year, region)."""
    opening: NDArray[np.bool_]
    """Whether it opens in a year. Shape (year, 1)."""
    costs: dict[int, Floats]
    """Money of a unit (year,) by account."""
    most: Floats
    """Most units. Shape (region,)."""


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


class Start(NamedTuple):
    """What a pass decides, as the columns of the programme have it."""

    start: Floats
    """Lots. Shape (region, built, year)."""
    recruit: Floats
    """Share of the most that may be recruited. Shape (region, staff, year)."""
    shortfall: float
    """Weighted mean of what is short, relative to what is asked [1]."""


class Greedy:
    """A question prepared for passes."""

    def __init__(self, question: Question) -> None:
        """Prepare what a pass looks up."""
        self.question, self.effects = question, effects_of(question.ground)
        wanted = question.wanted
        row, region = np.nonzero(wanted.regions)
        stands = question.ground.standing[:, region]
        there = np.zeros(wanted.units.shape)
        np.add.at(there, row, np.einsum("yls,ls->ly", stands, wanted.counts[row]))
        asked = ~np.isnan(wanted.units)
        self.years = np.flatnonzero(asked.any(axis=0))
        missing, gain = np.where(asked, wanted.units - there, NEVER), weights_of(wanted)
        # years first, and only those in which anything is asked
        self.missing = missing.T[self.years]
        self.gain = (gain / wanted.size).T[self.years]
        self.purses, self.site = purses_of(question), site_of(question.ground, self.effects)
        self.balances = balances_of(question.ground)
        alone = np.bincount(row, minlength=len(wanted.rows))[row] == 1
        self.counting = {
            int(service): self._counting(int(service), (row[alone], region[alone]))
            for service in (*self.effects.built, *self.effects.staff)
        }
        # cheapest service first, and of each the earliest January
        price = {one: self._price(one) for one in self.counting}
        self.choices = sorted(
            (one for one in self._choices() if price[one.service] < np.inf),
            key=lambda one: (price[one.service], one.service, one.january),
        )

    def once(self) -> Start:
        """Return what one pass decides."""
        effects, missing = self.effects, self.missing.copy()
        used = {account for choice in self.choices for account in choice.costs}
        purses = {account: self.purses[account].full() for account in used}
        site, balances = self.site.full(), [balance.full() for balance in self.balances]
        start = np.zeros(effects.most_started.shape)
        recruit = np.zeros(effects.most_recruited.shape)
        for choice in self.choices:
            at = choice.place, choice.january
            most = _room(choice, purses, balances)
            if choice.is_built:
                most = np.minimum(most, site.most(at) * effects.lot[:, choice.place])
            units = self._serve(choice, missing, most)
            for account, cost in choice.costs.items():
                purses[account].spend(cost, units)
            for balance in balances:
                if choice.service in balance.counts:
                    balance.use(choice.service, choice.brings, choice.opening, units)
            whole = effects.lot[:, choice.place] if choice.is_built else choice.most
            share = np.divide(units, whole, out=np.zeros_like(units), where=whole > 0)
            if choice.is_built:
                site.use(at, share)
            (start if choice.is_built else recruit)[:, *at] = share
        shortfall = float((self.gain * np.maximum(missing, 0.0)).sum())
        return Start(start, recruit, shortfall)

    def _serve(self, choice: Choice, missing: Floats, most: Floats) -> Floats:
        """Return the units that are needed and possible (region,), and take them off what misses.

        First the rows of single cities, then those of several, to which every city gives a like
        share of what it still can.
        """
        rows, cities, counts, shared = self.counting[choice.service]
        brings = choice.brings[self.years]
        inverse = np.divide(1.0, brings, out=np.zeros_like(brings), where=brings > 0.0)
        helps = np.flatnonzero(counts > 0.0)
        mine = cities[helps]
        each = inverse[:, mine] if inverse.shape[1] > 1 else inverse
        missed = (missing[:, rows[helps]] * each).max(axis=0, initial=0.0)
        needed = np.zeros_like(most)
        np.maximum.at(needed, mine, missed / counts[helps])
        units = np.minimum(most, needed)
        left, part = most - units, np.zeros_like(most)
        for row, count, where in shared:
            still = missing[:, row] - count * _sum(brings, units, where)
            more = count * _sum(brings, left, where)
            share = np.divide(still, more, out=np.zeros_like(still), where=more > 0.0)
            np.maximum(part, min(share.max(initial=0.0), 1.0) * where, out=part)
        units += part * left
        missing[:, rows] -= counts * (brings * units)[:, cities]
        for row, count, where in shared:
            missing[:, row] -= count * _sum(brings, units, where)
        return units

    def _choices(self) -> Iterator[Choice]:
        """Yield all services and Januaries in which something can be decided."""
        effects = self.effects
        ground = self.question.ground
        batches = ground.timing.batches[effects.built].max(initial=0)
        desk = slots_of(ground) * batches
        for place, service in enumerate(effects.built.tolist()):
            for january in np.flatnonzero(effects.most_started[:, place].any(axis=0)).tolist():
                may = effects.most_started[:, place, january] > 0.0
                yield Choice(
                    service,
                    place,
                    january,
                    True,
                    effects.standing[place, january][:, None],
                    effects.opening[place, january][:, None],
                    self._costs(effects.cost[place, :, january]),
                    np.where(may, desk[:, january] * effects.lot[:, place], 0.0),
                )
        for place, service in enumerate(effects.staff.tolist()):
            for january in range(effects.most_recruited.shape[2]):
                stay = effects.staying[january, :, :, place]
                cost = self._costs(effects.recruiting[place, :, january])
                most = effects.most_recruited[:, place, january]
                never = np.zeros((len(stay), 1), bool)
                yield Choice(service, place, january, False, stay, never, cost, most)

    def _costs(self, cost: Floats) -> dict[int, Floats]:
        """Return the costs of the accounts that limit anything. ``cost`` (account, year)."""
        return {account: cost[account] for account in self.purses if cost[account].any()}

    def _counting(self, service: int, alone: tuple[Integers, Integers]) -> Counting:
        """Return the rows that count a service; ``alone`` are rows of one city, and the cities."""
        wanted = self.question.wanted
        counts = wanted.counts[:, service]
        mine = counts[alone[0]] != 0.0
        rows = alone[0][mine]
        others = np.setdiff1d(np.flatnonzero(counts), rows)
        shared = [
            (row, float(counts[row]), wanted.regions[row].astype(np.float64))
            for row in others.tolist()
        ]
        return Counting(rows, alone[1][mine], counts[rows], shared)

    def _price(self, service: int) -> float:
        """Return the money of a unit by what it closes of the shortfall, infinite for nothing."""
        rows, _, counts, shared = self.counting[service]
        closes = (np.maximum(counts, 0.0) * self.gain[:, rows]).sum()
        closes = closes / max(len(rows), 1) + sum(
            max(count, 0.0) * self.gain[:, row].sum() for row, count, _ in shared
        )
        money = self.question.ground.capital[service].sum() + self.question.ground.running[service]
        return float(money / closes) if closes > 0.0 else np.inf


def _room(choice: Choice, purses: dict[int, Purse], balances: list[Balance]) -> Floats:
    """Return the most units that money and other services leave. Shape (region,)."""
    most = choice.most
    for account, cost in choice.costs.items():
        most = np.minimum(most, purses[account].most(cost))
    for balance in balances:
        if balance.counts.get(choice.service, 0.0) < 0.0:
            most = np.minimum(most, balance.most(choice.service, choice.brings))
    return most


def _sum(brings: Floats, units: Floats, where: Floats) -> Floats:
    """Return what all units together bring. Shape (year,)."""
    if brings.shape[1] == 1:
        return np.asarray(brings[:, 0] * (units @ where))
    return np.asarray((brings * units) @ where)
