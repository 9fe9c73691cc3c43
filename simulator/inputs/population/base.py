"""Residents by single age at the end of the base year, and the fertility behind them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.population.census import Census
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

    ``residents`` (region, sex, age) on 31 December [person]; ``tfr`` (region,) [live births
    per woman] and ``males_per_female_birth`` of the year before census day.
    """

    year: int
    residents: Array
    tfr: Array
    males_per_female_birth: float


def base_year(census: Census, births: tuple[Array, Array], lived: Array, pattern: Array) -> Base:
    """Return residents of the year's end, moved on from census day without migration.

    Parameters
    ----------
    census
        The base census.
    births
        National live births by calendar year: years and counts.
    lived
        Life-table L of the base year. Shape (region, sex, age).
    pattern
        Share of fertility at each age in the base year. Shape (age,).
    """
    year, passed = census.day.year, census.passed
    ratio = survival_ratios(lived)
    cohorts = births_before_census(births[1], int(births[0][0]), year, passed)
    parts = graduate(census.groups, census.starts, cohorts, lived, passed)
    born = births_before(census.groups[..., 0], ratio)
    return Base(
        year,
        to_year_end(parts, ratio, born, 1.0 - passed),
        total_fertility(born.sum(axis=1), parts[:, 0].sum(axis=-1), pattern),
        sex_ratio_at_birth(born),
    )
