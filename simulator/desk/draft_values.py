"""The values a draft's targets are drawn from, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis.draft import (
    TREND,
    Suggestion,
    Values,
    as_printed,
    half_digit,
    nature_of,
    suggest,
    trend_of,
)
from simulator.axes import PROVINCE
from simulator.desk.draft_programme import Effort, Programme
from simulator.desk.reach import (
    TINY,
    Asked,
    Certainty,
    Extra,
    Reach,
    Scene,
    certainties,
    enough,
    reach,
)
from simulator.desk.replay import Starts
from simulator.desk.runs import Run
from simulator.inputs.case import Case
from simulator.inputs.indicators import Indicator
from simulator.inputs.judged import JudgedRow
from simulator.inputs.observed import Series
from simulator.instants import MONTHS_PER_YEAR

KNOWN = 5
"""Years whose change makes the trend."""
OBSERVED, SIMULATED, DELIVERED = "observed", "simulated", "delivered"
Cells = Mapping[tuple[str, str, int], Mapping[str, float]]


class Desk(NamedTuple):
    """Everything a draft is made from."""

    case: Case
    series: Series
    region: str
    years: tuple[int, int]
    """Base and target year of the draft."""
    indicators: Cells
    stocks: Cells
    needs: Cells
    starts: Starts
    """What the run asks for after the base year of the draft."""

    @classmethod
    def of(cls, case: Case, run: Run, series: Series, region: str, years: tuple[int, int]) -> Desk:
        """Return the desk with the central tables of a run."""
        tables = (
            cells(run.table("indicators"), "indicator", ("value",)),
            cells(run.table("stocks"), "service", ("standing",)),
            cells(run.table("use"), "service", ("need",)),
        )
        starts = asked_after(case, run.table("events"), years[0])
        return cls(case, series, region, years, *tables, starts)

    def value(self, region: str, indicator: str, year: int) -> float:
        """Return what is simulated, NaN where nothing is."""
        return self.indicators.get((region, indicator, year), {}).get("value", np.nan)


class Proposal(NamedTuple):
    """A suggested value, before it is known how sure it is and what it takes."""

    judged: JudgedRow
    indicator: Indicator
    numbers: Values
    suggestion: Suggestion
    lift: float
    """What an observed base lies above the simulated one."""
    reached: Reach | None
    """None for a total of a period that nothing simulates yet."""

    @property
    def least(self) -> float:
        """Return the simulated value that is printed as the suggested one, or more."""
        return self.suggestion.value - half_digit(self.indicator.unit) - self.lift

    @property
    def asked(self) -> Asked:
        """Return the question how sure the value is."""
        one = self.reached
        extra: Extra = {one.service: one.n_lots} if one and one.service else {}
        return Asked(self.indicator.id, self.least, extra)


class Target(NamedTuple):
    """A target of the draft."""

    judged: JudgedRow
    indicator: Indicator
    numbers: Values
    base_kind: str
    source: str | None
    """Of an observed base."""
    suggestion: Suggestion
    chance: float
    """Share of draws that reach the suggested value within the money at hand."""
    sure: float
    """The greatest value that nine draws in ten reach."""
    nature: str
    together: float
    """The value when all suggested targets are built for at once."""
    effort: Effort

    @property
    def missed(self) -> bool:
        """Return whether it is not reached when all are built for at once."""
        least = self.suggestion.value - half_digit(self.indicator.unit)
        return self.together < least - TINY


def proposals(desk: Desk, scene: Scene) -> list[Proposal]:
    """Return a suggestion for each indicator of the region's plan that the model moves."""
    found = []
    for judged, indicator in rows_of(desk):
        total = judged.row.target.accumulation == "cumulative"
        reached = None if total else reach(scene, indicator.id)
        values = values_of(desk, judged, indicator, reached)
        goes_on = Suggestion(as_printed(values.trend, indicator.unit), TREND)
        suggestion = goes_on if total else suggest(values, indicator.unit)
        lift = lift_of(desk, judged, indicator)
        found.append(Proposal(judged, indicator, values, suggestion, lift, reached))
    return found


def extra_of(scene: Scene, found: Sequence[Proposal]) -> Extra:
    """Return the fewest lots a year, by service, with which every suggestion is reached.

    They are looked for twice: what a later one takes may be what an earlier one lacks.
    """
    extra: Extra = {}
    for _ in range(2):
        for one in found:
            if one.reached is not None:
                extra = enough(scene, (one.indicator.id, one.least), one.reached, extra)
    return extra


def totals_of(found: Sequence[Proposal]) -> dict[str, float]:
    """Return the suggested totals of the period by indicator."""
    return {one.indicator.id: one.suggestion.value for one in found if one.reached is None}


def targets(
    desk: Desk, found: Sequence[Proposal], programme: Programme, draws: int
) -> list[Target]:
    """Return the targets: what is suggested, how sure it is and what it takes."""
    simulated = [one for one in found if one.reached is not None]
    told = certainties(programme.scene, [one.asked for one in simulated], draws)
    sure = {one.indicator.id: how for one, how in zip(simulated, told, strict=True)}
    nothing = Certainty(np.nan, np.nan)
    return [target_of(desk, one, sure.get(one.indicator.id, nothing), programme) for one in found]


def target_of(desk: Desk, one: Proposal, certainty: Certainty, programme: Programme) -> Target:
    """Return a target with its nature and effort."""
    kind, source, _ = base_of(desk, one.judged, one.indicator)
    name = one.indicator.id
    reached = programme.indicators[name] + one.lift if one.reached is not None else np.nan
    return Target(
        judged=one.judged,
        indicator=one.indicator,
        numbers=one.numbers,
        base_kind=kind,
        source=source,
        suggestion=one.suggestion,
        chance=certainty.chance,
        sure=certainty.sure + one.lift,
        nature=nature_of(certainty.chance, one.indicator.family),
        together=reached,
        effort=programme.effort(name),
    )


def rows_of(desk: Desk) -> Iterator[tuple[JudgedRow, Indicator]]:
    """Yield the region's rows that the model moves, each indicator once."""
    seen = set()
    for one in desk.case.judged:
        name = one.row.indicator or ""
        there = not np.isnan(desk.value(desk.region, name, desk.years[1]))
        if one.region == desk.region and one.simulated and there and name not in seen:
            seen.add(name)
            yield one, desk.case.params.indicators[name]


def values_of(desk: Desk, judged: JudgedRow, indicator: Indicator, reached: Reach | None) -> Values:
    """Return all values; of a total of a period what the last period brings, which goes on."""
    _, _, base = base_of(desk, judged, indicator)
    first, last = desk.years
    if reached is None:
        a_year = base / (judged.plan.target_year - judged.plan.base_year)
        return Values(base, a_year * (last - first), np.nan, np.nan, np.nan)
    lift = lift_of(desk, judged, indicator)
    before = desk.value(desk.region, indicator.id, first - KNOWN) + lift
    span = (KNOWN, last - first)
    return Values(
        base=base,
        trend=trend_of(before, base, span, percent=indicator.unit == "percent"),
        affordable=reached.value + lift,
        need_based=need_of(desk, indicator),
        province=province_of(desk, indicator),
    )


def base_of(desk: Desk, judged: JudgedRow, indicator: Indicator) -> tuple[str, str | None, float]:
    """Return of which kind the base is, its source if it was observed, and its value."""
    year = desk.years[0]
    simulated = desk.value(desk.region, indicator.id, year)
    if judged.row.target.accumulation == "cumulative":
        return DELIVERED, None, simulated
    found = desk.series.latest(desk.region, indicator.id, year)
    if found is not None:
        return OBSERVED, found.source, found.value
    return SIMULATED, None, simulated


def lift_of(desk: Desk, judged: JudgedRow, indicator: Indicator) -> float:
    """Return what an observed base lies above the simulated one: what is simulated later shifts."""
    _, _, base = base_of(desk, judged, indicator)
    return base - desk.value(desk.region, indicator.id, desk.years[0])


def need_of(desk: Desk, indicator: Indicator) -> float:
    """Return the value at which the need by the standard is met, else the national target."""
    services, last = desk.case.services, desk.years[1]
    counted = [services[one] for one in indicator.numerator]
    if len(counted) == 1 and counted[0].standard is not None:
        name = indicator.numerator[0]
        need = desk.needs.get((desk.region, name, last), {}).get("need", np.nan)
        standing = desk.stocks[desk.region, name, last]["standing"]
        return desk.value(desk.region, indicator.id, last) * need / standing
    if indicator.denominator is None:
        return np.nan
    return desk.case.params.national.get(indicator.id, np.nan)


def province_of(desk: Desk, indicator: Indicator) -> float:
    """Return the province's simulated value of a ratio, none for the province itself."""
    if desk.region == PROVINCE or indicator.denominator is None:
        return np.nan
    return desk.value(PROVINCE, indicator.id, desk.years[1])


def cells(table: pd.DataFrame, kind: str, names: tuple[str, ...]) -> Cells:
    """Return the central values of a table by region, ``kind`` and year."""
    rows = table[table["statistic"] == "central"].to_dict("records")
    return {
        (row["region"], row[kind], row["year"]): {name: row[name] for name in names} for row in rows
    }


def asked_after(case: Case, events: pd.DataFrame, year: int) -> Starts:
    """Return the units asked for after a year, by region, service and year.

    Projects of the reserve are left out: they begin by themselves.
    """
    base = case.scenario.horizon.base
    asked = events[(events["draw"] == 0) & (events["event"] == "asked")]
    asked = asked[~asked["project"].isin(case.reserve.projects)]
    asked = asked.assign(year=base + 1 + (asked["month"] - 1) // MONTHS_PER_YEAR)
    asked = asked[asked["year"] > year]
    found: dict[tuple[str, str, int], int] = {}
    for row in asked.to_dict("records"):
        key = (str(row["region"]), str(row["service"]), int(row["year"]))
        found[key] = found.get(key, 0) + int(row["units"])
    return found
