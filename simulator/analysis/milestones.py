"""Milestones of one indicator of one region: interim targets, and what the log of a run tells.

A year is one where something turns: a printed interim target, a target met or met no longer, a
named project that opens or is changed, the one year in which most opens, the first year in which
more is lost than gained, the first money from the province.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.number import MOVES
from simulator.analysis.numbers import money, number
from simulator.analysis.story import as_used
from simulator.axes import PROVINCE
from simulator.instants import MONTHS_PER_YEAR

CHANGES = ("cancelled", "delayed", "resized")
"""Events of named projects beside their opening."""
COLUMNS = ("year", "value", "stage", "text")
Told = tuple[int, str]
Tables = Mapping[str, pd.DataFrame]


class Line(NamedTuple):
    """Which line, and what is known of it beside the run's tables."""

    region: str
    indicator: str
    unit: str
    base: int
    services: tuple[str, ...]
    domain: str
    """Domain of its services in the ledger."""
    stages: Mapping[int, float]
    """Printed interim targets by year."""
    names: Mapping[str, str]
    """Named projects by id."""


def milestones(tables: Tables, line: Line, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row per year in which something turns, in order.

    Parameters
    ----------
    tables
        Central rows of ``indicators``, ``verdicts`` and ``stocks`` of the region, and its events.

    Returns
    -------
    DataFrame
        year; value of the indicator; stage, the interim target (NaN: none); text, what happened.
    """
    own = tables["indicators"]
    own = own[own["indicator"] == line.indicator]
    value = own.set_index("year")["value"].dropna()
    told: dict[int, list[str]] = {}
    for part in (_stages, _targets, _openings, _changes, _falls, _transfers):
        for year, text in part(tables, line, catalogue):
            if year in value.index:
                told.setdefault(year, []).append(text)
    joint = "；" if catalogue.language == "zh" else "; "
    rows = [
        (year, float(value[year]), line.stages.get(year, math.nan), joint.join(told[year]))
        for year in sorted(told)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _stages(tables: Tables, line: Line, catalogue: Catalogue) -> Iterator[Told]:
    """Yield the interim targets that are printed, beside what the run has."""
    rows = tables["indicators"].set_index(["indicator", "year"])["value"]
    for year, value in line.stages.items():
        found = number(float(rows.get((line.indicator, year), math.nan)), line.unit)
        shown = {"value": number(value, line.unit), "found": found}
        yield year, tell(catalogue.language, "milestone.stage", **shown)


def _targets(tables: Tables, line: Line, catalogue: Catalogue) -> Iterator[Told]:
    """Yield the years in which a target is met for the first time, or no longer."""
    rows = tables["verdicts"]
    rows = rows[(rows["indicator"] == line.indicator) & rows["met"].notna()]
    for _, row in rows.groupby(["plan", "row_id"], sort=False):
        years = row.sort_values("year")
        met = years["met"].astype(bool)
        before = met.shift(1, fill_value=bool(met.iloc[0]))
        for one in years[met != before].to_dict("records"):
            printed, target = str(one["target_as_printed"] or ""), float(one["target_value"])
            said = as_used(printed, target, str(one["unit"]), catalogue.language)
            kind = "milestone.met" if one["met"] else "milestone.unmet"
            facts = {"target_year": one["target_year"], "target": said}
            yield int(one["year"]), tell(catalogue.language, kind, **facts)


def _openings(tables: Tables, line: Line, catalogue: Catalogue) -> Iterator[Told]:
    """Yield named projects that open, and the year in which most units do."""
    rows = _of_line(tables["events"], line)
    rows = rows[(rows["event"] == "commissioned") & (rows["project"] != "")]
    language, unit = catalogue.language, catalogue.thing(line.indicator)
    named = rows[rows["project"].isin(list(line.names))]
    for one in named.to_dict("records"):
        facts = {"name": line.names[str(one["project"])], "units": number(one["units"], "bed")}
        yield int(one["year"]), tell(language, "milestone.opened", unit=unit, **facts)
    if len(rows):
        units = rows.groupby("year")["units"].sum()
        most = float(units.max())
        years = units.index[units == most].tolist()
        facts = {"n": str(rows["year"].isin(years).sum()), "units": number(most, "bed")}
        if len(years) == 1:  # a steady pipeline opens as much every year
            yield years[0], tell(language, "milestone.most_opened", unit=unit, **facts)


def _changes(tables: Tables, line: Line, catalogue: Catalogue) -> Iterator[Told]:
    """Yield named projects that are given up, put off or made larger or smaller."""
    rows = _of_line(tables["events"], line)
    for one in rows[rows["event"].isin(CHANGES)].to_dict("records"):
        project = str(one["project"])
        name = line.names.get(project, project)
        yield int(one["year"]), tell(catalogue.language, f"milestone.{one['event']}", name=name)


def _falls(tables: Tables, line: Line, catalogue: Catalogue) -> Iterator[Told]:
    """Yield the years from which on more is lost than gained."""
    rows = tables["stocks"]
    rows = rows[rows["service"].isin(line.services)]
    stock = rows.groupby("year")[["standing", *MOVES]].sum().sort_index()
    falls = stock["standing"].diff() < 0
    unit = catalogue.thing(line.indicator)
    for year, one in stock[falls & ~falls.shift(1, fill_value=False)].iterrows():
        lost = float(one["retired"])
        gained = float(one["commissioned"] + one["graduated"] + one["recruited"])
        facts = {"lost": number(lost, "bed"), "gained": number(gained, "bed"), "unit": unit}
        yield int(str(year)), tell(catalogue.language, "milestone.falls", **facts)


def _transfers(tables: Tables, line: Line, catalogue: Catalogue) -> Iterator[Told]:
    """Yield the year of the first money from the province for the line's domain."""
    rows = tables["events"]
    rows = rows[(rows["category"] == "transfer_in") & (rows["domain"] == line.domain)]
    if line.region == PROVINCE or not line.domain or rows.empty:
        return
    by_year = rows.groupby(_years(rows, line.base))["yuan"].sum()
    year = int(str(by_year.index[0]))
    facts = {"domain": catalogue.name("domain", line.domain)}
    shown = money(float(by_year.iloc[0]), catalogue.language)
    yield year, tell(catalogue.language, "milestone.transfer", money=shown, **facts)


def _of_line(events: pd.DataFrame, line: Line) -> pd.DataFrame:
    """Return the events of the line's services, with their year."""
    rows = events[events["service"].isin(line.services)]
    return rows.assign(year=_years(rows, line.base))


def _years(events: pd.DataFrame, base: int) -> pd.Series:
    """Return the calendar year of each event."""
    return base + 1 + (events["month"] - 1) // MONTHS_PER_YEAR
