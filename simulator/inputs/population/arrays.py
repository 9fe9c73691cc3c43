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
    fertility_pattern
        Share of the total fertility rate at each age. Shape (step, age).
    tfr
        Total fertility rate before calibration [live births per woman]. Shape (step, region).
    males_per_female_birth
        Sex ratio at birth. Shape (step,).
    migration_age_rate
        Relative migration rate by age. Shape (age,).
    migration_default
        Net rate of regions without observed totals [share per year]. Shape (region,).
    migration_weight
        Weight of the carried net rate in each step. Shape (step,).
    migration_added
        Net migrants that the scenario adds to each year [person]. Shape (step, region).
    migration_reference_years
        Number of last observed years whose mean net rate is carried.
    observed
        Official totals, births and deaths.
    official_total
        Where a region's own official year-end total is met, base year included; elsewhere an
        observed total is interpolated. Shape (year, region).
    """

    years: NDArray[np.int64]
    regions: tuple[str, ...]
    start: Array
    survival_ratio: Array
    fertility_pattern: Array
    tfr: Array
    males_per_female_birth: Array
    migration_age_rate: Array
    migration_default: Array
    migration_weight: Array
    migration_added: Array
    migration_reference_years: int
    observed: Observed
    official_total: NDArray[np.bool_]
