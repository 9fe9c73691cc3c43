"""The summary of a report: five sentences made of the run's own numbers."""

from __future__ import annotations

import math

import pandas as pd

from simulator.analysis.envelope_frame import LEFT, SPENT, money_against_envelope
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import YUAN_PER_YI
from simulator.analysis.references import central_year
from simulator.analysis.reports.findings import (
    focus,
    furthest_behind,
    missed,
    of_own_plan,
    planned,
    tally,
    to_close,
)
from simulator.analysis.reports.texts import amount, apart, quantity, sum_of, text
from simulator.analysis.run_view import RunView, target_year
from simulator.axes import PROVINCE

INDEX = "equalisation_index"


def summary(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return five sentences: targets, widest shortfall, gap of the cities, money, evidence.

    ``rows`` is `simulator.analysis.reports.findings.due_rows` of the same run.
    """
    return [
        targets_sentence(view, rows, catalogue),
        shortfall_sentence(view, rows, catalogue),
        cities_sentence(view, catalogue),
        money_sentence(view, rows, catalogue),
        evidence_sentence(view, catalogue),
    ]


def targets_sentence(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return how many targets of the province and of the cities with a plan are met."""
    language, place = catalogue.language, focus(rows)
    own = rows[of_own_plan(rows)]
    mine = tally(own[own["region"] == place])
    year = min(target_year(view), view.end)
    said = text(
        language,
        "summary.targets",
        year=year,
        region=catalogue.name("region", place),
        **mine._asdict(),
        n_missed=mine.n_judged - mine.n_met,
    )
    cities = [region for region in planned(rows) if region != place]
    if cities:
        theirs = own[own["region"].isin(cities)]
        binding = tally(theirs[theirs["nature"] == "binding"])
        facts = {"n": len(cities), **tally(theirs)._asdict()}
        said += text(
            language,
            "summary.targets_cities",
            **facts,
            n_binding=binding.n_judged,
            n_binding_met=binding.n_met,
        )
    return said + text(language, "end")


def shortfall_sentence(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return the target that is missed by most, and what would close the gap."""
    language, place = catalogue.language, focus(rows)
    year = min(target_year(view), view.end)
    name = catalogue.name("region", place)
    short = missed(rows[rows["region"] == place])
    if short.empty:
        return text(language, "summary.no_shortfall", year=year, region=name)
    row = short.iloc[0]
    unit = (str(row["unit"]), str(row["unit_label"]), language)
    facts = {
        "region": name,
        "year": year,
        "indicator": row["indicator_label"],
        "value": quantity(float(row["value"]), unit[0], "", language),
        "due": int(row["target_year"]),
        "target": quantity(float(row["target_value"]), unit[0], "", language),
        "shortfall": apart(float(row["shortfall"]), *unit),
        "percent": f"{float(row['lacking']) * 100:.1f}",
    }
    said = text(language, "summary.shortfall", **facts)
    closing = closing_clause(view, place, str(row["indicator"]), catalogue)
    if closing:
        said += text(language, "summary.joined", closing=closing)
    chance = row["probability_met"]
    if pd.notna(chance):
        said += text(language, "summary.chance", percent=f"{float(chance) * 100:.0f}")
    return said + text(language, "end")


def closing_clause(
    view: RunView, region: str, indicator: str, catalogue: Catalogue, place: str = "summary"
) -> str:
    """Return the units and the money that close a gap to the target; nothing where unknown.

    ``place`` is the part of the report whose words are taken: ``summary`` or ``advice``.
    """
    closing = to_close(view, min(target_year(view), view.end), [region])
    if (region, indicator) not in closing.index:
        return ""
    cell = closing.loc[[(region, indicator)]].iloc[0]
    units, yuan = float(cell["units_to_close"]), float(cell["yuan_to_close"])
    if not units > 0:
        return ""
    facts = {"amount": amount(units, catalogue.thing(indicator), catalogue.language)}
    if math.isnan(yuan):
        return text(catalogue.language, f"{place}.closing_units", **facts)
    cost = sum_of(yuan, catalogue.language)
    return text(catalogue.language, f"{place}.closing", money=cost, **facts)


def cities_sentence(view: RunView, catalogue: Catalogue) -> str:
    """Return the widest gap of a city to the province, and where the index of equality goes."""
    language = catalogue.language
    behind = furthest_behind(view, catalogue)
    year = min(target_year(view), view.end)
    if behind.empty:
        said = text(language, "summary.no_gap", year=year)
    else:
        row = behind.iloc[0]
        unit = (str(row["unit"]), str(row["unit_label"]), language)
        said = text(
            language,
            "summary.gap",
            year=year,
            region=row["region_label"],
            indicator=row["indicator_label"],
            value=quantity(float(row["value"]), *unit),
            level=quantity(float(row["reference_value"]), unit[0], "", language),
            percent=f"{abs(float(row['gap_percent'])):.1f}",
            n=len(behind),
        )
    return said + _index(view, year, language) + text(language, "end")


def _index(view: RunView, year: int, language: str) -> str:
    """Return the index of equality at the base and in the year, between the real cities."""
    rows = view.tables.get("equity")
    if rows is None:
        return ""
    chosen = (rows["measure"] == INDEX) & (rows["indicator"] == "") & (rows["n_imputed"] == 0)
    rows = rows[chosen]
    ends = [central_year(rows, one)["value"] for one in (view.base, year)]
    if any(end.empty or end.isna().any() for end in ends):
        return ""
    first, last = (f"{float(end.iloc[0]):.3f}" for end in ends)
    return text(language, "summary.index", base=view.base, first=first, last=last)


def money_sentence(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return the fiscal money to the year of the targets, and what of it was not spent."""
    language, place = catalogue.language, focus(rows)
    year = min(target_year(view), view.end)
    frame = money_against_envelope(view.tables["ledger"], place, catalogue)
    frame = frame[frame["year"] <= year]
    if frame.empty:
        return text(language, "summary.no_money")
    spent = float(frame["spent"].sum())
    facts = {
        "first": int(frame["year"].min()),
        "year": year,
        "region": catalogue.name("region", place),
        "new": in_yi(frame["new"].sum(), language),
        "spent": in_yi(spent, language),
        "percent": f"{float(frame[list(SPENT)[1]].sum()) / spent * 100:.0f}" if spent else "0",
        "lapsed": in_yi(frame[list(LEFT)[1]].sum(), language),
    }
    said = text(language, "summary.money", **facts)
    own = planned(rows)
    regions = [place] if place == PROVINCE else own
    need = float(to_close(view, year, regions)["yuan_to_close"].sum())
    if need > 0:
        said += text(language, "summary.need", money=sum_of(need, language))
    return said + text(language, "end")


def in_yi(amount: float, language: str) -> str:
    """Return an amount given in 亿元 with its unit."""
    return sum_of(float(amount) * YUAN_PER_YI, language)


def evidence_sentence(view: RunView, catalogue: Catalogue) -> str:
    """Return on what the numbers rest: draws, inputs, how many assumed and in doubt."""
    language = catalogue.language
    kinds = view.evidence["kind"].value_counts()
    draws = view.origin.draws
    key = "summary.evidence_drawn" if draws else "summary.evidence"
    facts = {
        "label": view.label,
        "draws": draws,
        "inputs": int(kinds.get("input", 0)) + int(kinds.get("assumed", 0)),
        "assumed": int(kinds.get("assumed", 0)),
        "doubts": int(kinds.get("doubt", 0)),
    }
    return text(language, key, **facts)
