"""The values a draft's targets are drawn from, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis.draft import (
    Suggestion,
    Values,
    half_digit,
    nature_of,
    suggest,
    trend_of,
)
from simulator.axes import PROVINCE
from simulator.desk.engines import ENOUGH_DRAWS, engine_for
from simulator.desk.reach import Asked, Certainty, Goal, Reach, Starts, certainties, place_of, reach
from simulator.desk.runs import Run
from simulator.inputs.case import Case
from simulator.inputs.indicators import Indicator
from simulator.inputs.judged import JudgedRow
from simulator.inputs.observed import Series
from simulator.inputs.services import Service
from simulator.inputs.world import build_world
from simulator.instants import MONTHS_PER_YEAR
from simulator.model import TOTAL_SEX
from simulator.population.groups import group_totals
from simulator.population.projection import project

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
            cells(run.table("stocks"), "service", ("standing", "retired")),
            cells(run.table("use"), "service", ("need",)),
        )
        starts = asked_after(run.table("events"), case.scenario.horizon.base, years[0])
        return cls(case, series, region, years, *tables, starts)

    def value(self, region: str, indicator: str, year: int) -> float:
        """Return what is simulated, NaN where nothing is."""
        return self.indicators.get((region, indicator, year), {}).get("value", np.nan)


class Effort(NamedTuple):
    """What it takes from the base to the suggested value; NaN where nothing is built."""

    units: float
    """New units, what retires until then replaced [unit of the service]."""
    lots: float
    capital_yuan: float
    """Capital of the new units [yuan of 2020]."""
    running_yuan: float
    """Public running cost of what stands more than at the base [yuan of 2020 a year]."""


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
    effort: Effort


def targets(desk: Desk, draws: int) -> list[Target]:
    """Return a target for each indicator of the region's plan that the model moves."""
    live = engine_for(ENOUGH_DRAWS)
    lots, rows = lots_of(desk), list(rows_of(desk))
    found: list[tuple[JudgedRow, Indicator, Values, Suggestion]] = []
    asked = []
    for judged, indicator in rows:
        goal = Goal(desk.case, live, desk.region, indicator.id, desk.years)
        reached = reached_by(goal, desk, judged, lots)
        values = values_of(desk, judged, indicator, reached)
        suggestion = suggest(values, indicator.unit)
        found.append((judged, indicator, values, suggestion))
        lift = lift_of(desk, judged, indicator)
        least = suggestion.value - half_digit(indicator.unit) - lift
        asked.append(Asked(reached.cases if reached else (), indicator.id, least))
    told = certainties(Goal(desk.case, live, desk.region, "", desk.years), asked, draws)
    return [target_of(desk, one, sure, lots) for one, sure in zip(found, told, strict=True)]


def target_of(
    desk: Desk,
    found: tuple[JudgedRow, Indicator, Values, Suggestion],
    certainty: Certainty,
    lots: Mapping[str, int],
) -> Target:
    """Return a target with its nature and effort."""
    judged, indicator, values, suggestion = found
    kind, source, _ = base_of(desk, judged, indicator)
    lift = lift_of(desk, judged, indicator)
    return Target(
        judged=judged,
        indicator=indicator,
        numbers=values,
        base_kind=kind,
        source=source,
        suggestion=suggestion,
        chance=certainty.chance,
        sure=certainty.sure + lift,
        nature=nature_of(certainty.chance, indicator.family),
        effort=effort_of(desk, indicator, suggestion.value - lift, lots),
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


def reached_by(goal: Goal, desk: Desk, judged: JudgedRow, lots: Mapping[str, int]) -> Reach | None:
    """Return how far the money goes; None for a total of a period that nothing simulates yet."""
    if judged.row.target.accumulation == "cumulative":
        return None
    return reach(goal, desk.starts, lots)


def values_of(desk: Desk, judged: JudgedRow, indicator: Indicator, reached: Reach | None) -> Values:
    """Return all values; of a total of a period what the last period brings, which goes on."""
    _, _, base = base_of(desk, judged, indicator)
    first, last = desk.years
    if reached is None:
        return Values(base, base, np.nan, np.nan, np.nan)
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


def effort_of(desk: Desk, indicator: Indicator, value: float, lots: Mapping[str, int]) -> Effort:
    """Return units, lots and money from the base to a value; services share as they stand."""
    first, last = desk.years
    built = [one for one in indicator.numerator if desk.case.services[one].lot is not None]
    now = desk.value(desk.region, indicator.id, last)
    if not built or built != list(indicator.numerator) or not now > 0.0:
        return Effort(np.nan, np.nan, np.nan, np.nan)
    whole = Effort(0.0, 0.0, 0.0, 0.0)
    for name in built:
        rows = {year: desk.stocks[desk.region, name, year] for year in range(first, last + 1)}
        wanted = np.ceil(rows[last]["standing"] * value / now - 1e-6)
        more = max(0.0, wanted - rows[first]["standing"])
        gone = sum(rows[year]["retired"] for year in range(first + 1, last + 1))
        units = max(0.0, wanted - rows[first]["standing"] + gone)
        capital, running = prices(desk.case, desk.case.services[name], desk.region)
        part = Effort(
            units,
            float(np.ceil(units / lots[name])) if name in lots else np.nan,
            units * capital,
            more * running,
        )
        whole = Effort(*(mine + theirs for mine, theirs in zip(whole, part, strict=True)))
    return whole


def prices(case: Case, service: Service, region: str) -> tuple[float, float]:
    """Return capital [yuan] and public running cost [yuan a year] of a unit."""
    named = (service.capital, service.running)
    capital, running = (
        case.parameters[name].of(region).value if name is not None else 0.0 for name in named
    )
    return capital, running


def lots_of(desk: Desk) -> dict[str, int]:
    """Return the units of a lot in the region by service; the province builds nothing itself."""
    case = desk.case
    if desk.region == PROVINCE:
        return {}
    path = project(case.population).member(0)
    world, _ = build_world(case, group_totals(path.persons)[:, :, TOTAL_SEX], 0, {})
    sizes = world.lot[place_of(case, desk.region)].tolist()
    return {name: int(size) for name, size in zip(case.services, sizes, strict=True) if size}


def cells(table: pd.DataFrame, kind: str, names: tuple[str, ...]) -> Cells:
    """Return the central values of a table by region, ``kind`` and year."""
    rows = table[table["statistic"] == "central"].to_dict("records")
    return {
        (row["region"], row[kind], row["year"]): {name: row[name] for name in names} for row in rows
    }


def asked_after(events: pd.DataFrame, base: int, year: int) -> Starts:
    """Return the units asked for after a year, by region, service and year."""
    asked = events[(events["draw"] == 0) & (events["event"] == "asked")]
    asked = asked.assign(year=base + 1 + (asked["month"] - 1) // MONTHS_PER_YEAR)
    asked = asked[asked["year"] > year]
    found: dict[tuple[str, str, int], int] = {}
    for row in asked.to_dict("records"):
        key = (str(row["region"]), str(row["service"]), int(row["year"]))
        found[key] = found.get(key, 0) + int(row["units"])
    return found
