"""Attainment and equalisation index over all comparable indicators, in both variants."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.indices import Indices, attainment, indicator_weights, indices
from simulator.equity.series import COUNT, Booleans, Floats, Series, series_value


class Standard(NamedTuple):
    """What attainment is measured against and how indicators are weighed."""

    level: Floats
    """Target or named level [unit of the indicator], NaN: none. Shape (area, indicator)."""
    binding: Booleans
    """Shape (indicator,)."""
    scheme: int
    """Position in indices.WEIGHT_SCHEMES."""


class Composite(NamedTuple):
    """The two indices of one variant; shapes of ``indices`` as there, leading axis year."""

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
    """Return the indices over cities real for every candidate and the rest as one area.

    The rest of the province is held to the province's level. An indicator is used only where
    all of these attain something in every year: all are measured by the same indicators.
    """
    chosen = candidates(series, standard)
    own: Booleans = np.logical_and(series.real[:-1][:, chosen].all(axis=1), chosen.any())
    cities = own[:, None, None]
    rest_value = series_value(
        series.numerator[-1] - np.where(cities, series.numerator[:-1], 0.0).sum(axis=0),
        series.denominator[-1] - np.where(cities, series.denominator[:-1], 0.0).sum(axis=0),
        series.per,
    )
    value = np.concatenate([series.value[:-1], rest_value[None]])
    persons = np.where(own[:, None], series.population[:-1], 0.0)
    has_rest = own.any() and not own.all()
    rest = (series.population[-1] - persons.sum(axis=0)) * has_rest
    persons = np.concatenate([persons, rest[None]])
    found = _indices(series, standard, (value, persons), chosen, base_index)
    return Composite(found, int(own.sum()) + int(has_rest), 0)


def all_cities(series: Series, standard: Standard, base_index: int) -> Composite:
    """Return the indices over every city by itself, imputed ones included."""
    chosen = candidates(series, standard)
    persons = np.concatenate([series.population[:-1], np.zeros((1, series.population.shape[1]))])
    found = _indices(series, standard, (series.value, persons), chosen, base_index)
    imputed = ~series.real[:-1][:, chosen].all(axis=1)
    return Composite(found, imputed.size, int(imputed.sum()))


def _indices(
    series: Series,
    standard: Standard,
    units: tuple[Floats, Floats],
    chosen: Booleans,
    base_index: int,
) -> Indices:
    """Return the indices of units: value (unit, indicator, year) and persons (unit, year)."""
    value, persons = units
    reached = attainment(value, standard.level, series.direction)
    counted = (persons > 0.0).any(axis=1)
    usable = chosen & ~np.isnan(reached[counted]).any(axis=(0, 2))
    weights = indicator_weights(
        standard.scheme,
        usable,
        standard.binding,
        reached[:, :, base_index].T,
        persons[:, base_index],
    )
    return indices(np.moveaxis(reached, 2, 0).swapaxes(1, 2), weights, persons.T)
