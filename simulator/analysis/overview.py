"""One year of a run at a glance: a sentence and four numbers."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd

from simulator.analysis.colours import STATUS
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.references import central_year
from simulator.analysis.reports.facts import Facts, gap_facts, index_facts
from simulator.analysis.reports.findings import money_needed, of_own_plan
from simulator.analysis.reports.texts import joined, sum_of
from simulator.analysis.run_view import RunView
from simulator.analysis.target_classes import AT_RISK, MET, MISSED, NOT_KNOWN, class_counts

CARDS = ("targets", "index", "money", "gap")
COLUMNS = ("card", "label", "value", "note", "detail", "number")


class Overview(NamedTuple):
    """What stands above the heat map of one year."""

    sentence: str
    targets: pd.DataFrame
    """One row per class of `simulator.analysis.colours.STATUS`: status, label, n, colour.

    Rows of own plans of the province and the cities that have one.
    """
    cards: pd.DataFrame
    """`COLUMNS`, one row per card of `CARDS`; ``detail`` names what a note only counts.

    ``number`` is targets met, the index [1], money [yuan], the gap [percent]: NaN where unknown.
    """


def overview(view: RunView, year: int, catalogue: Catalogue) -> Overview:
    """Return one year of a run at a glance.

    Parameters
    ----------
    view
        A run; of its tables ``verdicts``, ``gaps`` and ``indicators`` of that year (indicators
        also of the base year) are needed, and of ``equity`` all years.
    year
        31 December of this year.
    catalogue
        Names in the language of the reader.
    """
    language = catalogue.language
    rows = central_year(view.tables["verdicts"], year)
    rows = rows[of_own_plan(rows)]
    counts = class_counts(rows)
    gap = gap_facts(view, catalogue, year)
    way = "due" if (rows["target_year"] <= year).all() else "on_the_way"
    way = way if year > view.base else "base"
    cards = [
        _targets_card(counts, way, language),
        _index_card(index_facts(view, catalogue, year), language),
        _money_card(view, rows, year, catalogue),
        _gap_card(gap, language),
    ]
    targets = pd.DataFrame(
        [
            (status, tell(language, f"overview.class_{status}"), counts[status], colour)
            for status, colour in STATUS.items()
        ],
        columns=["status", "label", "n", "colour"],
    )
    sentence = _sentence(view, year, counts, way, language) + _gap_clause(gap, language)
    return Overview(sentence, targets, pd.DataFrame(cards, columns=list(COLUMNS)))


Card = tuple[str, str, str, str, str, float]


def _sentence(view: RunView, year: int, counts: dict[str, int], way: str, language: str) -> str:
    mark = view.hindsight.mark(year, language)
    facts = {
        "year": year,
        "mark": tell(language, "overview.marked", mark=mark) if mark else "",
        "n": sum(counts.values()) - counts[NOT_KNOWN],
        **{name: counts[name] for name in (MET, AT_RISK, MISSED)},
    }
    return tell(language, f"overview.sentence_{way}", **facts)


def _gap_clause(gap: Facts | None, language: str) -> str:
    if gap is None:
        return tell(language, "overview.sentence_no_gap")
    return tell(language, "overview.sentence_gap", **gap)


def _targets_card(counts: dict[str, int], way: str, language: str) -> Card:
    judged = sum(counts.values()) - counts[NOT_KNOWN]
    value = tell(language, "overview.targets_value", met=counts[MET], n=judged)
    label = tell(language, f"overview.targets_{way}")
    return "targets", label, value, "", "", float(counts[MET])


def _index_card(facts: Facts | None, language: str) -> Card:
    label = tell(language, "overview.index")
    if facts is None:
        return "index", label, tell(language, "overview.unknown"), "", "", math.nan
    note = tell(language, "overview.index_note", **facts)
    last = str(facts["last"])
    return "index", label, last, note, str(facts["who"]), float(last)


def _money_card(view: RunView, rows: pd.DataFrame, year: int, catalogue: Catalogue) -> Card:
    """Return the money that closes what is short, for whom, and what is not priced."""
    language = catalogue.language
    need = money_needed(view, rows, year)
    names = joined(language, [catalogue.name("region", one) for one in need.regions])
    note = tell(language, "overview.money_note", regions=names)
    unpriced = [catalogue.name("indicator", one) for one in need.unpriced]
    detail = ""
    if unpriced:
        note += tell(language, "overview.money_unpriced", n=len(unpriced))
        detail = tell(language, "overview.money_detail", names=joined(language, unpriced))
    label, value = tell(language, "overview.money"), sum_of(need.yuan, language)
    return "money", label, value, note, detail, float(need.yuan)


def _gap_card(facts: Facts | None, language: str) -> Card:
    label = tell(language, "overview.gap")
    if facts is None:
        return "gap", label, tell(language, "overview.none"), "", "", 0.0
    value = tell(language, "overview.gap_value", **facts)
    note = tell(language, "overview.gap_note", **facts)
    return "gap", label, value, note, "", float(str(facts["percent"]))
