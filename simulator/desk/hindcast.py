"""From 2015 to 2020 on nothing dated later: as far as what was known then allows.

A whole run needs a census, and there is none for 2015. What can be projected by the model's own
rules (`simulator.desk.moved`) are shares of people covered, and doctors and nurses by an exit rate
that was not known then: these are shown and no test. All else is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from simulator.analysis import backtest as analysis
from simulator.analysis.labels import tell
from simulator.desk.moved import Change, covered, staffed
from simulator.inputs.indicators import Indicator
from simulator.inputs.observed import Observed, Series
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.plans import Plan, PlanRow, plans_at

RESIDENTS = "resident_population"
YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
COPIED, CHANGED = ("copied",), ("between_documents", "definition", "basis")
"""Kinds of doubt: of the later print, and of the earlier one."""


class Known(NamedTuple):
    """What was known at the end of a year; nothing in it is dated later."""

    year: int
    series: Series
    plans: Mapping[str, Plan]
    """By region, with the prints of their base year only."""
    parameters: Mapping[str, Parameter]

    @classmethod
    def at(cls, year: int, series: Series, params: Params) -> Known:
        """Return what is dated ``year`` or before."""
        plans = {
            region: plan
            for region, plan in plans_at(params.plans, year).items()
            if plan.base_year <= year
        }
        dated = {
            name: one for name, one in params.parameters.items() if known_by(one, params, year)
        }
        return cls(year, series.until(year), plans, dated)


def known_by(parameter: Parameter, params: Params, year: int) -> bool:
    """Return whether a value and all it is derived from (``from``) are of a year or earlier."""
    if parameter.date > year:
        return False
    for name in parameter.derived_from:
        years = [int(text) for text in YEARS.findall(name)]
        folder, _, rest = name.partition(".")
        if folder == "plans" and (plan := params.plans.get(rest.partition(".")[0])):
            years.append(plan.base_year)
        other = params.parameters.get(name)
        if max(years, default=year) > year or (other and not known_by(other, params, year)):
            return False
    return all(known_by(one, params, year) for one in parameter.regions.values())


class Pair(NamedTuple):
    """A figure of the later year that a projection could be laid beside."""

    region: str
    indicator: str
    value: float
    unit: str
    kind: tuple[str, str] | None
    """Basis and definition; None for a print of a plan."""
    row: PlanRow | None


class Projection(NamedTuple):
    """What was to be expected, NaN where nothing was; ``reason`` unless it is a test."""

    projected: float = np.nan
    no_change: float = np.nan
    trend: float = np.nan
    reason: str | None = None


def hindcast(
    known: Known, series: Series, params: Params, last: int, lang: str
) -> Iterator[dict[str, object]]:
    """Yield one row with `analysis.PAIR` for every figure of ``last`` of what the model moves."""
    for pair in later_figures(series, params, last):
        found = projection(known, pair, params, last)
        said = _doubt(known, pair, lang)
        reason = said or (tell(lang, f"backtest_reason.{found.reason}") if found.reason else "")
        shown = analysis.UNTESTABLE if said or np.isnan(found.projected) else analysis.SHOWN
        yield {
            "from_year": known.year,
            "region": pair.region,
            "indicator": pair.indicator,
            "year": last,
            "kind": analysis.RESIDENTS if pair.indicator == RESIDENTS else analysis.SERVICES,
            "observed": pair.value,
            "unit": pair.unit,
            "projected": found.projected,
            "no_change": found.no_change,
            "trend": found.trend,
            "p05": np.nan,
            "p95": np.nan,
            "status": shown if reason else analysis.TESTED,
            "reason": reason,
        }


def later_figures(series: Series, params: Params, last: int) -> Iterator[Pair]:
    """Yield observed counts and rates of ``last``, then the plans' prints that nothing repeats."""
    moved = {name for name, one in params.indicators.items() if one.simulated}
    seen = set()
    for region in params.regions:
        for name in sorted({*moved, *params.services, RESIDENTS}):
            found = series.latest(region, name, last)
            if found is not None:
                seen.add((region, name))
                yield Pair(region, name, found.value, found.unit, found.kind, None)
    for plan in plans_at(params.plans, last).values():
        for row in plan.rows:
            value = row.base.value
            if row.indicator in moved and (plan.region, row.indicator) not in seen and value:
                unit = row.base.unit or ""
                yield Pair(plan.region, row.indicator or "", value, unit, None, row)


def projection(known: Known, pair: Pair, params: Params, last: int) -> Projection:
    """Return what was to be expected of a figure, on what was known."""
    start = _start(known, pair)
    if start is None:
        of_other_kind = known.series.of(pair.region, pair.indicator, known.year)
        return Projection(reason="other_kind" if of_other_kind else "no_basis")
    before = _before(known, pair, start)
    if before is None:
        return Projection(no_change=start, reason="no_basis")
    change = Change(before.value, start, known.year - before.year, last - known.year)
    service = params.services.get(pair.indicator)
    if service is not None and service.exits is not None:
        exits = known.parameters.get(service.exits)
        late = params.parameters[service.exits] if exits is None else exits
        projected = staffed(change, late.of(pair.region).value)
        reason = "late_parameter" if exits is None else None
        return Projection(projected, start, change.trend, reason)
    if not _covers(params.indicators.get(pair.indicator)):
        return Projection(no_change=start, trend=change.trend, reason="no_census")
    return Projection(covered(change), start, change.trend)


def _covers(indicator: Indicator | None) -> bool:
    """Return whether an indicator is a share of people covered, moved by the share uncovered."""
    return indicator is not None and indicator.family == "coverage"


def _start(known: Known, pair: Pair) -> float | None:
    """Return the value of the first year, observed or printed as a base."""
    found = _same(known.series.of(pair.region, pair.indicator, known.year), pair)
    if found:
        return found[-1].value
    plan = known.plans.get(pair.region)
    row = plan.of_indicator(pair.indicator) if plan is not None else None
    return row.base.value if row is not None and plan and plan.base_year == known.year else None


def _before(known: Known, pair: Pair, start: float) -> Observed | None:
    """Return the last observation before the first year, on the same basis."""
    rows = known.series.of(pair.region, pair.indicator)
    found = [one for one in _same(rows, pair) if one.year < known.year and one.value != start]
    return found[-1] if found else None


def _same(rows: list[Observed], pair: Pair) -> list[Observed]:
    """Return the observations of the kind of a pair; a print may stand for any."""
    return [one for one in rows if pair.kind is None or one.kind == pair.kind]


def _doubt(known: Known, pair: Pair, lang: str) -> str:
    """Return why a print is no figure to compare; empty where nothing speaks against it."""
    plan = known.plans.get(pair.region)
    first = plan.of_indicator(pair.indicator) if plan is not None else None
    for row, kinds in ((pair.row, COPIED), (first, CHANGED)):
        if row is not None and row.doubt is not None and row.doubt.kind in kinds:
            key = "copied" if kinds is COPIED else "doubted"
            return tell(lang, f"backtest_reason.{key}", note=row.doubt.text.say(lang))
    return ""
