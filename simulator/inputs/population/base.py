"""Residents by single age at the end of the base year, and the fertility behind them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.population.census import Census, CountyCensus, by_city
from simulator.inputs.population.fertility import (
    births_before,
    sex_ratio_at_birth,
    total_fertility,
)
from simulator.inputs.population.graduation import (
    births_before_census,
    graduate,
    to_year_end,
)
from simulator.inputs.population.life_table import survival_ratios

Array = NDArray[np.float64]


class Base(NamedTuple):
    """What the census says about the base year.

    ``counties`` (county, sex, age) and ``residents`` (region, sex, age), their sums, on
    31 December [person]; ``tfr`` (region,) and ``county_tfr`` (county,) [live births per
    woman] and ``males_per_female_birth`` of the year before census day.
    """

    year: int
    counties: Array
    residents: Array
    tfr: Array
    county_tfr: Array
    males_per_female_birth: float


def base_year(
    census: Census,
    counties: CountyCensus,
    births: tuple[Array, Array],
    lived: Array,
    pattern: Array,
) -> Base:
    """Return residents of the year's end, moved on from census day without migration.

    Single ages are made county by county; a city is the sum of its counties.

    Parameters
    ----------
    census
        The base census.
    counties
        Its county-level units.
    births
        National live births by calendar year: years and counts.
    lived
        Life-table L of the base year. Shape (region, sex, age).
    pattern
        Share of fertility at each age in the base year. Shape (age,).
    """
    year, passed = census.day.year, census.passed
    own = lived[counties.city]
    ratio = survival_ratios(own)
    cohorts = births_before_census(births[1], int(births[0][0]), year, passed)
    parts = graduate(counties.groups, census.starts, cohorts, own, passed)
    born = births_before(counties.groups[..., 0], ratio)
    end = to_year_end(parts, ratio, born, 1.0 - passed)
    women = parts[:, 0].sum(axis=-1)
    return Base(
        year,
        end,
        by_city(end, counties.city, len(lived)),
        total_fertility(
            by_city(born.sum(axis=1), counties.city, len(lived)),
            by_city(women, counties.city, len(lived)),
            pattern,
        ),
        total_fertility(born.sum(axis=1), women, pattern),
        sex_ratio_at_birth(born),
    )
