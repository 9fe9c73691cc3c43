"""``equalise explain RUN_A RUN_B``: which inputs make two runs differ, and by how much each."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_DRAWS, MAX_SEED, YEARS, argument, option, overlay, store
from simulator.cli.progress import progress
from simulator.cli.saving import save_table
from simulator.cli.values import FileName, Names, WholeNumber
from simulator.cli.writer import Writer
from simulator.errors import InputError, MachineError, Problem, Where

SHOWN = ("label", "changed_alone", "changed_last", "shapley")
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""
SAMPLED = ("standard_error",)
DRAWN = ("changed_alone_interval_label", "shapley_interval_label")


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "first_run"),
        argument(language, "other_run"),
        option(language, "outcome", Names(), text="outcomes", required=True),
        option(language, "region", Names(), text="areas", default=("henan",)),
        option(language, "year", YEARS, text="target_year"),
        option(language, "seed", WholeNumber(0, MAX_SEED), text="orders_seed"),
        option(language, "draws", WholeNumber(0, MAX_DRAWS), text="paired_draws"),
        option(language, "budget", FileName(), text="own_money"),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        option(language, "waterfall", FileName((".html",))),
        overlay(language),
        store(language),
    ]
    return command(language, "explain", explain, parameters)


def explain(
    writer: Writer,
    *,
    first_run: str,
    other_run: str,
    outcome: tuple[str, ...],
    region: tuple[str, ...],
    year: int | None,
    seed: int | None,
    draws: int | None,
    budget: Path | None,
    params: Path | None,
    store: Path,
    to: Path | None,
    waterfall: Path | None,
) -> int:
    """Write each outcome and region in sentences and as a table."""
    if waterfall is not None and len(outcome) * len(region) > 1:
        raise InputError(Problem("C159", Where(key="--waterfall")))
    runs = [api.open_run(ref, store) for ref in (first_run, other_run)]
    with progress(writer, writer.text("explaining")) as report:
        found = api.explain_difference(
            *runs, params=params, budget=budget, seed=seed, draws=draws, on_progress=report
        )
    cells = [
        api.difference_of(found, one, place, year, writer.language)
        for one in outcome
        for place in region
    ]
    if waterfall is not None:
        draw_waterfall(writer, cells[0], runs, waterfall)
    table = pd.concat([cell.table for cell in cells], ignore_index=True)
    if to is not None:
        save_table(writer, table, to)
    if to is None and waterfall is None:
        tell(writer, cells, table, sampled=found.n_orders > 0)
        writer.say("run_id", ids=", ".join(run.id for run in runs))
    return 0


def tell(
    writer: Writer, cells: Sequence[api.Explained], table: pd.DataFrame, *, sampled: bool
) -> None:
    """Write every cell in sentences and as a table, what was changed under the last."""
    if writer.as_json:
        writer.frame(table)
        return
    for cell in cells:
        for sentence in cell.story:
            writer.line(sentence)
        if not writer.quiet:
            drawn = [one for one in DRAWN if cell.shown[one].any()]
            shown = (*SHOWN, *drawn, *(SAMPLED if sampled else ()))
            title = writer.text("unit_is", unit=cell.shown["unit_label"].iloc[0])
            writer.frame(cell.shown, title=title, shown=shown)
    writer.notes(cells[-1].notes)


def draw_waterfall(
    writer: Writer, cell: api.Explained, runs: Sequence[api.Run], path: Path
) -> None:
    """Write one cell as a page; the library of the pages is loaded for it alone."""
    try:
        pages = import_module("dashboards.charts.waterfall")
    except ModuleNotFoundError as missing:
        args = {"given": str(missing.name)}
        raise MachineError(Problem("C111", Where(), args)) from missing
    about = cell.table.iloc[0]
    first, other = (run.label(writer.language) for run in runs)
    title = writer.text(
        "waterfall_title",
        region=about["region_label"],
        outcome=about["outcome_label"],
        year=about["year"],
        first=first,
        other=other,
    )
    source = writer.text("picture_source", ids=", ".join(run.id for run in runs))
    notes = [*cell.story, *cell.notes, source]
    page = pages.waterfall_page(cell.waterfall, title, writer.language, notes)
    writer.wrote(api.write_page(page, path))
