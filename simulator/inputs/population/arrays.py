"""What a projection needs, as arrays for all its years."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Observed(NamedTuple):
    """Official figures by step and region [person]; NaN where there is none.

    ``total`` are residents on 31 December, already controlled to the province's total;
    ``births`` and ``deaths`` belong to the calendar year. Shape (step, region), the
    province's own (step,).
    """

    total: Array
    births: Array
    deaths: Array
    births_province: Array
    deaths_province: Array


class Migration(NamedTuple):
    """Who moves and how the net rate goes on after the last observation.

    Attributes
    ----------
    departure_rate
        Relative rate of leaving a region by age, on its own residents. Shape (age,).
    arrival_rate
        Relative rate of moving to a region by age, on the residents of all regions.
        Shape (age,).
    default
        Net rate of regions without any observed total, on those exposed [share per year].
        Shape (region,).
    weight
        Weight of the carried net rate in each step. Shape (step,).
    shift
        Added by a variant to the net rate of years without totals [share per year].
    added
        Net migrants that the scenario adds to each year [person]. Shape (step, region).
    reference_years
        Number of last observed years whose mean net rate is carried.
    """

    departure_rate: Array
    arrival_rate: Array
    default: Array
    weight: Array
    shift: float
    added: Array
    reference_years: int


class ErrorModel(NamedTuple):
    """Standard deviations of what a projection cannot know; see `simulator.population.errors`.

    ``fertility`` of the logarithm of the total fertility rate and ``life_expectancy`` [year]
    are pairs: of the first year without an official count, of each later year's change.
    ``province`` and ``city`` are of a yearly net migration rate [share per year],
    ``persistence`` its correlation from one year to the next. ``correlation`` is that of the
    province's cumulated error with the factor of ``group``.
    """

    fertility: tuple[float, float]
    life_expectancy: tuple[float, float]
    province: float
    city: float
    persistence: float
    group: str = ""
    correlation: float = 0.0


class Counties(NamedTuple):
    """County-level units on 31 December of the base year.

    Attributes
    ----------
    code
        Code of GB/T 2260, 0 for zones without one. Shape (county,).
    name
        Names as the census prints them.
    city
        Position of each county's city on the region axis. Shape (county,).
    start
        Residents [person]; the counties of a city sum to it. Shape (county, sex, age).
    fertility
        Total fertility rate behind the census's infants [live births per woman].
        Shape (county,).
    """

    code: NDArray[np.int64]
    name: tuple[str, ...]
    city: NDArray[np.int64]
    start: Array
    fertility: Array


class PopulationInputs(NamedTuple):
    """Everything `simulator.population.projection.project` reads; step s leads to years[s + 1].

    Attributes
    ----------
    years
        Year-ends, base year first. Shape (year,).
    regions
        Ids of the regions, for messages only.
    start
        Residents on 31 December of the base year [person]. Shape (region, sex, age).
    survival_ratio
        Survival from life-table L. Shape (step, region, sex, age); entry 0 is from birth.
    life_lost
        Years of life lost by the average death, both sexes, in the nation [year]: what one
        unit of the logarithm of mortality takes off life expectancy. Shape (step,).
    fertility_pattern
        Share of the total fertility rate at each age. Shape (step, age).
    tfr
        Total fertility rate before calibration [live births per woman]. Shape (step, region).
    births_level_until
        Last year whose official births enter the level that is carried on.
    males_per_female_birth
        Sex ratio at birth. Shape (step,).
    migration
        Schedules and rates of migration.
    observed
        Official totals, births and deaths.
    official_total
        Where a region's own year-end total is published; a projection meets it, scaled to the
        province's where all are known. Shape (year, region).
    errors
        The error model of draws and variants.
    counties
        The units below the regions.
    """

    years: NDArray[np.int64]
    regions: tuple[str, ...]
    start: Array
    survival_ratio: Array
    life_lost: Array
    fertility_pattern: Array
    tfr: Array
    births_level_until: int
    males_per_female_birth: Array
    migration: Migration
    observed: Observed
    official_total: NDArray[np.bool_]
    errors: ErrorModel
    counties: Counties
