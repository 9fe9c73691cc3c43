"""The numbers that the sentences and headlines of a report say, ready to be put into words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from simulator.analysis.envelope_frame import LEFT, SPENT, money_against_envelope
from simulator.analysis.index_frame import EQUALISATION, index_over_time
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import YUAN_PER_YI
from simulator.analysis.reports.findings import focus, furthest_behind, missed, of_own_plan
from simulator.analysis.reports.texts import apart, quantity, sum_of
from simulator.analysis.run_view import RunView, target_year

Facts = dict[str, object]


def last_year(view: RunView) -> int:
    """Return the year of the targets, or the last year of a run that ends before."""
    return min(target_year(view), view.end)


def target_facts(row: pd.Series, catalogue: Catalogue) -> Facts:
    """Return forecast, target and shortfall of a row of `findings.due_rows`.

    The forecast stands in ``whole`` with its unit, in ``value`` without, beside a shortfall.
    """
    unit = (str(row["unit"]), str(row["unit_label"]), catalogue.language)
    bare = (unit[0], "", catalogue.language)
    return {
        "region": catalogue.name("region", str(row["region"])),
        "year": int(row["year"]),
        "indicator": row["indicator_label"],
        "nature": row["nature_label"],
        "value": quantity(float(row["value"]), *bare),
        "whole": quantity(float(row["value"]), *unit),
        "due": int(row["target_year"]),
        "target": quantity(float(row["target_value"]), *bare),
        "shortfall": apart(float(row["shortfall"]), *unit),
        "percent": f"{float(row['lacking']) * 100:.1f}",
    }


def chance_of(row: pd.Series) -> str | None:
    """Return the chance within the model that a target is met [percent]; None without draws."""
    chance = row["probability_met"]
    return None if pd.isna(chance) else f"{float(chance) * 100:.0f}"


def worst_target(rows: pd.DataFrame) -> pd.Series | None:
    """Return the target that a meeting must see: binding and missed by most, if there is one.

    That of the region reported on, else of a city with a plan; where none is missed, a binding
    one that is met; None where nothing can be judged.
    """
    own = rows[of_own_plan(rows) & rows["met"].notna()]
    here, binding = own["region"] == focus(rows), own["nature"] == "binding"
    tried: Sequence[pd.DataFrame] = (
        *(missed(own[chosen]) for chosen in (here & binding, binding, here)),
        *(own[chosen] for chosen in (here & binding, binding, here)),
        own,
    )
    return next((found.iloc[0] for found in tried if len(found)), None)


def gap_facts(view: RunView, catalogue: Catalogue, year: int | None = None) -> Facts | None:
    """Return the widest gap of a city to the province; None where no city is behind.

    The year is by default `last_year`.
    """
    year = last_year(view) if year is None else year
    behind = furthest_behind(view, catalogue, year)
    if behind.empty:
        return None
    row = behind.iloc[0]
    unit = (str(row["unit"]), str(row["unit_label"]), catalogue.language)
    return {
        "year": year,
        "region": row["region_label"],
        "indicator": row["indicator_label"],
        "value": quantity(float(row["value"]), *unit),
        "level": quantity(float(row["reference_value"]), unit[0], "", catalogue.language),
        "percent": f"{abs(float(row['gap_percent'])):.1f}",
        "n": len(behind),
    }


def money_facts(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> Facts | None:
    """Return the fiscal money to the year of the targets; None without a ledger."""
    place, year, language = focus(rows), last_year(view), catalogue.language
    frame = money_against_envelope(view.tables["ledger"], place, catalogue)
    frame = frame[frame["year"] <= year]
    if frame.empty:
        return None
    spent = float(frame["spent"].sum())
    return {
        "first": int(frame["year"].min()),
        "year": year,
        "region": catalogue.name("region", place),
        "new": in_yi(frame["new"].sum(), language),
        "spent": in_yi(spent, language),
        "percent": f"{float(frame[list(SPENT)[1]].sum()) / spent * 100:.0f}" if spent else "0",
        "lapsed": in_yi(frame[list(LEFT)[1]].sum(), language),
    }


def index_facts(view: RunView, catalogue: Catalogue, year: int | None = None) -> Facts | None:
    """Return the index of equality between the real cities at the base and in the year.

    The year is by default `last_year`; ``who`` says which areas are compared.
    """
    year = last_year(view) if year is None else year
    frame = index_over_time(view.tables.get("equity"), catalogue)
    at = frame.set_index("year")[EQUALISATION].to_dict()
    ends = [float(at.get(one, math.nan)) for one in (view.base, year)]
    if any(math.isnan(end) for end in ends):
        return None
    first, last = (f"{end:.3f}" for end in ends)
    who = frame.attrs["who"]
    return {"base": view.base, "year": year, "first": first, "last": last, "who": who}


def in_yi(amount: float, language: str) -> str:
    """Return an amount given in 亿元 with its unit."""
    return sum_of(float(amount) * YUAN_PER_YI, language)
