"""The residents of all regions, year by year, from prepared arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import ModelError, Problem
from simulator.inputs.population.arrays import PopulationInputs
from simulator.population.calibration import Level, factors, is_counted, neutral
from simulator.population.migration import by_age, mean_of_last
from simulator.population.step import Closed, close_year, refuse_negative

Array = NDArray[np.float64]


class PopulationPath(NamedTuple):
    """Residents on 31 December of base…end and the flows between [person].

    ``persons`` has shape (year, region, sex, age); ``births``, ``deaths`` and
    ``net_migration`` (year, region), NaN in the base year. Persons(t) = persons(t − 1)
    + births(t) − deaths(t) + net_migration(t).
    """

    persons: Array
    births: Array
    deaths: Array
    net_migration: Array


def project(
    inputs: PopulationInputs,
    tfr_factor: float = 1.0,
    migration_error: Array | None = None,
) -> PopulationPath:
    """Return the residents of every region from the base year to the end.

    Each year: survive, bear, meet the official births and deaths where known, migrate on the
    last day. Where a year-end total is observed, migration is the residual that reproduces it;
    later it is the mean net rate of the last observed years times a weight. Migrants that the
    scenario adds come on top in every year and stay on top of later observed totals.

    Parameters
    ----------
    inputs
        Arrays of the case.
    tfr_factor
        Factor on the total fertility rate in years without any official births.
    migration_error
        Added to the net migration rate in years without an observed total [share per year].
        Shape (year, region); the base year's row is not read.

    Raises
    ------
    ModelError
        M110 when a cell would become negative, M111 when calibrated deaths exceed residents.
    """
    n_years, n_regions = len(inputs.years), len(inputs.regions)
    persons = np.empty((n_years, *inputs.start.shape))
    persons[0] = inputs.start
    births, deaths, net = (np.full((n_years, n_regions), np.nan) for _ in range(3))
    errors = np.zeros((n_years, n_regions)) if migration_error is None else migration_error
    rates = np.zeros((n_years - 1, n_regions))
    known = ~np.isnan(inputs.observed.total)
    totals = inputs.observed.total + np.cumsum(inputs.migration_added, axis=0)
    levels = (neutral(n_regions), neutral(n_regions))
    for step in range(n_years - 1):
        closed, levels = _closed_year(inputs, step, persons[step], levels, tfr_factor)
        before = persons[step].sum(axis=(1, 2))
        after = closed.residents.sum(axis=(1, 2))
        moved = totals[step] - after
        if not known[step].all():
            rate = _carried(inputs, step, rates, known) + errors[step + 1]
            moved = np.where(known[step], moved, rate * before + inputs.migration_added[step])
        rates[step] = (moved - inputs.migration_added[step]) / before
        residents = closed.residents + by_age(moved, closed.residents, inputs.migration_age_rate)
        refuse_negative(residents, inputs.regions, int(inputs.years[step + 1]))
        persons[step + 1] = residents
        births[step + 1] = closed.births.sum(axis=1)
        deaths[step + 1] = closed.deaths.sum(axis=1)
        net[step + 1] = moved
    return PopulationPath(persons, births, deaths, net)


def _carried(inputs: PopulationInputs, step: int, rates: Array, known: NDArray[np.bool_]) -> Array:
    """Return the net migration rate of a step without totals [share per year], by region."""
    last = mean_of_last(
        rates[:step], known[:step], inputs.migration_reference_years, inputs.migration_default
    )
    return np.asarray(inputs.migration_weight[step] * last)


def _closed_year(
    inputs: PopulationInputs,
    step: int,
    start: Array,
    levels: tuple[Level, Level],
    tfr_factor: float,
) -> tuple[Closed, tuple[Level, Level]]:
    """Return one year without migration that meets official births and deaths, and the levels.

    Births hardly depend on the deaths of the year and deaths little on its births, so the
    order births, deaths, births meets both to one in a million.
    """
    seen, (births_level, deaths_level) = inputs.observed, levels
    fertility = inputs.tfr[step][:, None] * inputs.fertility_pattern[step]

    def close(births_factor: Array, deaths_factor: Array) -> Closed:
        return close_year(
            start,
            survival_ratio=_scaled(inputs.survival_ratio[step], deaths_factor, inputs, step),
            fertility_rate=fertility * births_factor[:, None],
            males_per_female_birth=float(inputs.males_per_female_birth[step]),
        )

    plain = np.ones(len(start))
    own_births, all_births = seen.births[step], float(seen.births_province[step])
    own_deaths, all_deaths = seen.deaths[step], float(seen.deaths_province[step])
    births_known = is_counted(own_births, all_births)
    deaths_known = is_counted(own_deaths, all_deaths)

    def births_factor(deaths_factor: Array) -> Array:
        if not births_known.any():
            return births_level.mean * tfr_factor
        modelled = close(plain, deaths_factor).births.sum(axis=1)
        return factors(modelled, births_level, own_births, all_births)

    deaths_factor = deaths_level.mean
    if deaths_known.any():
        modelled = close(births_factor(deaths_level.mean), plain).deaths.sum(axis=1)
        deaths_factor = factors(modelled, deaths_level, own_deaths, all_deaths)
    factor = births_factor(deaths_factor)
    return close(factor, deaths_factor), (
        births_level.after(factor, births_known),
        deaths_level.after(deaths_factor, deaths_known),
    )


def _scaled(ratio: Array, factor: Array, inputs: PopulationInputs, step: int) -> Array:
    """Return survival ratios with the share that dies multiplied by a factor of the region."""
    scaled = 1.0 - (1.0 - ratio) * factor[:, None, None]
    if not ((scaled >= 0.0) & (scaled <= 1.0)).all():
        raise ModelError(Problem("M111", args={"year": str(int(inputs.years[step + 1]))}))
    return np.asarray(scaled)
