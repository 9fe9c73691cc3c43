"""Who is compared: the real cities and the rest of the province as one, or all cities."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.series import (
    COUNT,
    Booleans,
    Floats,
    Integers,
    Series,
    area_weights,
    series_value,
)

FEWEST_REAL_CITIES = 5
"""Unweighted measures and ranks need as many real cities (design §4.2)."""


class Compared(NamedTuple):
    """Areas side by side on the last axis. Shapes (..., indicator, year, unit) unless said.

    The units are the cities and, last, the rest of the province.
    """

    value: Floats
    """NaN where a unit does not exist."""
    weight: Floats
    """Persons; 0 leaves a unit out."""
    n_regions: Integers
    """Areas that stand by themselves, the rest counted as one. Shape (indicator,)."""
    n_imputed: Integers
    """Imputed cities among them. Shape (indicator,)."""

    def of_indicators(self, rows: Integers) -> Compared:
        """Return what is compared for some indicators alone."""
        value, weight = (np.take(array, rows, axis=-3) for array in self[:2])
        return Compared(value, weight, self.n_regions[rows], self.n_imputed[rows])


def with_rest(series: Series) -> Compared:
    """Return real cities and the rest of the province as one area: a lower bound.

    The rest has the province's numerator and denominator less the real cities'. It has no
    value, and so no measure exists, where the province's base is not evidence or its value is
    missing. Counts are not compared.
    """
    real = real_and_comparable(series)
    persons = area_weights(series)
    chosen = real[:, :, None]
    rest_value = series_value(
        _less(series.numerator, chosen), _less(series.denominator, chosen), series.per
    )
    rest_value = np.where(series.base_known[-1][:, None], rest_value, np.nan)
    has_rest = ~real.all(axis=0) & (series.kind != COUNT)
    weight = np.empty(persons.shape)
    weight[..., :-1, :, :] = np.where(chosen, persons[..., :-1, :, :], 0.0)
    weight[..., -1, :, :] = np.where(has_rest[:, None], _less(persons, chosen), 0.0)
    value = series.value.copy()
    value[..., -1, :, :] = rest_value
    return Compared(
        _by_unit(value), _by_unit(weight), real.sum(axis=0) + has_rest, _nobody(has_rest)
    )


def all_cities(series: Series) -> Compared:
    """Return every city by itself, imputed ones included; the unit of the rest is empty."""
    comparable = series.kind != COUNT
    weight = np.where(comparable[:, None], area_weights(series), 0.0)
    weight[..., -1, :, :] = 0.0
    counted = np.where(comparable, series.real.shape[0] - 1, 0)
    imputed = np.where(comparable, (~series.real[:-1]).sum(axis=0), 0)
    return Compared(_by_unit(series.value), _by_unit(weight), counted, imputed)


def real_only(series: Series) -> Compared:
    """Return the real cities, each counted once; nobody where they are fewer than five."""
    real = real_and_comparable(series)
    enough = real.sum(axis=0) >= FEWEST_REAL_CITIES
    weight = np.zeros(series.value.shape)
    weight[..., :-1, :, :] = (real & enough)[:, :, None]
    return Compared(_by_unit(series.value), _by_unit(weight), real.sum(axis=0), _nobody(enough))


def real_and_comparable(series: Series) -> Booleans:
    """Return which cities are real for a ratio indicator. Shape (city, indicator)."""
    real: Booleans = series.real[:-1] & (series.kind != COUNT)
    return real


def _less(whole: Floats, chosen: Booleans) -> Floats:
    """Return the province's row less the chosen cities. Shape (..., indicator, year)."""
    cities = np.where(chosen, whole[..., :-1, :, :], 0.0)
    return np.asarray(whole[..., -1, :, :] - cities.sum(axis=-3))


def _by_unit(array: Floats) -> Floats:
    """Return (..., area, indicator, year) with the areas last and contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, -3, -1))


def _nobody(indicators: Booleans) -> Integers:
    return np.zeros(indicators.size, np.int64)
