"""Attainment and equalisation index over all comparable indicators, by variant and weighting."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.indices import (
    EQUAL_WEIGHTS,
    WEIGHT_SCHEMES,
    Indices,
    attainment,
    indicator_weights,
    indices,
)
from simulator.equity.series import COUNT, Booleans, Floats, Series, series_value


class Standard(NamedTuple):
    """What attainment is measured against, and which indicators are binding."""

    level: Floats
    """Target or named level [unit of the indicator], NaN: none. Shape (area, indicator)."""
    binding: Booleans
    """Shape (indicator,)."""


class Composite(NamedTuple):
    """The two indices of one variant; ``indices`` by (..., year), counts for all draws alike."""

    indices: Indices
    n_regions: int
    n_imputed: int


def candidates(series: Series, standard: Standard) -> Booleans:
    """Return the indicators a composite may use. Shape (indicator,).

    Ratios with a direction, with a level for the province (which the rest of it is held to),
    evidence for the province's base and at least two real cities.
    """
    several = series.real[:-1].sum(axis=0) > 1
    ratio: Booleans = (series.kind != COUNT) & (series.direction != 0)
    chosen: Booleans = ratio & several & series.base_known[-1] & ~np.isnan(standard.level[-1])
    return chosen


def with_rest(series: Series, standard: Standard, base_index: int) -> Composite:
    """Return the indices over cities real for every candidate and the rest as one, equal weights.

    The rest of the province is held to the province's level. An indicator is used only where
    all of these attain something in every year: all are measured by the same indicators.
    """
    return by_scheme(series, standard, base_index)[EQUAL_WEIGHTS][0]


def all_cities(series: Series, standard: Standard, base_index: int) -> Composite:
    """Return the indices over every city by itself, imputed ones included, equal weights.

    Nobody lives in the rest; what it attains is that of `with_rest`.
    """
    return by_scheme(series, standard, base_index)[EQUAL_WEIGHTS][1]


def by_scheme(
    series: Series, standard: Standard, base_index: int
) -> list[tuple[Composite, Composite]]:
    """Return the indices of `with_rest` and of `all_cities` for each of `WEIGHT_SCHEMES`.

    What is attained is the same under all; weights are those of the base year.
    """
    chosen = candidates(series, standard)
    real = np.asarray(series.real[:-1][:, chosen].all(axis=1))
    own = np.asarray(real & chosen.any())
    has_rest = own.any() and not own.all()
    value = series.value.copy()
    value[..., -1, :, :] = series_value(
        _less(series.numerator, own), _less(series.denominator, own), series.per
    )
    alone = np.swapaxes(series.population, -1, -2).copy()
    together = alone.copy()
    together[..., :-1] = np.where(own, alone[..., :-1], 0.0)
    together[..., -1] = (alone[..., -1] - together[..., :-1].sum(axis=-1)) * has_rest
    alone[..., -1] = 0.0
    found = _indices(series, standard, (value, np.stack([together, alone])), chosen, base_index)
    counts = (int(own.sum()) + int(has_rest), 0), (real.size, int((~real).sum()))
    return [
        (
            Composite(Indices(*(array[0] for array in one)), *counts[0]),
            Composite(Indices(*(array[1] for array in one)), *counts[1]),
        )
        for one in found
    ]


def _less(whole: Floats, cities: Booleans) -> Floats:
    """Return the province's row less some cities. Shape (..., indicator, year)."""
    chosen = np.where(cities[:, None, None], whole[..., :-1, :, :], 0.0)
    return np.asarray(whole[..., -1, :, :] - chosen.sum(axis=-3))


def _indices(
    series: Series,
    standard: Standard,
    units: tuple[Floats, Floats],
    chosen: Booleans,
    base_index: int,
) -> list[Indices]:
    """Return the indices of units, by (variant, ..., year), for each of `WEIGHT_SCHEMES`.

    ``units`` are value (..., unit, indicator, year) and persons (variant, ..., year, unit). A
    unit that nobody lives in is not asked what it attains.
    """
    value, persons = units
    reached = attainment(value, standard.level, series.direction)
    counted = np.asarray((persons > 0.0).any(axis=-2))
    missing = np.isnan(reached).any(axis=-1) & counted[..., None]
    usable = chosen & ~missing.any(axis=-2)
    at_base = np.swapaxes(reached[..., base_index], -1, -2)
    by_year = np.moveaxis(reached, -1, -3).swapaxes(-1, -2)
    weights = [
        indicator_weights(scheme, usable, standard.binding, at_base, persons[..., base_index, :])
        for scheme in range(len(WEIGHT_SCHEMES))
    ]
    return [indices(by_year, one, persons) for one in weights]
