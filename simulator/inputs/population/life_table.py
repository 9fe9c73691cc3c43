"""Life tables: from mortality rates of age groups to survival ratios of single ages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.axes import N_AGES
from simulator.inputs.population.interpolation import monotone_cubic

Array = NDArray[np.float64]
LAST_AGE = 150
"""Nobody is alive at this age; the open group 100+ is followed until then."""

_INFANT = ((0.053, 2.800), (0.045, 2.684))
_CHILD = ((1.522, -1.518), (1.651, -2.816))
"""Coale-Demeny West, female and male: years lived by those who die at 0 and at 1 to 4."""


def survivors(rates: Array, starts: Array) -> Array:
    """Return the share alive at every exact age 0…150 from rates of age groups.

    Survival at the bounds of the groups is exact; between them the cumulated hazard is a
    monotone cubic, above the last bound the hazard is constant.

    Parameters
    ----------
    rates
        Deaths per person-year by age group [1/year], the last group open. Shape
        (..., sex, group), sex (female, male).
    starts
        First age of each group: 0, 1, 5, 10, …. Shape (group,).

    Returns
    -------
    ndarray
        Shape (..., sex, 151); 1 at age 0.

    References
    ----------
    Greville (1943), Record of the American Institute of Actuaries 32; Preston, Heuveline and
    Guillot (2001), *Demography*, chapter 3, table 3.3 (Coale and Demeny under age 5).
    """
    hazard = _cumulated_hazard(rates, starts)
    open_age = int(starts[-1])
    inside = monotone_cubic(starts, hazard, np.arange(open_age + 1.0))
    beyond = inside[..., -1:] + rates[..., -1:] * np.arange(1.0, LAST_AGE - open_age + 1.0)
    return np.asarray(np.exp(-np.concatenate([inside, beyond], axis=-1)))


def _cumulated_hazard(rates: Array, starts: Array) -> Array:
    """Return the cumulated hazard at the first age of every group. Shape (..., sex, group).

    Under age 5 from years lived by those who die; above it Greville's correction, that a
    group's rate leans to its younger members: n m (1 + n² k m / 12), k the rise of ln m.
    """
    width = np.diff(starts)
    closed, infant = rates[..., :-1], rates[..., :1]
    rise = np.zeros_like(closed)
    rise[..., 3:] = np.diff(np.log(closed[..., 2:]), axis=-1) / width[3:]
    hazard = width * closed * (1.0 + width**2 * rise * closed / 12.0)
    for group, lived_by_sex in enumerate((_INFANT, _CHILD)):
        intercept, slope = np.array(lived_by_sex).T
        lived = intercept + slope * infant[..., 0]
        rate, n = closed[..., group], width[group]
        hazard[..., group] = -np.log1p(-n * rate / (1.0 + (n - lived) * rate))
    none = np.zeros((*hazard.shape[:-1], 1))
    return np.concatenate([none, np.cumsum(hazard, axis=-1)], axis=-1)


def person_years(alive: Array) -> Array:
    """Return person-years lived at each single age 0…99 and 100+ by one newborn [year].

    Parameters
    ----------
    alive
        Share alive at exact ages 0…150. Shape (..., sex, 151), sex (female, male).

    Returns
    -------
    ndarray
        Life-table L with radix 1. Shape (..., sex, 101).
    """
    lived = (alive[..., :-1] + alive[..., 1:]) / 2.0
    rate = -np.log(alive[..., 1])
    intercept, slope = np.array(_INFANT).T
    lived[..., 0] = alive[..., 1] + (intercept + slope * rate) * (1.0 - alive[..., 1])
    above = lived[..., N_AGES - 1 :].sum(axis=-1, keepdims=True)
    return np.concatenate([lived[..., : N_AGES - 1], above], axis=-1)


def survival_ratios(lived: Array) -> Array:
    """Return the share that reaches the next single age in a year.

    Parameters
    ----------
    lived
        Life-table L with radix 1. Shape (..., 101).

    Returns
    -------
    ndarray
        Entry 0 from birth to the end of the year of birth (exposed half a year on average),
        entry x from age x − 1 to x, entry 100 from 99 and over into the open group.
        Shape (..., 101).
    """
    ratio = np.empty_like(lived)
    ratio[..., 0] = lived[..., 0]
    ratio[..., 1:-1] = lived[..., 1:-1] / lived[..., :-2]
    ratio[..., -1] = lived[..., -1] / (lived[..., -2] + lived[..., -1])
    return ratio


def life_lost(alive: Array) -> Array:
    """Return the years of life lost by the average death [year]. Shape (...).

    e† = −∫ l ln l dx. When every death rate falls by the share s, life expectancy grows by
    s e†.

    Parameters
    ----------
    alive
        Share alive at exact ages 0…150. Shape (..., 151).

    References
    ----------
    Keyfitz (1977), *Applied Mathematical Demography*, chapter 3; Vaupel and Canudas-Romo (2003),
    Decomposing change in life expectancy, Demography 40(2).
    """
    safe = np.where(alive > 0.0, alive, 1.0)
    integrand = -alive * np.log(safe)
    return np.asarray(((integrand[..., :-1] + integrand[..., 1:]) / 2.0).sum(axis=-1))
