"""The yearly, mid-term and final reviews of the plans as a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from simulator.analysis.document import WORDS, Block, Column, Heading, Items, Paragraph, Table
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import is_count
from simulator.analysis.reports.texts import for_readers, text

DIVISIONS = ("all", "scope_of_target", "nature", "domain")
"""Divisions counted together; regions and bureaus have tables of their own."""
OWN = "own"
FINAL = "final"
HOW = "finding.how"
"""The note on causes, which stands below their table."""
MISSED = {"annual": "not_yet", "midterm": "not_yet", FINAL: "missed"}
"""Heading of the targets not reached, by the kind of a review."""
PARTS = {"region": "region", "lead_bureau": "bureau"}
"""Heading of the parts of a division that has a table of its own."""
TWO_DECIMALS = "factor"
"""A unit whose numbers have two decimals."""


class Reviewed(NamedTuple):
    """A review as `simulator.analysis.review` makes it."""

    kind: str
    """``annual``, ``midterm`` or ``final``."""
    year: int
    rows: pd.DataFrame
    counts: pd.DataFrame
    notes: tuple[str, ...]


def review_blocks(review: Reviewed, catalogue: Catalogue) -> Iterator[Block]:
    """Yield summary, counts, what was observed, modelled and not observed, and the lessons."""
    language, rows = catalogue.language, _shown(review, catalogue)
    notes, lessons = parted(review.notes, language)
    notes = tuple(note for note in notes if note != tell(language, HOW))
    yield Heading(text(language, "chapter.summary"))
    yield Paragraph(counts_sentence(review, language))
    yield Heading(text(language, "chapter.evaluation"))
    yield replace(counts_table(review, DIVISIONS, catalogue), notes=for_readers(notes))
    yield counts_table(review, ("region",), catalogue)
    yield counts_table(review, ("lead_bureau",), catalogue)
    observed = _by_region(rows[rows["latest_year"].notna()], catalogue)
    yield Heading(text(language, "chapter.observed"))
    if observed.empty:
        yield Paragraph(text(language, "review.none_observed", year=review.year))
    else:
        yield observed_table(review, observed, catalogue)
    modelled = rows[rows["projected"].notna() & (rows["scope_of_target"] == OWN)]
    if len(modelled):
        yield Heading(text(language, "chapter.modelled"))
        yield modelled_table(review, modelled.reset_index(drop=True), catalogue)
    causes = causes_table(review, rows, catalogue)
    if causes is not None:
        yield Heading(text(language, "chapter.causes"))
        yield causes
    unseen = rows[(rows["evaluation"] == "not_observed") & (rows["scope_of_target"] == OWN)]
    if len(unseen):
        yield Heading(text(language, "chapter.unseen"))
        yield unseen_table(review, unseen, catalogue)
    if lessons:
        yield Heading(text(language, "chapter.lessons"))
        yield Items(lessons)


def parted(notes: tuple[str, ...], language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the notes of how a review was made, and the lessons that follow their headline."""
    head = tell(language, "lesson.head")
    if head not in notes:
        return notes, ()
    at = notes.index(head)
    return notes[:at], notes[at + 1 :]


def _shown(review: Reviewed, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows as a report shows them.

    A row of a plan without target has no unit, hence two decimals; a total has its unit beside the
    target as printed, which may be in 万; before its last year a target is missed by nobody yet.
    """
    rows, language = review.rows, catalogue.language
    evaluation = rows["evaluation_label"]
    if review.kind != FINAL:
        not_yet = text(language, "review.not_yet")
        evaluation = evaluation.where(rows["evaluation"] != "missed", not_yet)
    return rows.assign(
        unit=rows["unit"].where(rows["unit"] != "", TWO_DECIMALS),
        evaluation_label=evaluation,
        unit_note=[
            text(language, "unit", unit=label) if unit and is_count(unit) else ""
            for unit, label in zip(rows["unit"], rows["unit_label"], strict=True)
        ],
    )


def _by_region(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with the province first, then its cities in their order."""
    order = {name: place for place, name in enumerate(catalogue.regions)}
    rows = rows.sort_values("region", key=lambda one: one.map(order), kind="stable")
    return rows.reset_index(drop=True)


def counts_sentence(review: Reviewed, language: str) -> str:
    """Return how many rows were evaluated how."""
    row = review.counts[review.counts["division"] == "all"].iloc[0]
    names = ("n_rows", "n_judged", "done", "missed", "not_observed")
    facts = {name: int(row[name]) for name in (*names, "definition_changed", "no_number")}
    share = row["done_of_judged_percent"]
    said = text(language, f"review.{review.kind}", year=review.year, **facts)
    if facts["n_judged"]:
        percents = {"done": f"{share:.1f}", "judged": f"{row['judged_of_all_percent']:.1f}"}
        said += text(language, "review.rates", **percents)
    return said + text(language, "end")


def counts_table(review: Reviewed, divisions: tuple[str, ...], catalogue: Catalogue) -> Table:
    """Return the counts of some divisions, with both denominators of the rate."""
    language = catalogue.language
    frame = review.counts[review.counts["division"].isin(divisions)].reset_index(drop=True)
    named = dict.fromkeys(("n_rows", "done", "missed"), "") | {"missed": MISSED[review.kind]}
    named |= dict.fromkeys(("not_observed", "definition_changed", "no_number"), "")
    division = Column("division_label", text(language, "column.division"), width=1.6, merged=True)
    is_single = len(divisions) == 1
    if is_single:
        order = {name: place for place, name in enumerate(catalogue.regions)}
        by_place = frame["division_part"].map(order).fillna(0).argsort(kind="stable")
        frame = frame.iloc[by_place].reset_index(drop=True)
    part = text(language, f"column.{PARTS.get(divisions[0], 'part')}")
    columns = (
        *(() if is_single else (division,)),
        Column("division_part_label", part, width=3.8 if is_single else 2.4),
        *(
            Column(name, text(language, f"column.{other or name}"), 0, width=1.4)
            for name, other in named.items()
        ),
        Column("done_of_judged_percent", text(language, "column.done_of_judged"), 1, width=1.5),
        Column("judged_of_all_percent", text(language, "column.judged_of_all"), 1, width=1.5),
    )
    title = text(language, f"table.counts_{divisions[0]}", year=review.year)
    return Table(f"review:counts:{divisions[0]}", title, frame, columns)


def observed_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return the rows of which anything was observed."""
    language = catalogue.language
    columns = (
        Column("region_label", text(language, "column.region"), width=1.6),
        Column("indicator_label", text(language, "column.indicator"), width=3.2),
        Column("target_as_printed", text(language, "column.target_short"), width=2.2),
        Column("due", text(language, "column.due", year=review.year), None, width=1.3),
        Column(
            "observed",
            text(language, "column.observed", year=review.year),
            None,
            width=1.4,
            beside="observed_status_label",
        ),
        Column("latest_value", text(language, "column.latest"), None, 1.6, "latest_year"),
        Column("schedule_status_label", text(language, "column.schedule"), width=1.7),
        Column("evaluation_label", text(language, "column.evaluation"), width=2.1),
    )
    title = text(language, "table.observed", year=review.year)
    return Table("review:observed", title, rows, columns)


def modelled_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return what a run projects for the plans' own rows; no observation."""
    language = catalogue.language
    rows = _by_region(rows, catalogue)
    rows = rows.assign(chance_percent=rows["chance"].astype("float64") * 100)
    extra = []
    if _holds(rows, "restated_target"):
        extra.append(Column("restated_target", text(language, "column.restated"), None, width=1.6))
    if _holds(rows, "at_pace"):
        extra.append(Column("at_pace", text(language, "column.at_pace"), None, width=1.6))
    if _holds(rows, "suggested"):
        said = rows["suggestion_label"].where(rows["suggested"].notna(), "")
        rows = rows.assign(suggestion_said=said)
        heading = text(language, "column.suggested")
        extra.append(Column("suggested", heading, None, width=1.8, beside="suggestion_said"))
    columns = (
        Column("region_label", text(language, "column.region"), width=1.6, merged=True),
        Column("indicator_label", text(language, "column.indicator"), WORDS, 4.0, "unit_note"),
        Column("target_as_printed", text(language, "column.target_short"), width=2.4),
        Column("projected", text(language, "column.projected", year=review.year), None, width=1.6),
        Column("projected_target", text(language, "column.projected_target"), None, width=1.6),
        Column("chance_percent", text(language, "column.chance"), 0, width=1.2),
        *extra,
    )
    title = text(language, "table.modelled", year=review.year)
    return Table("review:modelled", title, rows, columns, (text(language, "note.modelled"),))


def causes_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table | None:
    """Return what a run suggests of money and delay; None where it suggests nothing."""
    language = catalogue.language
    if "model_money" not in rows:
        return None
    frame = rows[(rows["scope_of_target"] == OWN) & (rows["model_money"] != "")]
    if frame.empty:
        return None
    columns = (
        Column("region_label", text(language, "column.region"), width=1.3, merged=True),
        Column("indicator_label", text(language, "column.indicator"), width=2.8),
        Column("model_money", text(language, "column.money"), width=3.6),
        Column("model_delay", text(language, "column.delay"), width=3.6),
    )
    title = text(language, "table.causes", year=review.year)
    notes = (tell(language, HOW),)
    return Table("review:causes", title, _by_region(frame, catalogue), columns, notes)


def _holds(rows: pd.DataFrame, name: str) -> bool:
    """Return whether a column is there and says anything."""
    return name in rows and bool(rows[name].notna().any())


def unseen_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return which bureau has to observe which row of the plans."""
    language = catalogue.language
    frame = rows.sort_values(["lead_bureau"], kind="stable").reset_index(drop=True)
    columns = (
        Column("lead_bureau", text(language, "column.bureau"), width=2.6, merged=True),
        Column("region_label", text(language, "column.region"), width=1.4),
        Column("indicator_label", text(language, "column.indicator"), WORDS, 4.2, "unit_note"),
        Column("target_as_printed", text(language, "column.target_short"), width=2.4),
        Column("nature_label", text(language, "column.nature"), width=1.4),
    )
    title = text(language, "table.unseen", year=review.year)
    return Table("review:unseen", title, frame, columns)
