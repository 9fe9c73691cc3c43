"""Several runs side by side in a report: inputs first, then money, then outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from simulator.analysis.compare import INTERVAL, Comparison
from simulator.analysis.document import Block, Column, Heading, Paragraph, Table
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import YUAN_PER_YI, decimals
from simulator.analysis.reports.findings import (
    due_rows,
    due_year,
    missed,
    of_own_plan,
    planned,
    tally,
)
from simulator.analysis.reports.plan_table import plan_rows
from simulator.analysis.reports.texts import for_readers, sum_of, text
from simulator.analysis.run_view import RunView, target_year

YUAN = re.compile(r"(\d{5,})(?:\.0)? (?:元|yuan)")


def comparison_blocks(
    views: Sequence[RunView], found: Comparison, year: int, catalogue: Catalogue
) -> Iterator[Block]:
    """Yield the chapter on the comparison; differences are to the first run."""
    language = catalogue.language
    yield Heading(text(language, "chapter.comparison"))
    first, *others = for_readers(found.notes)
    yield Paragraph(first)
    yield Heading(text(language, "chapter.inputs"), 2)
    inputs = inputs_table(views, found, catalogue)
    yield replace(inputs, notes=(*inputs.notes, *others))
    yield Heading(text(language, "chapter.totals"), 2)
    yield totals_table(views, found, year, catalogue)
    yield Heading(text(language, "chapter.outcomes"), 2)
    yield met_table(views, catalogue)
    for region in planned(due_rows(views[0], catalogue)):
        yield forecast_table(views, region, catalogue)
    for view in views[1:]:
        yield outcomes_table(views[0], view, found, year, catalogue)


def inputs_table(views: Sequence[RunView], found: Comparison, catalogue: Catalogue) -> Table:
    """Return the inputs that are not the same in all runs."""
    language = catalogue.language
    columns = (
        Column("kind_label", text(language, "column.kind"), width=1.3, merged=True),
        Column("input_label", text(language, "column.input"), width=2.8),
        *(Column(view.id, view.label, width=1.7) for view in views),
    )
    title, notes = text(language, "table.inputs"), (text(language, "note.inputs"),)
    frame = found.inputs.copy()
    for view in views:
        frame[view.id] = [_money(one, language) for one in frame[view.id]]
    return Table("compare:inputs", title, frame, columns, notes)


def _money(value: str, language: str) -> str:
    """Return an amount of a scenario in 亿元 or billions, anything else as it is."""
    found = YUAN.fullmatch(value)
    return sum_of(float(found[1]), language) if found else value


def totals_table(
    views: Sequence[RunView], found: Comparison, year: int, catalogue: Catalogue
) -> Table:
    """Return the money of the whole province to the year, and the differences [亿元]."""
    language = catalogue.language
    frame = found.totals.copy()
    frame.attrs = {}
    numbers = [view.id for view in views]
    numbers += [f"difference:{view.id}" for view in views[1:]]
    frame[numbers] = frame[numbers] / YUAN_PER_YI
    for view in views[1:]:
        difference = frame[f"difference:{view.id}"]
        frame[f"said:{view.id}"] = [f"{one + 0.0:+,.2f}" for one in difference.round(2)]
    columns = (
        Column("label", text(language, "column.money"), width=2.2),
        *(
            Column(view.id, view.label, 2, 1.6, "" if view is views[0] else f"said:{view.id}")
            for view in views
        ),
    )
    title = text(language, "table.totals", first=views[0].base + 1, year=year)
    return Table("compare:totals", title, frame, columns, (text(language, "note.totals"),))


def met_table(views: Sequence[RunView], catalogue: Catalogue) -> Table:
    """Return how many targets of each plan are met in each run."""
    language = catalogue.language
    per_run = {view.id: due_rows(view, catalogue) for view in views}
    first = per_run[views[0].id]
    rows = []
    for region in planned(first):
        row: dict[str, object] = {"region": catalogue.name("region", region)}
        for run, frame in per_run.items():
            own = frame[of_own_plan(frame) & (frame["region"] == region)]
            counted = tally(own)
            row |= {run: counted.n_met, "judged": counted.n_judged}
        rows.append(row)
    columns = (
        Column("region", text(language, "column.plan_of"), width=1.6),
        Column("judged", text(language, "column.judged"), 0, width=1.4),
        *(Column(view.id, text(language, "column.met_in", label=view.label), 0) for view in views),
    )
    year = min(target_year(views[0]), *(view.end for view in views))
    title = text(language, "table.met", year=year)
    names = ["region", "judged", *per_run]
    return Table("compare:met", title, pd.DataFrame(rows, columns=names), columns)


def forecast_table(
    views: Sequence[RunView], region: str, catalogue: Catalogue, most: int | None = None
) -> Table:
    """Return what each run forecasts for the targets of one region that can be judged.

    The ones that the first run misses by most come first when only ``most`` rows are shown.
    """
    language = catalogue.language
    per_run = [due_rows(view, catalogue) for view in views]
    first = plan_rows(per_run[0][per_run[0]["region"] == region], catalogue)
    first = first[first["met"].notna()]
    if most is not None:
        chosen = [*missed(first)["row_id"], *first["row_id"]]
        kept = list(dict.fromkeys(chosen))[:most]
        first = first.set_index("row_id").loc[kept].reset_index()
    frame = first[["label", "unit_note", "base", "target_as_printed", "row_id", "plan", "unit"]]
    for view, rows in zip(views, per_run, strict=True):
        own = plan_rows(rows[rows["region"] == region], catalogue).set_index(["plan", "row_id"])
        own = own.reindex(pd.MultiIndex.from_frame(frame[["plan", "row_id"]]))
        said = [_verdict(row, language) for _, row in own.iterrows()]
        frame = frame.assign(**{f"said:{view.id}": said})
        frame[view.id] = own["value"].to_numpy()
    columns = (
        Column("label", text(language, "column.indicator"), width=3.4, beside="unit_note"),
        Column("base", text(language, "column.base", year=views[0].base), width=1.6),
        Column(
            "target_as_printed",
            text(language, "column.target", year=due_year(first, views[0])),
            width=2.0,
        ),
        *(Column(view.id, view.label, None, width=2.0, beside=f"said:{view.id}") for view in views),
    )
    year = min(target_year(views[0]), *(view.end for view in views))
    title = text(language, "table.forecasts", region=catalogue.name("region", region), year=year)
    mark = views[0].hindsight.mark(year, language)
    title += text(language, "caption.marked", mark=mark) if mark else ""
    notes = (text(language, "note.forecasts"),)
    return Table(f"compare:forecast:{region}", title, frame, columns, notes)


def _verdict(row: pd.Series, language: str) -> str:
    """Return whether a target is met or nearly, and the chance of it where draws were made."""
    if pd.isna(row["verdict"]):
        return ""
    verdict = str(row["verdict"])
    if row["near"]:
        verdict = text(language, "verdict_near", verdict=verdict)
    if pd.isna(row["probability_met"]):
        return verdict
    percent = f"{float(row['probability_met']) * 100:.0f}"
    return text(language, "verdict_chance", verdict=verdict, percent=percent)


def outcomes_table(
    first: RunView, other: RunView, found: Comparison, year: int, catalogue: Catalogue
) -> Table:
    """Return the outcomes of a run beside the first, with the interval of the paired difference.

    The province and the cities with a plan of their own; rows that do not differ are left out.
    """
    language = catalogue.language
    shown = planned(due_rows(first, catalogue))
    frame = found.outcomes[found.outcomes["region"].isin(shown) & ~found.outcomes["imputed"]]
    difference = f"difference:{other.id}"
    order = {region: place for place, region in enumerate(shown)}
    frame = frame.sort_values("region", key=lambda one: one.map(order), kind="stable")
    n_rows = len(frame)
    shows = [
        round(abs(gap), decimals(str(unit))) > 0
        for gap, unit in zip(frame[difference], frame["unit"], strict=True)
    ]
    frame = frame[shows].reset_index(drop=True)
    interval = f"{INTERVAL}:{other.id}"
    drawn = interval in frame
    columns = (
        Column("region_label", text(language, "column.region"), width=1.7),
        Column("indicator_label", text(language, "column.indicator"), width=3.6),
        Column("unit_label", text(language, "column.unit"), width=1.5),
        Column(first.id, first.label, None, width=1.8),
        Column(other.id, other.label, None, width=1.8),
        Column(
            difference,
            text(language, "column.difference"),
            None,
            2.2,
            interval if drawn else "",
            signed=True,
        ),
    )
    title = text(language, "table.outcomes", label=other.label, first=first.label, year=year)
    notes = [text(language, "note.left_out", n=n_rows - len(frame))]
    if drawn:
        notes.insert(0, text(language, "note.paired"))
    return Table(f"compare:{other.id}", title, frame, columns, tuple(notes))
