"""A review as a page shows it: its rows in the colours of all verdicts, and its sentences."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from simulator.analysis.colours import STATUS, ink_on
from simulator.analysis.labels import word
from simulator.analysis.reports.review_blocks import Reviewed, counts_sentence, parted
from simulator.analysis.reports.texts import for_readers
from simulator.analysis.target_classes import ON_THE_WAY
from simulator.desk.review import PlanReview

FINAL = "final"
EVALUATED = {"done": "met", "missed": "missed"}
"""A final evaluation knows these; whatever cannot be evaluated is not known."""
NOT_KNOWN = "not_known"


class ShownReview(NamedTuple):
    """A review as a page shows it."""

    lines: pd.DataFrame
    """As `review_lines` says."""
    counts: pd.DataFrame
    """verdict, verdict_label, colour, ink, n_rows: how many lines have each verdict."""
    summary: str
    notes: tuple[str, ...]
    lessons: tuple[str, ...]


def show_review(found: PlanReview, kind: str, year: int, lang: str = "zh") -> ShownReview:
    """Return lines and sentences of a review: how many stand how, how it was made, the lessons."""
    lines = review_lines(found, kind)
    notes, lessons = parted(found.notes, lang)
    whole = Reviewed(kind, year, found.rows, found.counts, found.notes)
    summary = counts_sentence(whole, lang)
    said = (for_readers(notes), for_readers(lessons))
    return ShownReview(lines, verdict_counts(lines, lang), summary, *said)


def review_lines(found: PlanReview, kind: str) -> pd.DataFrame:
    """Return the rows of a review with the colour of each: those with a verdict come first.

    Among these, and among the others, own targets stand before derived ones.

    Adds verdict (met, at_risk, missed, not_known), verdict_label (the schedule status in words, or
    the evaluation), colour, ink, and chance_percent and restated_percent (share of draws [percent],
    absent without draws or without a restated run).
    """
    rows, final = found.rows.reset_index(drop=True), kind == FINAL
    coded = rows["evaluation"] if final else rows["schedule_status"]
    verdicts = [(EVALUATED if final else ON_THE_WAY).get(one, NOT_KNOWN) for one in coded]
    label = "evaluation_label" if final else "schedule_status_label"
    lines = rows.assign(
        verdict=verdicts,
        verdict_label=rows[label],
        colour=[STATUS[one] for one in verdicts],
        ink=[ink_on(STATUS[one]) for one in verdicts],
        chance_percent=_percent(rows, "chance"),
        restated_percent=_percent(rows, "restated_chance"),
        restated_target=rows.get("restated_target"),
    )
    judged_first = (lines["verdict"] == NOT_KNOWN).sort_values(kind="stable").index
    return lines.loc[judged_first].reset_index(drop=True)


def _percent(rows: pd.DataFrame, name: str) -> pd.Series:
    found = rows[name] if name in rows else pd.Series(float("nan"), index=rows.index)
    return found.astype("float64") * 100.0


def verdict_counts(lines: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """Return how many lines have each verdict: verdict, verdict_label, colour, ink, n_rows."""
    return pd.DataFrame(
        [
            (
                one,
                word(lang, "status", one),
                colour,
                ink_on(colour),
                (lines["verdict"] == one).sum(),
            )
            for one, colour in STATUS.items()
        ],
        columns=["verdict", "verdict_label", "colour", "ink", "n_rows"],
    )
