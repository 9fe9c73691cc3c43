"""The yearly, mid-term and final reviews of the plans as a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from simulator.analysis.document import Block, Column, Heading, Paragraph, Table
from simulator.analysis.labels import Catalogue
from simulator.analysis.reports.texts import text

DIVISIONS = ("all", "scope_of_target", "nature", "domain")
"""Divisions counted together; regions and bureaus have tables of their own."""
OWN = "own"
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
    """Yield summary, counts, what was observed, what is modelled, and what is not observed."""
    language, rows = catalogue.language, _with_known_units(review.rows)
    yield Heading(text(language, "chapter.summary"))
    yield Paragraph(counts_sentence(review, language))
    yield from (Paragraph(note, is_note=True) for note in review.notes)
    yield Heading(text(language, "chapter.evaluation"))
    yield counts_table(review, DIVISIONS, catalogue)
    yield counts_table(review, ("region",), catalogue)
    yield counts_table(review, ("lead_bureau",), catalogue)
    observed = rows[rows["latest_year"].notna()].reset_index(drop=True)
    yield Heading(text(language, "chapter.observed"))
    if observed.empty:
        yield Paragraph(text(language, "review.none_observed", year=review.year))
    else:
        yield observed_table(review, observed, catalogue)
    modelled = rows[rows["projected"].notna() & (rows["scope_of_target"] == OWN)]
    if len(modelled):
        yield Heading(text(language, "chapter.modelled"))
        yield modelled_table(review, modelled.reset_index(drop=True), catalogue)
    unseen = rows[(rows["evaluation"] == "not_observed") & (rows["scope_of_target"] == OWN)]
    if len(unseen):
        yield Heading(text(language, "chapter.unseen"))
        yield unseen_table(review, unseen, catalogue)


def _with_known_units(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a unit of two decimals where a row of a plan without target has none."""
    return rows.assign(unit=rows["unit"].where(rows["unit"] != "", TWO_DECIMALS))


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
    numbers = ("n_rows", "done", "missed", "not_observed", "definition_changed", "no_number")
    columns = (
        Column("division_label", text(language, "column.division"), width=1.5, merged=True),
        Column("division_part_label", text(language, "column.part"), width=2.4),
        *(Column(name, text(language, f"column.{name}"), 0, width=1.2) for name in numbers),
        Column("done_of_judged_percent", text(language, "column.done_of_judged"), 1, width=1.4),
        Column("judged_of_all_percent", text(language, "column.judged_of_all"), 1, width=1.4),
    )
    title = text(language, f"table.counts_{divisions[0]}", year=review.year)
    return Table(f"review:counts:{divisions[0]}", title, frame, columns)


def observed_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return the rows of which anything was observed."""
    language = catalogue.language
    columns = (
        Column("region_label", text(language, "column.region"), width=1.6),
        Column("indicator_label", text(language, "column.indicator"), width=3.2),
        Column("target_as_printed", text(language, "column.target_short"), width=1.7),
        Column("due", text(language, "column.due", year=review.year), None, width=1.5),
        Column(
            "observed",
            text(language, "column.observed", year=review.year),
            None,
            width=1.8,
            beside="observed_status_label",
        ),
        Column("latest_value", text(language, "column.latest"), None, 1.6, "latest_year"),
        Column("schedule_status_label", text(language, "column.schedule"), width=1.7),
        Column("evaluation_label", text(language, "column.evaluation"), width=2.0),
    )
    title = text(language, "table.observed", year=review.year)
    return Table("review:observed", title, rows, columns)


def modelled_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return what a run projects for the plans' own rows; no observation."""
    language = catalogue.language
    regions = {name: place for place, name in enumerate(catalogue.regions)}
    rows = rows.sort_values("region", key=lambda one: one.map(regions), kind="stable")
    rows = rows.assign(chance_percent=rows["chance"].astype("float64") * 100)
    extra = []
    if "restated_target" in rows:
        extra.append(Column("restated_target", text(language, "column.restated"), None, width=1.6))
    if "at_pace" in rows:
        extra.append(Column("at_pace", text(language, "column.at_pace"), None, width=1.6))
        said = rows["suggestion_label"].where(rows["suggested"].notna(), "")
        rows = rows.assign(suggestion_said=said)
        heading = text(language, "column.suggested")
        extra.append(Column("suggested", heading, None, width=1.8, beside="suggestion_said"))
    columns = (
        Column("region_label", text(language, "column.region"), width=1.6),
        Column("indicator_label", text(language, "column.indicator"), width=3.2),
        Column("target_as_printed", text(language, "column.target_short"), width=1.7),
        Column("projected", text(language, "column.projected", year=review.year), None, width=1.6),
        Column("projected_target", text(language, "column.projected_target"), None, width=1.6),
        Column("chance_percent", text(language, "column.chance"), 0, width=1.2),
        *extra,
    )
    title = text(language, "table.modelled", year=review.year)
    return Table("review:modelled", title, rows, columns, (text(language, "note.modelled"),))


def unseen_table(review: Reviewed, rows: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return which bureau has to observe which row of the plans."""
    language = catalogue.language
    frame = rows.sort_values(["lead_bureau"], kind="stable").reset_index(drop=True)
    columns = (
        Column("lead_bureau", text(language, "column.bureau"), width=2.4, merged=True),
        Column("region_label", text(language, "column.region"), width=1.4),
        Column("indicator_label", text(language, "column.indicator"), width=4.5),
        Column("target_as_printed", text(language, "column.target_short"), width=2.2),
        Column("nature_label", text(language, "column.nature"), width=1.4),
    )
    title = text(language, "table.unseen", year=review.year)
    return Table("review:unseen", title, frame, columns)
