"""The paths of fertility and life expectancy before calibration, and their variants.

A variant is a quantile of the error model at each distance from the last official count: low
is its 10 % point, high its 90 % point. Swanson's rule gives the three the probabilities 0.3,
0.4 and 0.3.

References
----------
Hurst, Brown and Swanson (2000), Swanson's 30-40-30 rule, AAPG Bulletin 84(12).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.parameters import Parameter
from simulator.inputs.population.national import National

Array = NDArray[np.float64]
VARIANTS = {"low": 0.1, "medium": 0.5, "high": 0.9}
"""Quantile of the error model behind each variant."""


def variant_deviation(variant: str) -> float:
    """Return the standard normal deviate of a variant.

    >>> round(variant_deviation("low"), 4)
    -1.2816
    """
    return NormalDist().inv_cdf(VARIANTS[variant])


def spread(years_after: Array, sizes: tuple[float, float]) -> Array:
    """Return the standard deviation so many years after the last official count.

    Parameters
    ----------
    years_after
        Years since the last official count, 0 up to it.
    sizes
        Standard deviation of the first year and of each later year's change.
    """
    first, change = sizes
    grown = np.sqrt(first**2 + change**2 * np.maximum(years_after - 1.0, 0.0))
    return np.where(years_after > 0.0, grown, 0.0)


def years_after(official: Array) -> Array:
    """Return for each step the years since the last official count before it. Shape (step,).

    ``official`` holds NaN where there is none; a year with a count has 0.
    """
    place = np.arange(len(official))
    counted = np.maximum.accumulate(np.where(np.isnan(official), -1, place))
    return (place - counted).astype(np.float64)


def fertility_path(
    national: National, base: tuple[int, Array], after: Sequence[int], factor: Array
) -> Array:
    """Return the total fertility rate before calibration. Shape (step, region).

    The region's rate at the census follows the nation's relative change.

    Parameters
    ----------
    base
        Year of the census and the regions' rates in it.
    after
        Years of the steps.
    factor
        Factor of the variant. Shape (step,).
    """
    year, level = base
    path = np.interp(after, *national.tfr) / np.interp(year, *national.tfr)
    return np.asarray((path * factor)[:, None] * level)


def life_expectancy_path(
    national: National,
    regions: Sequence[str],
    years: range,
    parameters: Mapping[str, Parameter],
) -> Array:
    """Return life expectancy at birth of both sexes [year]. Shape (year, region).

    From the stated value of its year along the stated (else national) gain to the year of
    that gain, then with the nation's change.
    """
    level = parameters["population.life_expectancy"]
    gain = parameters["population.life_expectancy_gain"]
    path = np.interp(np.array(years), *national.life_expectancy)
    columns = []
    for region in regions:
        first, last = level.of(region).date, gain.of(region).date
        share = np.clip((np.array(years) - first) / (last - first), 0.0, 1.0)
        later = path - np.interp(last, *national.life_expectancy)
        later = np.where(np.array(years) > last, later, 0.0)
        columns.append(level.of(region).value + share * gain.of(region).value + later)
    return np.stack(columns, axis=1)
