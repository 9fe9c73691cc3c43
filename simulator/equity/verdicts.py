"""Whether targets are met and the schedule is kept, per plan cell and year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity import rules
from simulator.equity.closing import units_to_meet
from simulator.equity.series import PER_PEOPLE, Booleans, Codes, FlagBits, Floats, Integers, Series
from simulator.equity.status import Moment, StatusThresholds, status_codes
from simulator.equity.targets import NO_YEAR, Judged, Targets, replaced_from, settle

FLAGS = (
    "met_differs_when_rounded",
    "base_is_bound",
    "held",
    "improved_only_by_population",
    "target_already_met_at_base",
    "base_differs_from_print",
)
"""Names of the bits of ``flags``, lowest first."""
MET_DIFFERS, BASE_IS_BOUND, HELD, ONLY_BY_POPULATION, MET_AT_BASE, BASE_DIFFERS = (
    1,
    2,
    4,
    8,
    16,
    32,
)


class Verdicts(NamedTuple):
    """Shapes (..., row, year), rows as in the targets.

    Where `met` is UNDECIDED all but the value is NaN and the status undecidable. The value is
    NaN, too, in years in which the row is no target.
    """

    value: Floats
    """Judged value: the level, or the sum since the row's base year when cumulative."""
    met: Codes
    """1 met, 0 not met, -1 undecided."""
    met_as_printed: Codes
    schedule_value: Floats
    shortfall: Floats
    """Missing to the target, >= 0 [unit of the indicator]."""
    shortfall_units: Floats
    """Missing whole units at this year's denominator, >= 0 [unit of the services]."""
    completion: Floats
    """Share of the way done [1], unclipped; NaN for floors."""
    status: Codes
    """Position in status.STATUSES."""
    flags: FlagBits
    target: Floats
    """Target the row is judged by. Shape (..., row)."""
    floor: Booleans
    """Whether the target only asks to keep what stands. Shape (..., row)."""


def judge(
    targets: Targets,
    series: Series,
    years: Integers,
    base_year: int,
    thresholds: StatusThresholds,
    *,
    replaced: Integers | None = None,
) -> Verdicts:
    """Return the verdict on every target in every year.

    Before the plan's base year and after a later plan in force has replaced the row nothing
    is judged. In the base year nothing is due yet: the status of a target that is no floor is
    on_schedule. After its year a target is kept (flag held).

    Parameters
    ----------
    targets, series
        Rows to judge and the simulated indicators.
    years
        Years of the last axis of ``series``, ascending; 31 December.
    base_year
        Base year of the run, from which the population flag compares.
    thresholds
        Limits of the status.
    replaced
        What `replaced_from` says of the targets, where it is known.
    """
    replaced = replaced_from(targets) if replaced is None else replaced
    level = series.value[..., targets.area, targets.indicator, :]
    at_base = _at_base_year(level, targets.base_year, years)
    judged = settle(targets, series.direction[targets.indicator], at_base)
    start = np.where(targets.accumulation == rules.CUMULATIVE, at_base, 0.0)[..., None]
    value = np.where(_judged_years(targets, replaced, years), level - start, np.nan)
    verdicts = _judge_values(targets, judged, value, years, thresholds)
    units = units_to_meet(
        series.numerator[..., targets.area, targets.indicator, :],
        series.denominator[..., targets.area, targets.indicator, :],
        series.per[targets.indicator][:, None],
        judged.target[..., None] + start,
        (judged.comparator[:, None], judged.tolerance[:, None]),
    )
    return verdicts._replace(
        shortfall_units=np.where(np.isnan(verdicts.shortfall), np.nan, units),
        flags=_flags(verdicts, targets, series, years, base_year)
        | _row_flags(targets, judged, at_base, verdicts.met),
    )


def _at_base_year(level: Floats, base_year: Integers, years: Integers) -> Floats:
    """Return the simulated value of each row's own base year, NaN outside the run. (..., row)."""
    hit = base_year[:, None] == years
    found = level[..., np.arange(base_year.size), np.argmax(hit, axis=1)]
    return np.where(hit.any(axis=1), found, np.nan)


def _judged_years(targets: Targets, replaced: Integers, years: Integers) -> Booleans:
    """Return the years in which each row is a target. Shape (row, year)."""
    started: Booleans = years >= targets.base_year[:, None]
    last = np.where(replaced == NO_YEAR, years[-1], replaced)
    return started & (years <= last[:, None])


def _judge_values(
    targets: Targets,
    judged: Judged,
    value: Floats,
    years: Integers,
    thresholds: StatusThresholds,
) -> Verdicts:
    """Apply the rules to all rows and years; units and flags are still empty."""
    down = np.newaxis
    asked = (judged.comparator[:, down], judged.target[..., down], judged.tolerance[:, down])
    way = rules.Way(
        targets.base_year[:, down],
        judged.base[..., down],
        targets.target_year[:, down],
        judged.target[..., down],
        targets.accumulation[:, down],
        judged.floor[..., down],
    )
    milestones = [
        (targets.milestone_year[:, number, down], targets.milestone_value[:, number, down])
        for number in range(targets.milestone_year.shape[1])
    ]
    limits = rules.limits(*asked)
    met = rules.within(value, limits)
    unknown = met == rules.UNDECIDED
    due = rules.schedule_value(years, way, milestones)
    rounded = rules.round_as_printed(value, targets.decimals[:, down])
    return Verdicts(
        value=value,
        met=met,
        met_as_printed=rules.within(rounded, limits),
        schedule_value=np.where(unknown, np.nan, due),
        shortfall=rules.shortfall(value, *asked),
        shortfall_units=np.full(value.shape, np.nan),
        completion=np.where(unknown, np.nan, rules.completion(value, way)),
        status=status_codes(Moment(years, value, due, met), way, thresholds),
        flags=np.zeros(value.shape, np.int32),
        target=judged.target,
        floor=judged.floor,
    )


def _flags(
    verdicts: Verdicts, targets: Targets, series: Series, years: Integers, base_year: int
) -> FlagBits:
    """Return the flags that change from year to year. Shape (..., row, year)."""
    decided = verdicts.met != rules.UNDECIDED
    differs = verdicts.met != verdicts.met_as_printed
    held = years > targets.target_year[:, None]
    numerator = series.numerator[..., targets.area, targets.indicator, :]
    value = series.value[..., targets.area, targets.indicator, :]
    base = years == base_year
    better = value > value[..., base]
    may_leave = (series.direction > 0) & (series.kind == PER_PEOPLE)
    left = better & (numerator <= numerator[..., base]) & may_leave[targets.indicator][:, None]
    bits = differs * MET_DIFFERS + held * HELD + left * ONLY_BY_POPULATION
    return np.where(decided, bits, 0).astype(np.int32)


def _row_flags(targets: Targets, judged: Judged, at_base: Floats, met: Codes) -> FlagBits:
    """Return the flags that hold in every judged year. Shape (..., row, year)."""
    level = targets.accumulation == rules.LEVEL
    at_once = rules.met(judged.base, judged.comparator, judged.target, judged.tolerance)
    shown = rules.round_as_printed(at_base, targets.base_decimals)
    printed = rules.round_as_printed(targets.base_value, targets.base_decimals)
    known = ~np.isnan(shown) & ~np.isnan(printed) & ~targets.base_is_bound
    bits = (
        targets.base_is_bound * BASE_IS_BOUND
        + (level & (at_once == rules.YES)) * MET_AT_BASE
        + (level & known & (shown != printed)) * BASE_DIFFERS
    )
    return np.where(met != rules.UNDECIDED, bits[..., None], 0).astype(np.int32)
