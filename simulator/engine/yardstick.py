"""What the indicators of a case are judged by: targets and levels, the same in every draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.engine.kept import kept
from simulator.equity import rules
from simulator.equity.composite import Standard
from simulator.equity.targets import (
    ACCUMULATIONS,
    COMPARATORS,
    KINDS,
    NO_YEAR,
    Targets,
    replaced_from,
)
from simulator.inputs.arrays import Floats, Integers
from simulator.inputs.case import Case
from simulator.inputs.judged import JudgedRow
from simulator.inputs.targets import Cell

"""Weights of the composite indices; the others are offered by later commands."""


class Yardstick(NamedTuple):
    """What is constant for a case of all that its outcomes are judged by."""

    base: int
    years: Integers
    """All years, the base included."""
    targets: Targets
    replaced: Integers
    """What `replaced_from` says of them. Shape (row,)."""
    n_silent: int
    """Judged rows that the model does not move."""
    target: Floats
    """Printed target of the area's indicator, NaN: none. Shape (area, indicator)."""
    target_year: Integers
    """Shape (area, indicator)."""
    national: Floats
    """Level of the national plan, of ratios only. Shape (indicator,)."""
    standard: Standard


@kept
def yardstick(case: Case) -> Yardstick:
    """Return what the outcomes of a case are judged by."""
    base, _, end = case.scenario.horizon
    target, year = printed_levels(case)
    targets = target_rows(case)
    binding = {one.row.indicator for one in case.judged if one.row.nature == "binding"}
    return Yardstick(
        base=base,
        years=np.arange(base, end + 1),
        targets=targets,
        replaced=replaced_from(targets),
        n_silent=sum(not one.simulated for one in case.judged),
        target=target,
        target_year=year,
        national=national_levels(case),
        standard=Standard(target, np.array([name in binding for name in case.readings.names])),
    )


def printed_levels(case: Case) -> tuple[Floats, Integers]:
    """Return printed targets and their years. Shapes (area, indicator)."""
    names, areas = case.readings.names, (*case.cities, PROVINCE)
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
    return target, year


def national_levels(case: Case) -> Floats:
    """Return the levels of the national plan, NaN for counts. Shape (indicator,)."""
    known, names = case.params, case.readings.names
    level = np.array([known.national.get(name, np.nan) for name in names])
    ratio = [known.indicators[name].denominator is not None for name in names]
    return np.where(ratio, level, np.nan)


def target_rows(case: Case) -> Targets:
    """Return the judged rows with a simulated indicator as arrays."""
    rows = [one for one in case.judged if one.simulated]
    areas, names = (*case.cities, PROVINCE), case.readings.names
    return targets_of(
        rows,
        np.array([areas.index(one.region) for one in rows], np.int64),
        np.array([names.index(one.row.indicator or "") for one in rows], np.int64),
    )


def targets_of(rows: Sequence[JudgedRow], area: Integers, indicator: Integers) -> Targets:
    """Return plan rows as arrays; ``area`` and ``indicator`` say where their values stand."""
    bases, targets = [one.row.base for one in rows], [one.row.target for one in rows]
    years, values = milestones(targets)
    return Targets(
        area=area,
        indicator=indicator,
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
