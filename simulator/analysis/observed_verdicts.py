"""Plan rows judged by what was observed, with the rules that judge a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simulator.analysis.causes import Causes, causes_of
from simulator.analysis.seen import Seen, seen_of_row
from simulator.engine.yardstick import targets_of
from simulator.equity import rules
from simulator.equity.series import COUNT, PER_PEOPLE, Series
from simulator.equity.status import StatusThresholds
from simulator.equity.targets import NO_YEAR, Judged, settle
from simulator.equity.verdicts import Verdicts, judge
from simulator.inputs import observed
from simulator.inputs.indicators import Indicator
from simulator.inputs.judged import JudgedRow

SIDES = {"higher": 1, "lower": -1, "none": 0}


class Watched(NamedTuple):
    """Plan rows over the years with what was observed of each."""

    rows: tuple[JudgedRow, ...]
    years: range
    seen: tuple[tuple[Seen | None, ...], ...]
    """By row and year."""
    verdicts: Verdicts
    """Shape (row, year); undecided where nothing was observed."""
    judged: Judged
    """What each row is judged by; the base is the printed one, else the observed. Shape (row,)."""
    causes: tuple[tuple[Causes | None, ...], ...]
    """By row and year."""

    def at(self, row: int, year: int) -> Seen | None:
        """Return what was observed of a row in a year."""
        return self.seen[row][self.years.index(year)]

    def decimals(self, row: int) -> int:
        """Return the digits with which a row's target is printed."""
        printed = self.rows[row].row.target.decimals
        return rules.NOT_PRINTED if printed is None else printed


def watch(
    rows: Sequence[JudgedRow],
    indicators: Mapping[str, Indicator],
    series: observed.Series,
    years: range,
    thresholds: StatusThresholds,
) -> Watched:
    """Return plan rows with their observations and the verdicts on them.

    Parameters
    ----------
    rows
        Plan rows with an indicator.
    indicators
        All indicators by id.
    series
        What was observed.
    years
        Years to look at, the earliest base year of the plans first.
    thresholds
        Limits of the status.
    """
    named = [indicators[one.row.indicator or ""] for one in rows]
    seen = tuple(
        tuple(seen_of_row(row, indicator, series, year) for year in years)
        for row, indicator in zip(rows, named, strict=True)
    )
    count = len(rows)
    targets = targets_of(rows, np.zeros(count, np.int64), np.arange(count))
    values = _series(rows, named, seen, years)
    at_base = [
        values.value[0, place, years.index(one.plan.base_year)] for place, one in enumerate(rows)
    ]
    verdicts = judge(
        targets,
        values,
        np.array(years),
        years[0],
        thresholds,
        replaced=np.full(count, NO_YEAR, np.int64),
    )
    judged = settle(targets, values.direction, np.array(at_base))
    causes = tuple(
        tuple(causes_of(one.region, about, series, one.plan.base_year, year) for year in years)
        for one, about in zip(rows, named, strict=True)
    )
    return Watched(tuple(rows), years, seen, verdicts, judged, causes)


def _series(
    rows: Sequence[JudgedRow],
    named: Sequence[Indicator],
    seen: Sequence[Sequence[Seen | None]],
    years: range,
) -> Series:
    """Return one indicator per row; what a cumulative row has done is 0 at its plan's base."""
    count = len(rows)
    value = np.full((count, len(years)), np.nan)
    for place, (row, found) in enumerate(zip(rows, seen, strict=True)):
        for at, one in enumerate(found):
            if one is not None:
                value[place, at] = one.value
        if row.row.target.accumulation == "cumulative" and row.plan.base_year in years:
            value[place, years.index(row.plan.base_year)] = 0.0
    value = value[None]
    ratio = np.array([one.denominator == "total" for one in named])
    return Series(
        value=value,
        numerator=np.full(value.shape, np.nan),
        denominator=np.ones(value.shape),
        per=np.ones(count),
        direction=np.array([SIDES[one.direction] for one in named], np.int8),
        kind=np.where(ratio, PER_PEOPLE, COUNT).astype(np.int8),
        real=np.ones((1, count), bool),
        base_known=np.ones((1, count), bool),
        population=np.ones((1, len(years))),
    )
