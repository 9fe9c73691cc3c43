"""Fertility: age pattern, sex ratio at birth and the level behind the census's infants."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.axes import N_AGES
from simulator.inputs.population.interpolation import between_years, monotone_cubic

Array = NDArray[np.float64]


def age_pattern(percent: Array, starts: Array, middles: Array, years: Array) -> Array:
    """Return the share of the total fertility rate at each single age. Shape (year, age).

    Shares of five-year ages are interpolated linearly between the middles of the periods and
    split by a monotone cubic through their cumulated sum; each year sums to 1.

    Parameters
    ----------
    percent
        Share of fertility by five-year age group [%]. Shape (period, group).
    starts
        First age of each group. Shape (group,).
    middles
        Middle of each period as a decimal year. Shape (period,).
    years
        Calendar years. Shape (year,).
    """
    yearly = between_years(middles, percent, years + 0.5)
    yearly = yearly / yearly.sum(axis=1, keepdims=True)
    knots = np.append(starts, starts[-1] + 5.0)
    cumulated = np.concatenate([np.zeros((len(years), 1)), np.cumsum(yearly, axis=1)], axis=1)
    ages = np.arange(knots[0], knots[-1] + 1.0)
    pattern = np.zeros((len(years), N_AGES))
    first = int(knots[0])
    single = np.diff(monotone_cubic(knots, cumulated, ages), axis=1)
    pattern[:, first : first + single.shape[1]] = single
    return pattern


def births_before(infants: Array, survival_ratio: Array) -> Array:
    """Return births of the year before census day from residents aged 0 [person].

    Infants divided by survival from birth (life-table L of age 0); moves of infants are left
    out. Shapes (region, sex).
    """
    return infants / survival_ratio[..., 0]


def sex_ratio_at_birth(births: Array) -> float:
    """Return boys per girl born in all regions together. ``births`` has shape (region, sex)."""
    girls, boys = births.sum(axis=0)
    return float(boys / girls)


def total_fertility(births: Array, women: Array, pattern: Array) -> Array:
    """Return the total fertility rate of the year before census day. Shape (region,).

    TFR = births / sum over ages of pattern × women, women being the mean of those one age
    apart on census day: in the middle of the year before they were half a year younger.

    Parameters
    ----------
    births
        Births of both sexes in the year before census day [person]. Shape (region,).
    women
        Women by single age on census day [person]. Shape (region, age).
    pattern
        Share of fertility at each age; sums to 1. Shape (age,).
    """
    exposed = women.copy()
    exposed[:, :-1] = (women[:, :-1] + women[:, 1:]) / 2.0
    return np.asarray(births / (exposed * pattern).sum(axis=1))
