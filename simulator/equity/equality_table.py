"""The rows of the table `equity`: every measure, for what is real and for all cities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from simulator.equity import composite, units_compared
from simulator.equity.atkinson import atkinson_of
from simulator.equity.composite import Composite, Standard
from simulator.equity.gini import gini_of
from simulator.equity.range_ratio import range_ratio_of
from simulator.equity.series import COUNT, Booleans, Codes, Floats, Integers, Series
from simulator.equity.shares import relative
from simulator.equity.theil import TheilParts, split_theil_l, split_theil_t, theil_l_of, theil_t_of
from simulator.equity.units_compared import FEWEST_REAL_CITIES, Compared
from simulator.equity.variation import coefficient_of_variation_of

MEASURES = (
    "gini",
    "theil_t",
    "theil_l",
    "atkinson",
    "coefficient_of_variation",
    "range_ratio",
    "attainment_index",
    "attainment_index_uncapped",
    "equalisation_index",
)
THEIL_T, THEIL_L, RANGE_RATIO, ATTAINMENT = 1, 2, 5, 6
GROUPS = ("all", "between", "within", "real")
"""all cities; between groups; within groups; the real cities alone."""
ALL, BETWEEN, WITHIN, REAL = 0, 1, 2, 3
ALL_INDICATORS = -1


class EqualityTable(NamedTuple):
    """Rows of fixed order and number for a case: all fields have shape (row,).

    Only ``value`` differs between draws.
    """

    indicator: Integers
    """Position of the indicator, ALL_INDICATORS for the indices."""
    year: Integers
    measure: Codes
    """Position in MEASURES."""
    weighted: Booleans
    group: Codes
    """Position in GROUPS."""
    n_regions: Integers
    n_imputed: Integers
    value: Floats
    """NaN: cannot be judged (无法判断), infinite measures included."""


class Block(NamedTuple):
    """One measure of one variant: all indicators given, all years."""

    measure: int
    weighted: bool
    indicator: Integers
    """Shape (indicator,), as are group and the counts."""
    group: Codes
    n_regions: Integers
    n_imputed: Integers
    value: Floats
    """Shape (indicator, year)."""


def equality_table(
    series: Series, standard: Standard, aversion: float, years: Integers, base_year: int
) -> EqualityTable:
    """Return every row of the table `equity` for one draw.

    First the real cities with the rest of the province as one area (weighted, a lower bound,
    group ``between``) and the real cities alone (unweighted, group ``real``): ``n_imputed``
    is 0. Then all cities with imputed ones, where an indicator has any. Counts have no rows.
    Unweighted measures need five real cities in either variant, else NaN.

    Parameters
    ----------
    series
        Simulated indicators.
    standard
        Levels and weights of the indices.
    aversion
        Inequality aversion of the Atkinson index.
    years
        Years of the last axis, ascending; 31 December.
    base_year
        Base year of the run, at which entropy weights are frozen.
    """
    blocks = [*_real_blocks(series, aversion), *_imputed_blocks(series, aversion)]
    blocks += _index_blocks(series, standard, int(np.flatnonzero(years == base_year)[0]))
    width = years.size
    value = np.concatenate([block.value.ravel() for block in blocks])

    def spread(field: str) -> Integers:
        parts = [np.asarray(getattr(block, field), np.int64) for block in blocks]
        return np.repeat(np.concatenate(parts), width)

    heights = [block.indicator.size * width for block in blocks]
    return EqualityTable(
        indicator=spread("indicator"),
        year=np.concatenate([np.tile(years, block.indicator.size) for block in blocks]),
        measure=np.repeat([block.measure for block in blocks], heights).astype(np.int8),
        weighted=np.repeat([block.weighted for block in blocks], heights).astype(np.bool_),
        group=spread("group").astype(np.int8),
        n_regions=spread("n_regions"),
        n_imputed=spread("n_imputed"),
        value=np.where(np.isfinite(value), value, np.nan),
    )


def _real_blocks(series: Series, aversion: float) -> Iterator[Block]:
    """Yield the measures that rest on evidence alone."""
    rows = np.flatnonzero(series.kind != COUNT)
    whole = series.real[:-1].all(axis=0)
    weighted = units_compared.with_rest(series)
    group = np.where(whole, ALL, BETWEEN).astype(np.int8)
    yield from _measure_blocks(weighted, rows, group, aversion, weighted=True)
    group = np.where(whole, ALL, REAL).astype(np.int8)
    alone = units_compared.real_only(series)
    yield from _measure_blocks(alone, rows, group, aversion, weighted=False)


def _imputed_blocks(series: Series, aversion: float) -> Iterator[Block]:
    """Yield the measures over all cities, for indicators with imputed ones."""
    real = series.real[:-1]
    rows = np.flatnonzero((series.kind != COUNT) & ~real.all(axis=0))
    compared = units_compared.all_cities(series)
    group = np.full(real.shape[1], ALL, np.int8)
    yield from _measure_blocks(compared, rows, group, aversion, weighted=True)
    for measure, split in ((THEIL_T, split_theil_t), (THEIL_L, split_theil_l)):
        parts = split(compared.value[rows], compared.weight[rows], _groups(real[:, rows]))
        yield from _part_blocks(measure, parts, compared, rows)
    enough = (real.sum(axis=0) >= FEWEST_REAL_CITIES)[:, None, None]
    once = compared._replace(weight=((compared.weight > 0.0) & enough).astype(np.float64))
    yield from _measure_blocks(once, rows, group, aversion, weighted=False)


def _groups(real: Booleans) -> Integers:
    """Return each real city as a group and all imputed ones, with the empty rest, as one.

    Shape (indicator, 1, unit).
    """
    n_cities = real.shape[0]
    own = np.where(real, np.arange(n_cities)[:, None], n_cities)
    rest = np.full((1, real.shape[1]), n_cities)
    return np.concatenate([own, rest]).T[:, None].astype(np.int64)


def _measure_blocks(
    compared: Compared, rows: Integers, group: Codes, aversion: float, *, weighted: bool
) -> Iterator[Block]:
    """Yield one block per measure; the range ratio has no weighted form."""
    seen = relative(compared.value[rows], compared.weight[rows])
    measured = [
        gini_of(seen),
        theil_t_of(seen),
        theil_l_of(seen),
        atkinson_of(seen, aversion),
        coefficient_of_variation_of(seen),
    ]
    if not weighted:
        measured.append(range_ratio_of(seen))
    counts = compared.n_regions[rows], compared.n_imputed[rows]
    for measure, found in enumerate(measured):
        yield Block(measure, weighted, rows, group[rows], *counts, found)


def _part_blocks(
    measure: int, parts: TheilParts, compared: Compared, rows: Integers
) -> Iterator[Block]:
    """Yield the parts between and within groups of one Theil measure."""
    counts = compared.n_regions[rows], compared.n_imputed[rows]
    for group, found in ((BETWEEN, parts.between), (WITHIN, parts.within)):
        yield Block(measure, True, rows, np.full(rows.size, group, np.int8), *counts, found)


def _index_blocks(series: Series, standard: Standard, base_index: int) -> Iterator[Block]:
    """Yield the indices over all indicators, in the second variant only if it differs."""
    real = composite.with_rest(series, standard, base_index)
    yield from _composite_blocks(real, ALL if series.real[:-1].all() else BETWEEN)
    imputed = composite.all_cities(series, standard, base_index)
    if imputed.n_imputed:
        yield from _composite_blocks(imputed, ALL)


def _composite_blocks(found: Composite, group: int) -> Iterator[Block]:
    """Yield the three indices of one variant."""
    values = (
        found.indices.attainment,
        found.indices.attainment_uncapped,
        found.indices.equalisation,
    )
    for offset, value in enumerate(values):
        yield Block(
            ATTAINMENT + offset,
            True,
            np.array([ALL_INDICATORS]),
            np.array([group], np.int8),
            np.array([found.n_regions]),
            np.array([found.n_imputed]),
            value[None],
        )
