"""What the books of one draw mean: indicators, verdicts, gaps and inequality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import GRADES, PROVINCE
from simulator.engine.clock import Books
from simulator.equity import rules
from simulator.equity.composite import Standard
from simulator.equity.equality_table import EqualityTable, equality_table
from simulator.equity.gaps import Gaps, measure
from simulator.equity.reference_values import Levels
from simulator.equity.series import COUNT, PER_PEOPLE, PER_SERVICE, Series, series_value
from simulator.equity.status import StatusThresholds
from simulator.equity.targets import ACCUMULATIONS, COMPARATORS, KINDS, NO_YEAR, Targets
from simulator.equity.verdicts import Verdicts, judge
from simulator.inputs.arrays import PROGRAMME, Booleans, Floats, Integers, World
from simulator.inputs.base_figures import GROUPS
from simulator.inputs.case import Case
from simulator.inputs.stocks import Stocks
from simulator.inputs.targets import Cell
from simulator.inputs.values import Values

EQUAL_WEIGHTS = 0
"""Weights of the composite indices; the others are offered by later commands."""
KNOWN = GRADES.index("external")
"""Grades up to this one are evidence: stated, derived, external."""


class Outcomes(NamedTuple):
    """What one draw says."""

    series: Series
    verdicts: Verdicts
    gaps: Gaps
    equity: EqualityTable


def outcomes(
    case: Case, values: Values, world: World, stocks: Stocks, lived: tuple[Books, Floats]
) -> Outcomes:
    """Return indicators, verdicts, gaps and inequality of a draw.

    ``lived`` holds the books and the residents (year, region, group).
    """
    books, people = lived
    base, _, end = case.scenario.horizon
    years = np.arange(base, end + 1)
    series = indicator_series(case, world, stocks, books, people)
    thresholds = StatusThresholds(
        values("services.status_ahead_margin"), values("services.status_nearly_margin")
    )
    levels = reference_levels(case, world)
    targets = target_rows(case)
    binding = np.array(
        [
            any(one.row.nature == "binding" and one.row.indicator == name for one in case.judged)
            for name in case.readings.names
        ]
    )
    standard = Standard(levels.target, binding, EQUAL_WEIGHTS)
    return Outcomes(
        series=series,
        verdicts=judge(targets, series, years, base, thresholds),
        gaps=measure(series, levels, years, base),
        equity=equality_table(
            series, standard, values("services.inequality_aversion"), years, base
        ),
    )


def indicator_series(
    case: Case, world: World, stocks: Stocks, books: Books, people: Floats
) -> Series:
    """Return the simulated indicators of the cities and, last, the province."""
    read = case.readings
    exists = world.exists | ((world.traits.family == PROGRAMME) & (world.programme_target > 0))
    units = np.concatenate([books.standing, books.standing.sum(axis=1, keepdims=True)], axis=1)
    persons = np.concatenate([people, people.sum(axis=1, keepdims=True)], axis=1)
    there = with_province(exists)
    numerator = units @ read.numerator.T.astype(np.int64)
    divided = (units @ read.divisor.T.astype(np.int64)).astype(np.float64)
    residents = persons[:, :, np.maximum(read.group, 0)]
    by_service = read.divisor.any(axis=1)
    denominator = np.where(by_service, divided, np.where(read.group >= 0, residents, 1.0))
    known = covered(read.services_used, there)
    numbers = np.where(known, numerator, np.nan)
    value = series_value(np.moveaxis(numbers, 0, -1), np.moveaxis(denominator, 0, -1), read.per)
    real = covered(read.services_used, with_province(stocks.real))
    base_known = covered(
        read.services_used,
        np.concatenate([stocks.grade <= KNOWN, stocks.province_known[None]]) & there,
    )
    real[-1] = base_known[-1]
    return Series(
        value=value,
        numerator=np.moveaxis(numbers, 0, -1),
        denominator=np.moveaxis(denominator, 0, -1),
        per=read.per,
        direction=read.direction.astype(np.int8),
        kind=np.where(by_service, PER_SERVICE, np.where(read.group >= 0, PER_PEOPLE, COUNT)).astype(
            np.int8
        ),
        real=real & known,
        base_known=base_known,
        population=persons[:, :, GROUPS.index("total")].T,
    )


def with_province(cities: Booleans) -> Booleans:
    """Return the flags (area, service) with the province: true where it is for all cities."""
    return np.concatenate([cities, cities.all(axis=0, keepdims=True)])


def covered(used: Booleans, there: Booleans) -> Booleans:
    """Return where all services an indicator uses are there. Shape (area, indicator)."""
    return np.asarray(~((~there)[:, None, :] & used[None]).any(axis=-1))


def reference_levels(case: Case, world: World) -> Levels:
    """Return targets, national levels and unit costs to measure gaps against."""
    names, areas = case.readings.names, (*case.cities, PROVINCE)
    indicators = [case.params.indicators[name] for name in names]
    target = np.full((len(areas), len(names)), np.nan)
    year = np.zeros(target.shape, np.int64)
    for one in case.judged:
        if (
            one.simulated
            and one.row.target.accumulation == "level"
            and one.row.target.value is not None
        ):
            cell = areas.index(one.region), names.index(one.row.indicator or "")
            target[cell], year[cell] = one.row.target.value, one.plan.target_year
    cost = world.money.capital_fen.sum(axis=1) + world.money.social_fen
    cost = np.where(world.traits.family == PROGRAMME, world.money.unit_fen, cost).astype(np.float64)
    first = case.readings.numerator.argmax(axis=1)
    per_unit = np.where(cost[first] > 0, cost[first], np.nan)
    ratio = [about.denominator is not None for about in indicators]
    national = np.array(
        [
            case.params.national.get(name, np.nan) if is_ratio else np.nan
            for name, is_ratio in zip(names, ratio, strict=True)
        ]
    )
    return Levels(target, year, national, per_unit)


def target_rows(case: Case) -> Targets:
    """Return the judged rows with a simulated indicator as arrays."""
    rows = [one for one in case.judged if one.simulated]
    bases, targets = [one.row.base for one in rows], [one.row.target for one in rows]
    areas, names = (*case.cities, PROVINCE), case.readings.names
    years, values = milestones(targets)
    return Targets(
        area=np.array([areas.index(one.region) for one in rows], np.int64),
        indicator=np.array([names.index(one.row.indicator or "") for one in rows], np.int64),
        base_year=np.array([one.plan.base_year for one in rows], np.int64),
        target_year=np.array([one.plan.target_year for one in rows], np.int64),
        value=_numbers([cell.value for cell in targets]),
        low=_numbers([cell.low for cell in targets]),
        high=_numbers([cell.high for cell in targets]),
        base_value=_numbers(
            [None if one.grade == "derived" else one.row.base.value for one in rows]
        ),
        comparator=_codes(COMPARATORS, [cell.comparator for cell in targets]),
        accumulation=_codes(ACCUMULATIONS, [cell.accumulation for cell in targets]),
        kind=_codes(KINDS, [cell.kind for cell in targets]),
        tolerance=np.array([cell.tolerance or 0.0 for cell in targets]),
        decimals=_digits(targets),
        base_decimals=_digits(bases),
        binding=np.array([one.row.nature == "binding" for one in rows], bool),
        base_is_bound=np.array([cell.is_bound for cell in bases], bool),
        in_force=np.array([one.plan.in_force for one in rows], bool),
        milestone_year=years,
        milestone_value=values,
    )


def milestones(targets: Sequence[Cell]) -> tuple[Integers, Floats]:
    """Return printed years and values before the target (row, k), ascending, padded."""
    width = max((len(cell.milestones) for cell in targets), default=0)
    years = np.full((len(targets), width), NO_YEAR, np.int64)
    values = np.full(years.shape, np.nan)
    for row, cell in enumerate(targets):
        for position, (year, value) in enumerate(sorted(cell.milestones.items())):
            years[row, position], values[row, position] = year, value
    return years, values


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else float(value) for value in values])


def _codes(names: tuple[str, ...], values: Sequence[str]) -> NDArray[np.int8]:
    return np.array([names.index(value) for value in values], np.int8)


def _digits(cells: Sequence[Cell]) -> NDArray[np.int8]:
    known = [rules.NOT_PRINTED if cell.decimals is None else cell.decimals for cell in cells]
    return np.array(known, np.int8)
