"""The rows of the table `equity`: every measure, for what is real and for all cities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.equity.composite import Composite, Standard, by_scheme
from simulator.equity.indices import EQUAL_WEIGHTS, WEIGHT_SCHEMES
from simulator.equity.series import COUNT, Booleans, Codes, Floats, Integers, Series
from simulator.equity.shares import Relative, relative
from simulator.equity.sigma import sigma
from simulator.equity.theil import (
    GroupLevels,
    group_levels,
    split_theil_l_of,
    split_theil_t_of,
)
from simulator.equity.variants import (
    ALL,
    ALL_CITIES,
    BETWEEN,
    REAL_CITIES,
    WITHIN,
    Variant,
    counted,
    measured_side_by_side,
    of_all_cities,
    of_evidence,
)


def index_measure(name: str, scheme: str) -> str:
    """Return what an index is called under a weighting; equal weights need no name.

    >>> index_measure("equalisation_index", "entropy")
    'equalisation_index_entropy'
    """
    return name if scheme == WEIGHT_SCHEMES[EQUAL_WEIGHTS] else f"{name}_{scheme}"


INDEX_MEASURES = ("attainment_index", "attainment_index_uncapped", "equalisation_index")
MEASURES = (
    "gini",
    "theil_t",
    "theil_l",
    "atkinson",
    "coefficient_of_variation",
    "range_ratio",
    "sigma",
    *(index_measure(name, scheme) for scheme in WEIGHT_SCHEMES for name in INDEX_MEASURES),
)
THEIL_T, THEIL_L, RANGE_RATIO, SIGMA, ATTAINMENT = 1, 2, 5, 6, 7
ALL_INDICATORS = -1


class EqualityTable(NamedTuple):
    """Rows of fixed order and number for a case: fields have shape (row,).

    Only ``value`` differs between draws.
    """

    indicator: Integers
    """Position of the indicator, ALL_INDICATORS for the indices."""
    year: Integers
    measure: Codes
    """Position in MEASURES."""
    weighted: Booleans
    group: Codes
    """Position in variants.GROUPS."""
    n_regions: Integers
    n_imputed: Integers
    value: Floats
    """NaN: cannot be judged (无法判断), infinite measures included. Shape (..., row)."""


class Part(NamedTuple):
    """Rows of one measure of one variant: some indicators, all years."""

    measure: int
    weighted: bool
    indicator: Integers
    """Shape (indicator,), as are group and the counts."""
    group: Codes
    n_regions: Integers
    n_imputed: Integers
    value: Floats
    """Shape (..., indicator, year)."""


def equality_table(
    series: Series,
    standard: Standard,
    aversion: float | Floats,
    years: Integers,
    base_year: int,
) -> EqualityTable:
    """Return every row of the table `equity` for one draw or a block of draws.

    First the real cities with the rest of the province as one area (weighted, a lower bound,
    group ``between``) and the real cities alone (unweighted, group ``real``): ``n_imputed``
    is 0. Then all cities with imputed ones, where an indicator has any. Counts have no rows.
    Unweighted measures need five real cities in either variant, else NaN; sigma of all cities,
    which says whether they converge and not how unequal they are, needs none. The indices stand
    last, by weighting.

    Parameters
    ----------
    series
        Simulated indicators.
    standard
        Levels and weights of the indices.
    aversion
        Inequality aversion of the Atkinson index; one for each draw of a block.
    years
        Years of the last axis, ascending; 31 December.
    base_year
        Base year of the run, at which entropy weights are frozen.
    """
    base_index = int(np.flatnonzero(years == base_year)[0])
    return table_of(equality_parts(series, standard, aversion, base_index), years)


def table_of(parts: Sequence[Part], years: Integers) -> EqualityTable:
    """Return the rows of all parts, years innermost."""
    width = years.size

    def spread(field: str) -> Integers:
        found = [np.asarray(getattr(part, field), np.int64) for part in parts]
        return np.repeat(np.concatenate(found), width)

    heights = [part.indicator.size * width for part in parts]
    return EqualityTable(
        indicator=spread("indicator"),
        year=np.concatenate([np.tile(years, part.indicator.size) for part in parts]),
        measure=np.repeat([part.measure for part in parts], heights).astype(np.int8),
        weighted=np.repeat([part.weighted for part in parts], heights).astype(np.bool_),
        group=spread("group").astype(np.int8),
        n_regions=spread("n_regions"),
        n_imputed=spread("n_imputed"),
        value=equality_values(parts),
    )


def equality_values(parts: Sequence[Part]) -> Floats:
    """Return the values of all rows; NaN: cannot be judged. Shape (..., row)."""
    value = np.concatenate(
        [part.value.reshape(*part.value.shape[:-2], -1) for part in parts], axis=-1
    )
    return np.where(np.isfinite(value), value, np.nan)


def equality_parts(
    series: Series, standard: Standard, aversion: float | Floats, base_index: int
) -> list[Part]:
    """Return all rows, measure by measure, in the order of the table."""
    rows = np.flatnonzero(series.kind != COUNT)
    ratios = series.of_indicators(rows)
    imputed = np.flatnonzero(~ratios.real[:-1].all(axis=0))
    variants = [*of_evidence(ratios, rows), *of_all_cities(ratios, rows, imputed)]
    measured = measured_side_by_side(variants, aversion)
    parts = []
    for number, variant in enumerate(variants):
        parts += _parts_of(variant, measured[number])
        if number in (REAL_CITIES, ALL_CITIES) and variant.indicator.size:
            parts.append(_sigma_part(variant))
        if number == ALL_CITIES and imputed.size:
            seen = relative(*variant.compared[:2])
            groups = group_levels(seen, _groups(ratios.real[:-1][:, imputed]))
            parts += _group_parts(variant, seen, groups)
    return parts + _index_parts(series, standard, base_index)


def _groups(real: Booleans) -> Integers:
    """Return each real city as a group and all imputed ones, with the empty rest, as one.

    Shape (indicator, 1, unit).
    """
    n_cities = real.shape[0]
    own = np.where(real, np.arange(n_cities)[:, None], n_cities)
    rest = np.full((1, real.shape[1]), n_cities)
    return np.concatenate([own, rest]).T[:, None].astype(np.int64)


def _parts_of(variant: Variant, measured: list[Floats]) -> list[Part]:
    """Return one part per measure; the range ratio has no weighted form."""
    counts = variant.compared.n_regions, variant.compared.n_imputed
    return [
        Part(measure, variant.weighted, variant.indicator, variant.group, *counts, found)
        for measure, found in enumerate(measured)
        if measure != RANGE_RATIO or not variant.weighted
    ]


def _sigma_part(variant: Variant) -> Part:
    """Return sigma of the cities of a variant, each counted once; NaN where nobody is."""
    value, persons = variant.compared[:2]
    counts = variant.compared.n_regions, variant.compared.n_imputed
    lanes = counted(variant.compared)
    once = (np.take(persons, lanes, axis=-3) > 0.0).astype(np.float64)
    found = np.full(value.shape[:-1], np.nan)
    found[..., lanes, :] = sigma(np.take(value, lanes, axis=-3), once)
    return Part(SIGMA, False, variant.indicator, variant.group, *counts, found)


def _group_parts(variant: Variant, seen: Relative, groups: GroupLevels) -> list[Part]:
    """Return the parts between and within groups of Theil's measures."""
    counts = variant.compared.n_regions, variant.compared.n_imputed
    found = []
    for measure, split in ((THEIL_T, split_theil_t_of), (THEIL_L, split_theil_l_of)):
        parts = split(seen, groups)
        for group, value in ((BETWEEN, parts.between), (WITHIN, parts.within)):
            code = np.full(variant.indicator.size, group, np.int8)
            found.append(Part(measure, True, variant.indicator, code, *counts, value))
    return found


def _index_parts(series: Series, standard: Standard, base_index: int) -> list[Part]:
    """Return the indices over all indicators, in the second variant only if it differs."""
    found = []
    group = ALL if series.real[:-1].all() else BETWEEN
    for scheme, (real, imputed) in enumerate(by_scheme(series, standard, base_index)):
        first = ATTAINMENT + scheme * len(INDEX_MEASURES)
        found += _composite_parts(real, group, first)
        found += _composite_parts(imputed, ALL, first) if imputed.n_imputed else []
    return found


def _composite_parts(found: Composite, group: int, first: int) -> list[Part]:
    """Return the three indices of one variant; ``first`` is the position of their measures."""
    values = (
        found.indices.attainment,
        found.indices.attainment_uncapped,
        found.indices.equalisation,
    )
    return [
        Part(
            first + offset,
            True,
            np.array([ALL_INDICATORS]),
            np.array([group], np.int8),
            np.array([found.n_regions]),
            np.array([found.n_imputed]),
            value[..., None, :],
        )
        for offset, value in enumerate(values)
    ]
