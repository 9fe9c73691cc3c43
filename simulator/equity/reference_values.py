"""What a city is compared with: province, rest of the province, target, national, best."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.axes import REFERENCES
from simulator.equity.series import (
    COUNT,
    Booleans,
    FlagBits,
    Floats,
    Integers,
    Series,
    series_value,
)

PROVINCE, REST, TARGET, NATIONAL, BEST = (
    REFERENCES.index(name) for name in ("province", "rest", "target", "national", "best")
)
FLAGS = (
    "no_provincial_base",
    "count_not_comparable",
    "imputed",
    "improved_only_by_population",
    "worse_although_more_built",
    "no_target",
    "no_national",
    "no_real_city",
    "held",
    "province_itself",
)
"""Names of the bits of ``flags`` of gaps, lowest first."""
NO_PROVINCIAL_BASE, COUNT_NOT_COMPARABLE, IMPUTED, PEOPLE_LEFT, MORE_BUILT = 1, 2, 4, 8, 16
NO_TARGET, NO_NATIONAL, NO_REAL_CITY, HELD, PROVINCE_ITSELF = 32, 64, 128, 256, 512


class Levels(NamedTuple):
    """Fixed levels and unit costs; levels in the unit of the indicator, NaN where none."""

    target: Floats
    """Target of the area (a city without a plan: the province's). Shape (area, indicator)."""
    target_year: Integers
    """Year of that target, any number where there is none. Shape (area, indicator)."""
    national: Floats
    """Shape (indicator,)."""
    unit_cost_fen: Floats
    """Capital cost of one unit [fen at 2020 prices]. Broadcasts to (..., area, indicator); of a
    block of draws (draw, 1, indicator) or (draw, area, indicator)."""


class References(NamedTuple):
    """Shapes (..., area, indicator, reference, year), references in axes.REFERENCES order."""

    value: Floats
    """Level compared with [unit of the indicator]; NaN where the reference does not exist."""
    flags: FlagBits
    best_area: Integers
    """Area of the best real city, -1 if none. Shape (..., indicator, year)."""


def reference_values(series: Series, levels: Levels, years: Integers) -> References:
    """Return the references of every area; why one does not exist is in ``flags``.

    Province and rest move with the simulation and exist for cities only, and only where the
    province's base is evidence. ``best`` is the best city whose base is real. Counts are not
    compared between areas. The province itself has target and national only.
    """
    value, best_area = values_compared_with(series, levels)
    return References(value, reference_flags(series, levels, years, best_area), best_area)


def values_compared_with(series: Series, levels: Levels) -> tuple[Floats, Integers]:
    """Return the references' values and the best area, as in `References`."""
    *shape, width = series.value.shape
    value = np.full((*shape, len(REFERENCES), width), np.nan)
    best, best_area = _best(series)
    moving = {
        PROVINCE: (series.base_known[-1], series.value[..., -1:, :, :]),
        REST: (series.base_known[-1], _rest(series)),
        BEST: (True, best[..., None, :, :]),
    }
    for reference, (known, level) in moving.items():
        compared = known & (series.kind != COUNT)
        cities = value[..., :-1, :, reference, :]
        np.copyto(cities, level[..., : cities.shape[-3], :, :], where=compared[:, None])
    value[..., TARGET, :] = levels.target[:, :, None]
    value[..., NATIONAL, :] = levels.national[:, None]
    return value, best_area


def reference_flags(
    series: Series, levels: Levels, years: Integers, best_area: Integers
) -> FlagBits:
    """Return why references do not exist, and what is to be known of those that do."""
    *shape, width = series.value.shape
    flags = np.zeros((*shape, len(REFERENCES), width), np.int32)
    for moving in (PROVINCE, REST):
        flags[..., ~series.base_known[-1], moving, :] = NO_PROVINCIAL_BASE
    flags[..., BEST, :] = np.where(best_area < 0, NO_REAL_CITY, 0)[..., None, :, :]
    for moving in (PROVINCE, REST, BEST):
        flags[..., series.kind == COUNT, moving, :] = COUNT_NOT_COMPARABLE
        flags[..., -1, :, moving, :] = PROVINCE_ITSELF
    flags[..., TARGET, :] = _target_flags(levels, years)
    flags[..., NATIONAL, :] = np.where(np.isnan(levels.national), NO_NATIONAL, 0)[:, None]
    flags |= np.where(series.real, 0, IMPUTED).astype(np.int32)[:, :, None, None]
    return flags


def _target_flags(levels: Levels, years: Integers) -> FlagBits:
    """Return no_target and, after the target's year, held. Shape (area, indicator, year)."""
    missing = np.isnan(levels.target)[:, :, None]
    late = years > levels.target_year[:, :, None]
    return np.where(missing, NO_TARGET, np.where(late, HELD, 0)).astype(np.int32)


def _rest(series: Series) -> Floats:
    """Return the ratio of the province without the area. Shape (..., area, indicator, year)."""
    return series_value(
        series.numerator[..., -1:, :, :] - series.numerator,
        series.denominator[..., -1:, :, :] - series.denominator,
        series.per,
    )


def _best(series: Series) -> tuple[Floats, Integers]:
    """Return value and area of the best real city. Shapes (..., indicator, year)."""
    cities = series.value[..., :-1, :, :]
    usable = real_cities(series)[:, :, None] & ~np.isnan(cities)
    score = np.where(usable, cities * series.direction[:, None], -np.inf)
    area = np.argmax(score, axis=-3)
    exists = usable.any(axis=-3) & (series.direction != 0)[:, None]
    value = np.take_along_axis(cities, area[..., None, :, :], axis=-3)[..., 0, :, :]
    return np.where(exists, value, np.nan), np.where(exists, area, -1)


def real_cities(series: Series) -> Booleans:
    """Return which cities have a real base. Shape (city, indicator)."""
    return series.real[:-1]
