"""How far every area is from each reference, in every measure a planner asks for.

Most areas lack most references: what is measured is measured for cells (area, indicator,
reference) that have a level, and laid out over all of them where somebody asks for it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simulator.equity.closing import units_to_reach
from simulator.equity.effects import Effects, decompose
from simulator.equity.reference_values import (
    MORE_BUILT,
    NATIONAL,
    PEOPLE_LEFT,
    PROVINCE,
    TARGET,
    Levels,
    reference_flags,
    values_compared_with,
)
from simulator.equity.series import (
    Booleans,
    Codes,
    FlagBits,
    Floats,
    Integers,
    Series,
    area_weights,
)

FEN_PER_YUAN = 100.0
NO_REFERENCE = -1


class Gaps(NamedTuple):
    """Shapes (..., area, indicator, reference, year), references in axes.REFERENCES order.

    Fields that do not depend on reference or year are repeated (read-only views).
    """

    value: Floats
    reference_value: Floats
    gap: Floats
    """value - reference_value, signed [unit of the indicator]."""
    gap_percent: Floats
    """Gap in percent of the reference value."""
    favourable: Floats
    """+1 better than the reference, 0 equal, -1 worse, NaN without direction or reference."""
    base_value: Floats
    weight_in_province: Floats
    """Area's share of the province's denominator persons [1]; of residents if there is none."""
    units_to_close: Floats
    """Whole units missing at this year's denominator, the reference held fixed, >= 0."""
    yuan_to_close: Floats
    """Capital cost of those units [yuan at 2020 prices]; NaN without a unit cost."""
    years_to_close: Floats
    """Years at the mean pace since the base; 0 when closed, NaN when not closing."""
    capacity_effect: Floats
    population_effect: Floats
    flags: FlagBits
    """Bits named in reference_values.FLAGS."""
    best_area: Integers
    """Area of the best real city, -1 if none. Shape (..., indicator, year)."""


class Cells(NamedTuple):
    """Where a reference has a level in some year and draw. Shapes (cell,)."""

    area: Integers
    indicator: Integers
    reference: Integers


class CellGaps(NamedTuple):
    """The fields of `Gaps` that depend on the reference. Shapes (..., cell, year)."""

    reference_value: Floats
    gap: Floats
    gap_percent: Floats
    favourable: Floats
    units_to_close: Floats
    yuan_to_close: Floats
    years_to_close: Floats


class Measured(NamedTuple):
    """Gaps as they are measured: by cell, and what is the same for all references."""

    cells: Cells
    by_cell: CellGaps
    base_value: Floats
    """Shape (..., area, indicator, 1)."""
    weight_in_province: Floats
    """Shape (..., area, indicator, year)."""
    effects: Effects
    best_area: Integers


def measure(series: Series, levels: Levels, years: Integers, base_year: int) -> Gaps:
    """Return the gaps of every area to every reference in every year.

    Parameters
    ----------
    series
        Simulated indicators.
    levels
        Targets, national levels and unit costs.
    years
        Years of the last axis, ascending; 31 December.
    base_year
        Base year of the run, one of ``years``; the pace and the effects start there.
    """
    measured = measure_cells(series, levels, years, base_year)
    return gaps_everywhere(series, measured, gap_flags(series, levels, years, measured))


def gaps_everywhere(series: Series, measured: Measured, flags: FlagBits) -> Gaps:
    """Return what was measured laid out over all areas, indicators and references."""
    shape = flags.shape
    return Gaps(
        value=np.broadcast_to(series.value[..., None, :], shape),
        base_value=np.broadcast_to(measured.base_value[..., None, :], shape),
        weight_in_province=np.broadcast_to(measured.weight_in_province[..., None, :], shape),
        capacity_effect=np.broadcast_to(measured.effects.capacity[..., None, :], shape),
        population_effect=np.broadcast_to(measured.effects.population[..., None, :], shape),
        flags=flags,
        best_area=measured.best_area,
        **{
            name: spread(field, measured.cells, shape)
            for name, field in measured.by_cell._asdict().items()
        },
    )


def spread(field: Floats, places: tuple[Integers, ...], shape: tuple[int, ...]) -> Floats:
    """Return a field by cell (..., cell, year) at its places in a larger shape, NaN elsewhere."""
    whole = np.full(shape, np.nan)
    index: Any = (..., *places, slice(None))
    whole[index] = field
    return whole


def measure_cells(
    series: Series,
    levels: Levels,
    years: Integers,
    base_year: int,
    *,
    among: Booleans | None = None,
) -> Measured:
    """Return the gaps where a reference exists; ``among`` (area, indicator) limits the cells."""
    value, best_area = values_compared_with(series, levels)
    exists = ~np.isnan(value).all(axis=(*range(value.ndim - 4), -1))
    if among is not None:
        exists &= among[..., None]
    cells = Cells(*np.nonzero(exists))
    reference = value[..., cells.area, cells.indicator, cells.reference, :]
    return Measured(
        cells,
        _gaps_of(series, levels, cells, reference, years - base_year),
        series.value[..., years == base_year],
        _weights(series),
        decompose(series, int(np.flatnonzero(years == base_year)[0])),
        best_area,
    )


def gap_flags(series: Series, levels: Levels, years: Integers, measured: Measured) -> FlagBits:
    """Return the bits named in reference_values.FLAGS, as in `Gaps`."""
    effects = measured.effects
    people_left = effects.improved_only_because_people_left * np.int32(PEOPLE_LEFT)
    more_built = effects.worse_although_more_was_built * np.int32(MORE_BUILT)
    why = reference_flags(series, levels, years, measured.best_area)
    return why | (people_left | more_built)[..., None, :]


def _gaps_of(
    series: Series, levels: Levels, cells: Cells, reference: Floats, elapsed: Integers
) -> CellGaps:
    """Return the gaps of some cells to their references (..., cell, year)."""
    area, indicator = cells.area, cells.indicator
    direction = series.direction[indicator].astype(np.float64)[:, None]
    cost = np.broadcast_to(
        levels.unit_cost_fen, (*levels.unit_cost_fen.shape[:-2], *series.real.shape)
    )
    gap = series.value[..., area, indicator, :] - reference
    favourable = np.where(direction == 0.0, np.nan, np.sign(gap) * direction)
    units = units_to_reach(
        series.numerator[..., area, indicator, :],
        series.denominator[..., area, indicator, :],
        series.per[indicator][:, None],
        reference,
        direction,
    )
    return CellGaps(
        reference_value=reference,
        gap=gap,
        gap_percent=_percent(gap, reference),
        favourable=favourable,
        units_to_close=units,
        yuan_to_close=_yuan(units, direction, cost[..., area, indicator, None]),
        years_to_close=_years(gap, favourable, direction, elapsed),
    )


def default_reference(gaps: Gaps) -> Codes:
    """Return the reference shown first, as a position in REFERENCES. (..., area, indicator).

    The province where it exists in the first year, else the target (a city without a plan
    carries the province's), else the national level, else NO_REFERENCE.
    """
    exists = ~np.isnan(gaps.reference_value[..., 0])
    found = np.full(exists.shape[:-1], NO_REFERENCE, np.int8)
    for reference in (NATIONAL, TARGET, PROVINCE):
        found[exists[..., reference]] = reference
    return found


def _percent(gap: Floats, reference: Floats) -> Floats:
    """Return the gap in percent of the reference; NaN where the reference is 0."""
    return 100.0 * gap / np.where(reference == 0.0, np.nan, reference)


def _weights(series: Series) -> Floats:
    """Return each area's share of the province's persons. (..., area, indicator, year)."""
    persons = area_weights(series)
    whole = persons[..., -1:, :, :]
    return persons / np.where(whole > 0.0, whole, np.nan)


def _yuan(units: Floats, direction: Floats, unit_cost_fen: Floats) -> Floats:
    """Return what the missing units cost to build [yuan]; removing units has no price here."""
    cost = np.where(direction > 0.0, unit_cost_fen, np.nan)
    return np.where(units == 0.0, 0.0, units * cost / FEN_PER_YUAN)


def _years(gap: Floats, favourable: Floats, direction: Floats, elapsed: Integers) -> Floats:
    """Return the years until the gap is closed at its mean pace since the base.

    The base is the first year of the run (``elapsed`` 0), where there is no pace yet.
    """
    start = gap[..., elapsed == 0]
    since = np.where(elapsed > 0, elapsed, 1)
    pace = (gap - start) / since
    closing = (pace * direction > 0.0) & (elapsed > 0)
    left = -gap / np.where(closing, pace, 1.0)
    return np.where(favourable >= 0.0, 0.0, np.where(closing, left, np.nan))
