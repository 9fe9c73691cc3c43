"""Three pieces of advice by fixed rules from the numbers: they propose, and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from simulator.analysis.compare import money_totals
from simulator.analysis.envelope_frame import money_against_envelope
from simulator.analysis.labels import Catalogue
from simulator.analysis.reports.facts import in_yi
from simulator.analysis.reports.findings import (
    due_rows,
    focus,
    furthest_behind,
    missed,
    of_own_plan,
    tally,
    to_close,
)
from simulator.analysis.reports.summary import closing_clause
from simulator.analysis.reports.texts import apart, joined, sum_of, text
from simulator.analysis.run_view import RunView, target_year

NAMED = 3
"""Indicators that one sentence names."""


def advice(
    views: Sequence[RunView], rows: pd.DataFrame, catalogue: Catalogue
) -> tuple[str, str, str]:
    """Return what to build, where to turn to, and what to do about money, evidence or scenario.

    Parameters
    ----------
    views
        The first is the run reported on.
    rows
        Rows of `simulator.analysis.reports.findings.due_rows` of the first run.
    """
    first = views[0]
    last = _scenario(views, rows, catalogue) if len(views) > 1 else _money(first, rows, catalogue)
    return _build(first, rows, catalogue), _turn_to(first, rows, catalogue), last


def _build(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return which missed targets to work on, the one furthest from its target first."""
    language, place = catalogue.language, focus(rows)
    short = missed(rows[rows["region"] == place]).head(NAMED)
    year = min(target_year(view), view.end)
    if short.empty:
        return text(language, "advice.keep", year=year)
    parts = []
    for indicator, label in zip(short["indicator"], short["indicator_label"], strict=True):
        closing = closing_clause(view, place, str(indicator), catalogue, "advice")
        key = "advice.short" if closing else "advice.short_alone"
        parts.append(text(language, key, indicator=label, closing=closing))
    joint = text(language, "advice.joint")
    return text(language, "advice.build", year=year, parts=joint.join(parts))


def _turn_to(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return which city is furthest behind the province, and what its targets still need."""
    language = catalogue.language
    behind = furthest_behind(view, catalogue)
    year = min(target_year(view), view.end)
    if behind.empty:
        return text(language, "advice.no_city", year=year)
    row = behind.iloc[0]
    region = str(row["region"])
    own = behind[behind["region"] == region].head(NAMED)
    parts = [
        text(
            language,
            "advice.behind",
            indicator=label,
            gap=apart(float(gap), str(unit), str(shown), language),
            percent=f"{abs(float(percent)):.1f}",
        )
        for label, gap, unit, shown, percent in zip(
            own["indicator_label"],
            own["gap"],
            own["unit"],
            own["unit_label"],
            own["gap_percent"],
            strict=True,
        )
    ]
    said = text(
        language,
        "advice.turn_to",
        region=row["region_label"],
        year=year,
        parts=text(language, "advice.joint").join(parts),
    )
    need = float(to_close(view, year, [region])["yuan_to_close"].sum())
    if need > 0:
        said += text(language, "advice.need", money=sum_of(need, language))
    return said + text(language, "end")


def _money(view: RunView, rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return what to ask of money that came back unspent; else what to verify first."""
    language, place = catalogue.language, focus(rows)
    year = min(target_year(view), view.end)
    frame = money_against_envelope(view.tables["ledger"], place, catalogue)
    frame = frame[frame["year"] <= year]
    lapsed, new = float(frame["lapsed"].sum()), float(frame["new"].sum())
    kinds = view.evidence["kind"].value_counts()
    if lapsed <= 0 or new <= 0:
        facts = {kind: int(kinds.get(kind, 0)) for kind in ("assumed", "doubt")}
        return text(language, "advice.verify", **facts)
    return text(
        language,
        "advice.lapsed",
        first=view.base + 1,
        year=year,
        lapsed=in_yi(lapsed, language),
        percent=f"{lapsed / new * 100:.1f}",
    )


def _scenario(views: Sequence[RunView], rows: pd.DataFrame, catalogue: Catalogue) -> str:
    """Return which of the compared scenarios meets most targets, and for what money."""
    language, first = catalogue.language, views[0]
    counts = [met_in_plans(view, catalogue, rows if view is first else None) for view in views]
    best = max(range(len(views)), key=lambda at: (counts[at], -at))
    year = min(target_year(first), *(view.end for view in views))
    names = joined(language, [view.label for view in views])
    if best == 0:
        return text(language, "advice.stay", names=names, label=first.label, n=counts[0])
    totals = money_totals([first, views[best]], year, language).iloc[0]
    more = float(totals[views[best].id]) - float(totals[first.id])
    key = "more" if more > 0 else "less" if more < 0 else "same"
    extra = text(language, f"advice.money_{key}", money=sum_of(abs(more), language))
    return text(
        language,
        "advice.choose",
        label=views[best].label,
        n=counts[best],
        first=first.label,
        n_first=counts[0],
        extra=extra,
    )


def met_in_plans(view: RunView, catalogue: Catalogue, rows: pd.DataFrame | None = None) -> int:
    """Return how many targets of all plans are met in the regions they are of."""
    found = due_rows(view, catalogue) if rows is None else rows
    return tally(found[of_own_plan(found)]).n_met
