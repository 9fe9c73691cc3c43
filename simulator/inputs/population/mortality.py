"""National life tables moved to the life expectancy of each region."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.population.interpolation import between_years
from simulator.inputs.population.life_table import person_years, survival_ratios, survivors

Array = NDArray[np.float64]
_STEPS = 60
_WIDEST = 8.0
"""Bisection: halvings, and the widest shift of the logit (twice Brass's alpha)."""


def standard(rates: Array, starts: Array, middles: Array, years: Array) -> Array:
    """Return the national share alive at ages 0…150 in each calendar year.

    Rates of five-year periods are interpolated in their logarithm between the middles of the
    periods, to the middle of each calendar year.

    Parameters
    ----------
    rates
        National deaths per person-year [1/year]. Shape (period, sex, group).
    starts
        First age of each group. Shape (group,).
    middles
        Middle of each period as a decimal year (1 January 2022 is 2022.0). Shape (period,).
    years
        Calendar years. Shape (year,).
    """
    yearly = np.exp(between_years(middles, np.log(rates), years + 0.5))
    return survivors(yearly, starts)


def life_expectancy(alive: Array, males_per_female_birth: float) -> Array:
    """Return life expectancy at birth of both sexes together [year]. Shape (...).

    The sexes are weighted by births.
    """
    by_sex = person_years(alive).sum(axis=-1)
    female, male = by_sex[..., 0], by_sex[..., 1]
    return np.asarray((female + males_per_female_birth * male) / (1.0 + males_per_female_birth))


def moved_to(alive: Array, target: Array, males_per_female_birth: float) -> Array:
    """Return the life tables of regions from a national one by Brass's relational logit.

    logit of the share dead by age x = alpha + logit in the standard, with one alpha for both
    sexes, found by bisection so that life expectancy of both sexes meets the target.

    Parameters
    ----------
    alive
        Standard share alive at ages 0…150. Shape (year, sex, 151).
    target
        Life expectancy at birth, both sexes [year]. Shape (year, region).
    males_per_female_birth
        Weight of males in the mean of both sexes.

    Returns
    -------
    ndarray
        Share alive. Shape (year, region, sex, 151).

    References
    ----------
    Brass (1971), *Biological Aspects of Demography*; Preston, Heuveline and Guillot (2001),
    chapter 9.
    """
    distinct, place = np.unique(target, axis=1, return_inverse=True)
    odds = ((1.0 - alive) / alive)[:, None]
    low, high = np.full(distinct.shape, -_WIDEST), np.full(distinct.shape, _WIDEST)
    for _ in range(_STEPS):
        middle = (low + high) / 2.0
        reached = life_expectancy(_shifted(odds, middle), males_per_female_birth)
        longer = reached > distinct
        low, high = np.where(longer, middle, low), np.where(longer, high, middle)
    return _shifted(odds, (low + high) / 2.0)[:, place.reshape(-1)]


def _shifted(odds: Array, shift: Array) -> Array:
    """Return the share alive when the logit of the share dead rises by half of ``shift``."""
    return np.asarray(1.0 / (1.0 + odds * np.exp(shift)[..., None, None]))


def ratios(alive: Array) -> Array:
    """Return survival ratios of single ages from shares alive; see `survival_ratios`."""
    return survival_ratios(person_years(alive))
