"""What the targets of a region's next plan could be, as a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from simulator.analysis.document import Block, Column, Heading, Paragraph, Table
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import YUAN_PER_YI
from simulator.analysis.reports.texts import for_readers, joined, sum_of, text

VALUES = ("trend", "affordable", "need_based", "province")
"""What a target could be."""
MONEY = ("fiscal", "total", "added")
"""Sums of the years of the plan that a draft holds [yuan]."""


class Drafted(NamedTuple):
    """A draft as `simulator.desk.draft` makes it: one row per indicator."""

    region: str
    first: int
    last: int
    rows: pd.DataFrame
    notes: tuple[str, ...]
    run: str


def draft_blocks(draft: Drafted, catalogue: Catalogue) -> Iterator[Block]:
    """Yield summary, the suggested targets with what they rest on, and what they take."""
    language = catalogue.language
    yield Heading(text(language, "chapter.summary"))
    yield Paragraph(draft_sentence(draft, catalogue))
    yield Heading(text(language, "chapter.targets"))
    yield targets_table(draft, catalogue)
    yield Heading(text(language, "chapter.effort"))
    yield effort_table(draft, catalogue)


def draft_sentence(draft: Drafted, catalogue: Catalogue) -> str:
    """Return how many targets are suggested, and the money they take."""
    language, rows = catalogue.language, draft.rows
    binding = rows[rows["nature"] == "binding"]["indicator_label"].tolist()
    nature = text(language, "draft.none_binding")
    if binding:
        names = joined(language, binding)
        nature = text(language, "draft.some_binding", n=len(binding), names=names)
    more = float(rows["added_yuan"].sum())
    key = "draft.more" if round(more) > 0 else "draft.same"
    facts = {
        "region": catalogue.name("region", draft.region),
        "first": draft.first + 1,
        "last": draft.last,
        "n": len(rows),
        "nature": nature,
        "fiscal": sum_of(float(rows["fiscal_yuan"].sum()), language),
        "added": text(language, key, money=sum_of(more, language)),
    }
    return text(language, "draft.summary", **facts) + text(language, "end")


def targets_table(draft: Drafted, catalogue: Catalogue) -> Table:
    """Return base, the values a target could take, the suggestion and its chance."""
    language = catalogue.language
    frame = _with_units(draft.rows, catalogue)
    frame["chance_percent"] = frame["chance"].astype("float64") * 100
    values = [one for one in VALUES if frame[one].notna().any()]
    columns = (
        Column(
            "indicator_label", text(language, "column.indicator"), beside="unit_label", width=2.8
        ),
        Column(
            "base",
            text(language, "column.base", year=draft.first),
            None,
            width=1.6,
            beside="base_kind_label",
        ),
        *(Column(one, text(language, f"column.{one}"), None, width=1.6) for one in values),
        Column(
            "suggested",
            text(language, "column.target", year=draft.last),
            None,
            width=2.0,
            beside="rule_label",
        ),
        Column("chance_percent", text(language, "column.chance"), 0, width=1.2),
        Column("sure", text(language, "column.sure"), None, width=1.4),
        Column("nature_label", text(language, "column.nature"), width=1.3),
    )
    name = catalogue.name("region", draft.region)
    title = text(language, "table.targets", region=name, first=draft.first + 1, last=draft.last)
    notes = (*for_readers(draft.notes), text(language, "note.draft", run=draft.run))
    return Table(f"draft:{draft.region}", title, frame, columns, notes)


def effort_table(draft: Drafted, catalogue: Catalogue) -> Table:
    """Return capacity, projects and money of each suggestion when all are built for at once."""
    language = catalogue.language
    frame = _with_units(draft.rows, catalogue)
    for kind in MONEY:
        frame[f"{kind}_yi"] = frame[f"{kind}_yuan"].astype("float64") / YUAN_PER_YI
    frame["thing"] = frame["thing"].where(frame["units"] > 0, "")
    columns = (
        Column(
            "indicator_label", text(language, "column.indicator"), width=3.4, beside="unit_label"
        ),
        Column("suggested", text(language, "column.suggested"), None, width=1.5),
        Column("together", text(language, "column.together"), None, width=1.5),
        Column("units", text(language, "column.added"), 0, width=1.6, beside="thing"),
        Column("projects", text(language, "column.n_projects"), 0, width=1.2),
        *(
            Column(f"{kind}_yi", text(language, f"column.{kind}_yi"), 2, width=1.7)
            for kind in MONEY
        ),
    )
    name = catalogue.name("region", draft.region)
    title = text(language, "table.effort", region=name, first=draft.first + 1, last=draft.last)
    return Table(f"draft:effort:{draft.region}", title, frame, columns)


def _with_units(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with their units in words."""
    frame = rows.reset_index(drop=True)
    frame.attrs = {}
    cells = list(zip(frame["indicator"], frame["unit"], strict=True))
    frame["unit_label"] = [catalogue.unit(str(one), str(unit)) for one, unit in cells]
    frame["thing"] = [catalogue.thing(str(one)) for one in frame["indicator"]]
    return frame
