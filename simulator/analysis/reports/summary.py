"""The summary of a report: five sentences made of the run's own numbers."""

from __future__ import annotations

import math

import pandas as pd

from simulator.analysis.labels import Catalogue
from simulator.analysis.reports.facts import (
    chance_of,
    gap_facts,
    index_facts,
    last_year,
    money_facts,
    target_facts,
)
from simulator.analysis.reports.findings import (
    focus,
    missed,
    money_needed,
    of_own_plan,
    planned,
    tally,
    to_close,
)
from simulator.analysis.reports.texts import amount, sum_of, text
from simulator.analysis.run_view import RunView


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
    year = last_year(view)
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
    short = missed(rows[rows["region"] == place])
    if short.empty:
        name = catalogue.name("region", place)
        return text(language, "summary.no_shortfall", year=last_year(view), region=name)
    row = short.iloc[0]
    said = text(language, "summary.shortfall", **target_facts(row, catalogue))
    closing = closing_clause(view, place, str(row["indicator"]), catalogue)
    if closing:
        said += text(language, "summary.joined", closing=closing)
    chance = chance_of(row)
    if chance is not None:
        said += text(language, "summary.chance", percent=chance)
    return said + text(language, "end")


def closing_clause(
    view: RunView, region: str, indicator: str, catalogue: Catalogue, place: str = "summary"
) -> str:
    """Return the units and the money that close a gap to the target; nothing where unknown.

    ``place`` is the part of the report whose words are taken: ``summary`` or ``advice``.
    """
    closing = to_close(view, last_year(view), [region])
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
    language, found = catalogue.language, gap_facts(view, catalogue)
    if found is None:
        said = text(language, "summary.no_gap", year=last_year(view))
    else:
        said = text(language, "summary.gap", **found)
    index = index_facts(view, catalogue)
    if index is not None:
        said += text(language, "summary.index", **index)
    return said + text(language, "end")


def money_sentence(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return the fiscal money to the year of the targets, and what of it was not spent."""
    language = catalogue.language
    found = money_facts(view, rows, catalogue)
    if found is None:
        return text(language, "summary.no_money")
    said = text(language, "summary.money", **found)
    need = money_needed(view, rows, last_year(view)).yuan
    if need > 0:
        said += text(language, "summary.need", money=sum_of(need, language))
    return said + text(language, "end")


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
