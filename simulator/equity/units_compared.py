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
    """Areas side by side on the last axis. Shapes (indicator, year, unit) unless said.

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
    rest_persons = np.where(has_rest[:, None], _less(persons, chosen), 0.0)
    value = np.concatenate([series.value[:-1], rest_value[None]])
    weight = np.concatenate([np.where(chosen, persons[:-1], 0.0), rest_persons[None]])
    return Compared(
        np.moveaxis(value, 0, -1),
        np.moveaxis(weight, 0, -1),
        real.sum(axis=0) + has_rest,
        np.zeros(has_rest.size, np.int64),
    )


def all_cities(series: Series) -> Compared:
    """Return every city by itself, imputed ones included; the unit of the rest is empty."""
    comparable = (series.kind != COUNT)[None, :, None]
    weight = np.where(comparable, area_weights(series), 0.0)
    weight[-1] = 0.0
    n_cities = series.value.shape[0] - 1
    counted = np.where(series.kind != COUNT, n_cities, 0)
    imputed = np.where(series.kind != COUNT, (~series.real[:-1]).sum(axis=0), 0)
    return Compared(np.moveaxis(series.value, 0, -1), np.moveaxis(weight, 0, -1), counted, imputed)


def real_only(series: Series) -> Compared:
    """Return the real cities, each counted once; nobody where they are fewer than five."""
    real = real_and_comparable(series)
    enough = real.sum(axis=0) >= FEWEST_REAL_CITIES
    weight = np.zeros(series.value.shape)
    weight[:-1] = (real & enough)[:, :, None]
    return Compared(
        np.moveaxis(series.value, 0, -1),
        np.moveaxis(weight, 0, -1),
        real.sum(axis=0),
        np.zeros(enough.size, np.int64),
    )


def real_and_comparable(series: Series) -> Booleans:
    """Return which cities are real for a ratio indicator. Shape (city, indicator)."""
    real: Booleans = series.real[:-1] & (series.kind != COUNT)
    return real


def _less(whole: Floats, chosen: Booleans) -> Floats:
    """Return the province's row less the chosen cities. Shape (indicator, year)."""
    cities = np.where(chosen, whole[:-1], 0.0)
    return np.asarray(whole[-1] - cities.sum(axis=0))
