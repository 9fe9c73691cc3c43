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

from simulator.optimise.absorb import room_of
from simulator.optimise.best_use import weights_of
from simulator.optimise.effects import effects_of
from simulator.optimise.greedy_limits import (
    Balance,
    Cities,
    Cost,
    Purse,
    Site,
    balances_of,
    cost_of,
    purses_of,
    site_of,
)
from simulator.optimise.greedy_serving import Counting, Serving, serve, serving_of
from simulator.optimise.question import Question
from simulator.optimise.queues import slots_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
NEVER = -1e18
"""Units missing where nothing is asked."""


class Choice(NamedTuple):
    """A service and a January: lots to start, or persons to recruit, where it may be wanted."""

    service: int
    place: int
    """Position among the services that are built, or among those that are recruited."""
    january: int
    is_built: bool
    cities: Cities
    """Where it may be wanted; all shapes below have these regions."""
    brings: Floats
    """What stands of a unit. Shape (year, 1), of persons (year, region)."""
    opening: NDArray[np.bool_]
    """Whether it opens in a year. Shape (year, 1)."""
    costs: dict[int, Cost]
    """Money of a unit by account."""
    most: Floats
    """Most units. Shape (region,)."""
    whole: Floats
    """Units of a lot, or the most recruits. Shape (region,)."""
    serves: Serving


class Start(NamedTuple):
    """What a pass decides, as the columns of the programme have it."""

    start: Floats
    """Lots. Shape (region, built, year)."""
    recruit: Floats
    """Share of the most that may be recruited. Shape (region, staff, year)."""
    shortfall: float
    """Weighted mean of what is short, relative to what is asked [1]."""


class Left(NamedTuple):
    """What is left for choices to come."""

    purses: dict[int, Purse]
    site: Site
    balances: list[Balance]

    def room(self, choice: Choice) -> Floats:
        """Return the most units that money, builders and other services leave. Shape (region,)."""
        most, cities = choice.most, choice.cities
        for account, cost in choice.costs.items():
            most = np.minimum(most, self.purses[account].most(cost, cities))
        for balance in self.balances:
            if balance.counts.get(choice.service, 0.0) < 0.0:
                most = np.minimum(most, balance.most(choice.service, choice.brings, cities))
        if choice.is_built:
            lots = self.site.most((choice.place, choice.january), cities)
            most = np.minimum(most, lots * choice.whole)
        return most

    def take(self, choice: Choice, units: Floats, share: Floats) -> None:
        """Take what some units (region,) need, which are a share of whole ones."""
        for account, cost in choice.costs.items():
            self.purses[account].spend(cost, choice.cities, units)
        for balance in self.balances:
            if choice.service in balance.counts:
                stands = choice.brings, choice.opening
                balance.use(choice.service, stands, choice.cities, units)
        if choice.is_built:
            self.site.use((choice.place, choice.january), choice.cities, share)


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
        left = Left(
            {account: self.purses[account].full() for account in used},
            self.site.full(),
            [balance.full() for balance in self.balances],
        )
        # cities last while they are filled, first as the programme has them
        start = np.zeros((*effects.most_started.shape[1:], len(effects.most_started)))
        recruit = np.zeros((*effects.most_recruited.shape[1:], len(start.T)))
        for choice in self.choices:
            units = serve(choice.serves, missing, left.room(choice))
            if not units.any():
                continue
            share = np.divide(
                units, choice.whole, out=np.zeros_like(units), where=choice.whole > 0.0
            )
            left.take(choice, units, share)
            decided = start if choice.is_built else recruit
            decided[choice.place, choice.january, choice.cities] = share
        shortfall = float((self.gain * np.maximum(missing, 0.0)).sum())
        return Start(start.transpose(2, 0, 1), recruit.transpose(2, 0, 1), shortfall)

    def _choices(self) -> Iterator[Choice]:
        """Yield all services and Januaries in which something can be decided."""
        effects, ground = self.effects, self.question.ground
        batches = ground.timing.batches[effects.built].max(initial=0)
        desk, room = slots_of(ground) * batches, room_of(self.question)
        for place, service in enumerate(effects.built.tolist()):
            lot = effects.lot[:, place].astype(np.float64)
            for january in np.flatnonzero(effects.most_started[:, place].any(axis=0)).tolist():
                may = effects.most_started[:, place, january] > 0.0
                stands = effects.standing[place, january], effects.opening[place, january]
                opens = int(stands[1].argmax())
                most = np.minimum(desk[:, january] * lot, room[:, service, opens])
                yield self._choice(
                    (service, place, january, True),
                    (stands[0][:, None], stands[1][:, None]),
                    effects.cost[place, :, january],
                    (np.where(may, most, 0.0), lot),
                )
        for place, service in enumerate(effects.staff.tolist()):
            for january in range(effects.most_recruited.shape[2]):
                stay = effects.staying[january, :, :, place]
                most = effects.most_recruited[:, place, january]
                never = np.zeros((len(stay), 1), bool)
                cost = effects.recruiting[place, :, january]
                what = service, place, january, False
                yield self._choice(what, (stay, never), cost, (most, most))

    def _choice(
        self,
        what: tuple[int, int, int, bool],
        stands: tuple[Floats, NDArray[np.bool_]],
        cost: Floats,
        units: tuple[Floats, Floats],
    ) -> Choice:
        """Return a choice; ``units`` are the most, and those of a whole share."""
        service, place, january, is_built = what
        brings, opening = stands
        cities = self.counting[service].served()
        mine = brings[:, cities] if brings.shape[1] > 1 else brings
        counting = self.counting[service].within(cities, len(units[0]))
        return Choice(
            service,
            place,
            january,
            is_built,
            cities,
            mine,
            opening,
            self._costs(cost),
            units[0][cities],
            units[1][cities],
            serving_of(counting, mine[self.years]),
        )

    def _costs(self, cost: Floats) -> dict[int, Cost]:
        """Return the costs of the accounts that limit anything. ``cost`` (account, year)."""
        return {one: cost_of(cost[one]) for one in self.purses if cost[one].any()}

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
