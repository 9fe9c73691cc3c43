"""How the numbers of a report came about, and which runs they are from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from simulator.analysis.document import Block, Column, Heading, Paragraph, Table
from simulator.analysis.labels import Catalogue
from simulator.analysis.reports.texts import span, text
from simulator.analysis.run_view import RunView, target_year

STEPS = ("model", "people", "capacity", "money", "targets", "gaps", "uncertainty", "limits")
"""Paragraphs on the method, by key."""
DIGEST_SHOWN = 12


def method_blocks(views: Sequence[RunView], catalogue: Catalogue) -> Iterator[Block]:
    """Yield the chapter on the method: one page."""
    language = catalogue.language
    yield Heading(text(language, "chapter.method"))
    for step in STEPS:
        yield Paragraph(text(language, f"method.{step}"))


def runs_table(views: Sequence[RunView], catalogue: Catalogue) -> Table:
    """Return which runs the report is made from, so that each number can be found again."""
    language = catalogue.language
    frame = pd.DataFrame(
        {
            "label": [view.label for view in views],
            "question": [view.origin.question for view in views],
            "id": [view.id for view in views],
            "years": [span(language, view.base, view.end) for view in views],
            "draws": [_draws(view, language) for view in views],
            "program": [_program(view) for view in views],
        }
    )
    columns = (
        Column("label", text(language, "column.scenario"), width=3.6, beside="question"),
        Column("id", text(language, "column.run"), width=2.9),
        Column("years", text(language, "column.years"), width=1.6),
        Column("draws", text(language, "column.draws"), width=1.5),
        Column("program", text(language, "column.program"), width=1.5),
    )
    notes = (text(language, "note.runs"), *hindsight_notes(views, language))
    return Table("runs", text(language, "table.runs"), frame, columns, notes)


def hindsight_notes(views: Sequence[RunView], language: str) -> tuple[str, ...]:
    """Return what must be said of the years of the targets and of the last years, once each."""
    notes = []
    for view in views:
        for year in (min(target_year(view), view.end), view.end):
            notes.append(view.hindsight.note(year, language))
    return tuple(dict.fromkeys(note for note in notes if note))


def time_marks(view: RunView, language: str) -> list[str]:
    """Return which years of a run look back and which ahead, such as 2021—2025年回顾（反事实）."""
    return view.hindsight.spans(range(view.base, view.end + 1), language)


def _draws(view: RunView, language: str) -> str:
    if not view.origin.draws:
        return text(language, "no_draws")
    return text(language, "draws", n=view.origin.draws, seed=view.origin.seed)


def _program(view: RunView) -> str:
    return f"equalise {view.origin.version}\n{view.origin.digest[:DIGEST_SHOWN]}"
