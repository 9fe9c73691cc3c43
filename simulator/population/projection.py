"""The residents of all regions, year by year, for many members at once.

A member is one future: the central path or one drawn from the error model. Members share every
year in which births, deaths and totals of all regions are official; from there on they run in
blocks small enough to stay in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from simulator.errors import InputError, Problem
from simulator.inputs.population.arrays import PopulationInputs
from simulator.population.calibration import Level, factors, is_counted, neutral
from simulator.population.errors import Deviations, no_deviation
from simulator.population.migration import exposed, mean_of_last, move
from simulator.population.step import Closed, close_year, over_ages, refuse_negative

Array = NDArray[np.float64]
BLOCK = 32
"""Members that advance together: 18 regions of 202 cells take 30 kB each."""


class PopulationPath(NamedTuple):
    """Residents on 31 December of base…end and the flows between [person].

    ``persons`` has shape (member, year, region, sex, age); ``births``, ``deaths`` and
    ``net_migration`` (member, year, region), NaN in the base year. Persons(t) = persons(t − 1)
    + births(t) − deaths(t) + net_migration(t).
    """

    persons: Array
    births: Array
    deaths: Array
    net_migration: Array

    def member(self, number: int) -> PopulationPath:
        """Return one member's path, without the member axis."""
        return PopulationPath(*(array[number] for array in self))


def empty_path(inputs: PopulationInputs, n_members: int) -> PopulationPath:
    """Return room for the paths of some members; flows are NaN."""
    n_years = len(inputs.years)
    return PopulationPath(
        np.empty((n_members, n_years, *inputs.start.shape)),
        *(np.full((n_members, n_years, len(inputs.regions)), np.nan) for _ in range(3)),
    )


def project(
    inputs: PopulationInputs,
    deviations: Deviations | None = None,
    *,
    into: PopulationPath | None = None,
) -> PopulationPath:
    """Return the residents of every region from the base year to the end.

    Each year: survive, bear, meet the official births and deaths where known, migrate on the
    last day. Where a year-end total is observed, migration is the residual that reproduces it;
    later it is the mean net rate of the last observed years times a weight, on those exposed to
    leaving. Migrants that the scenario adds come on top in every year and stay on top of later
    observed totals.

    Parameters
    ----------
    inputs
        Arrays of the case.
    deviations
        How far each member lies from the central path in years without official figures; None
        is the central path alone.
    into
        Room for the answer from `empty_path`: who projects thousands of members in turns saves
        the time to find new memory.

    Raises
    ------
    InputError
        M110 when a cell would become negative, M111 when official births or deaths do not fit.
    """
    chosen = no_deviation(inputs) if deviations is None else deviations
    n_members, n_years = len(chosen.fertility), len(inputs.years)
    path = empty_path(inputs, n_members) if into is None else into
    shared = _official_steps(inputs)
    walk = _Walk.begin(inputs, chosen.of(slice(0, 1)), _part(path, slice(0, 1)))
    for step in range(shared):
        walk.advance(step)
    for first in range(0, n_members, BLOCK):
        block = slice(first, first + BLOCK)
        for whole, common in zip(path, walk.path, strict=True):
            whole[block, : shared + 1] = common[:, : shared + 1]
        part = walk.onward(chosen.of(block), _part(path, block))
        for step in range(shared, n_years - 1):
            part.advance(step)
    return path


def _part(path: PopulationPath, members: slice) -> PopulationPath:
    """Return views of some members."""
    return PopulationPath(*(array[members] for array in path))


def _official_steps(inputs: PopulationInputs) -> int:
    """Return the number of first steps in which nothing can differ between members."""
    seen = inputs.observed
    official = (
        ~np.isnan(seen.total).any(axis=1)
        & (~np.isnan(seen.births_province) | ~np.isnan(seen.births).any(axis=1))
        & (~np.isnan(seen.deaths_province) | ~np.isnan(seen.deaths).any(axis=1))
    )
    return int(np.argmin(np.append(official, False)))


@dataclass
class _Walk:
    """A block of members on its way; ``path`` is filled year by year.

    ``residents`` are those of the last year, shape (member, region, sex, age), ``spare`` is room
    for the next; ``rates`` are the net migration rates of those exposed, without added
    migrants, up to the last step with an observed total, shape (member, step, region); the
    levels are those of `calibration`.
    """

    inputs: PopulationInputs
    deviations: Deviations
    path: PopulationPath
    residents: Array
    spare: Array
    rates: Array
    births_level: Level
    deaths_level: Level

    @classmethod
    def begin(cls, inputs: PopulationInputs, deviations: Deviations, path: PopulationPath) -> Self:
        """Return members at the base year."""
        path.persons[:, 0] = inputs.start
        known = ~np.isnan(inputs.observed.total).all(axis=1)
        n_regions, n_rates = len(inputs.regions), int(np.max(np.flatnonzero(known), initial=-1)) + 1
        rates = np.zeros((len(path.persons), n_rates, n_regions))
        start = path.persons[:, 0].copy()
        levels = neutral(n_regions), neutral(n_regions)
        return cls(inputs, deviations, path, start, np.empty_like(start), rates, *levels)

    def onward(self, deviations: Deviations, path: PopulationPath) -> Self:
        """Return members that share the way so far and differ from here on."""
        n_members = len(path.persons)
        return replace(
            self,
            deviations=deviations,
            path=path,
            residents=np.repeat(self.residents, n_members, axis=0),
            spare=np.repeat(self.spare, n_members, axis=0),
            rates=np.repeat(self.rates, n_members, axis=0),
        )

    def advance(self, step: int) -> None:
        """Fill the year that a step leads to."""
        inputs, migration, year = self.inputs, self.inputs.migration, step + 1
        closed = self._closed(step)
        residents, added = closed.residents, migration.added[step]
        # those whom the scenario added in earlier years stay on top of an observed total
        total = inputs.observed.total[step] + migration.added[:year].sum(axis=0)
        known = ~np.isnan(total)
        leaving = exposed(residents, migration.departure_rate)
        moved = np.zeros_like(leaving)
        if known.any():
            moved = total - over_ages(residents).sum(axis=-1)
            self.rates[:, step] = (moved - added) / leaving
        if not known.all():
            moved = np.where(known, moved, self._rate(step, leaving) * leaving + added)
        least = move(residents, moved, leaving, migration.departure_rate, migration.arrival_rate)
        if not (least >= 0.0).all():
            residents[np.isneginf(least)] = np.nan
            refuse_negative(residents, inputs.regions, int(inputs.years[year]))
        self.path.persons[:, year] = residents
        self.residents, self.spare = residents, self.residents
        self.path.births[:, year] = closed.births.sum(axis=-1)
        self.path.deaths[:, year] = closed.deaths.sum(axis=-1)
        self.path.net_migration[:, year] = moved

    def _rate(self, step: int, leaving: Array) -> Array:
        """Return the net migration rate of a step without totals [share per year].

        What the cities' own errors would add to the province is taken out of every rate.
        """
        migration = self.inputs.migration
        known = ~np.isnan(self.inputs.observed.total[: self.rates.shape[1]])
        last = mean_of_last(
            self.rates[:, :step], known[:step], migration.reference_years, migration.default
        )
        carried = migration.weight[step] * last + migration.shift
        own = self.deviations.city[:, step]
        everyone = np.maximum(leaving.sum(axis=-1), 1.0)  # where nobody can leave nothing is taken
        common = (own * leaving).sum(axis=-1) / everyone
        return np.asarray(carried + own + (self.deviations.province[:, step] - common)[:, None])

    def _closed(self, step: int) -> Closed:
        """Return a year without migration that meets official births and deaths.

        Births hardly depend on the deaths of the year and deaths little on its births, so the
        order births, deaths, births meets both to one in a million. The levels move on.
        """
        seen = self.inputs.observed
        own, all_of_them = seen.deaths[step], float(seen.deaths_province[step])
        deaths = self.deaths_level.mean * self.deviations.mortality[:, step, None]
        counted = is_counted(own, all_of_them)
        if counted.any():
            births = self._births(step, deaths)
            modelled = self._close(step, births, np.ones_like(deaths)).deaths.sum(axis=-1)
            deaths = factors(modelled, deaths, own, all_of_them)
        births = self._births(step, deaths)
        births_counted = is_counted(seen.births[step], float(seen.births_province[step]))
        enters = births_counted & (self.inputs.years[step + 1] <= self.inputs.births_level_until)
        self.births_level = self.births_level.after(births, enters)
        self.deaths_level = self.deaths_level.after(deaths, counted)
        return self._close(step, births, deaths)

    def _births(self, step: int, deaths: Array) -> Array:
        """Return the factors on births that meet the official ones, else the level's."""
        seen = self.inputs.observed
        own, all_of_them = seen.births[step], float(seen.births_province[step])
        expected = self.births_level.mean * self.deviations.fertility[:, step, None]
        if not is_counted(own, all_of_them).any():
            return np.asarray(expected)
        modelled = self._close(step, np.ones_like(expected), deaths).births.sum(axis=-1)
        return factors(modelled, expected, own, all_of_them)

    def _close(self, step: int, births: Array, deaths: Array) -> Closed:
        """Return a year without migration at these factors on births and deaths.

        Raises
        ------
        InputError
            M111 where a factor makes more people die than there are, or official figures leave
            fewer than no births or deaths to a region.
        """
        inputs = self.inputs
        most = (1.0 - inputs.survival_ratio[step]).max(axis=(-2, -1)) * deaths
        if not ((most >= 0.0) & (most <= 1.0) & (births >= 0.0)).all():
            year = int(inputs.years[step + 1])
            raise InputError(Problem("M111", args={"year": str(year)}))
        return close_year(
            self.residents,
            survival_ratio=inputs.survival_ratio[step],
            fertility_rate=inputs.tfr[step][:, None] * inputs.fertility_pattern[step],
            males_per_female_birth=float(inputs.males_per_female_birth[step]),
            fertility=births,
            mortality=deaths,
            out=self.spare,
        )
