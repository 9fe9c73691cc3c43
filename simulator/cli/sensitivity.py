"""``equalise sensitivity SCENARIO``: what an outcome hangs on, and what to check next."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_JOBS, MAX_SEED, YEARS, argument, option, overlay
from simulator.cli.progress import progress
from simulator.cli.saving import save_table
from simulator.cli.values import Choice, FileName, WholeNumber, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

MAX_POINTS = 1 << 16
SHOWN = {
    "tornado": ("label", "kind_label", "grade_label", "at_low", "at_high", "swing", "turns"),
    "sobol": (
        "kind_label",
        "n_inputs",
        "alone",
        "with_interactions",
        "interval_low",
        "interval_high",
    ),
    "morris": ("label", "kind_label", "grade_label", "strength", "error", "bend"),
    "rule": ("label", "unit", "at_least", "at_most"),
    "check": ("label", "kind_label", "grade_label", "effect", "weakness", "priority"),
}
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""
ROWS = 20


class Options(TypedDict):
    """What is asked of the model, under the names `simulator.api` uses."""

    region: str
    year: int | None
    method: str
    n_points: int | None
    seed: int | None
    until: int | None
    params: Path | None
    jobs: int


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "scenario"),
        option(language, "outcome", Word("INDICATOR")),
        option(language, "region", Word("REGION"), default="henan"),
        option(language, "year", YEARS, text="target_year"),
        option(language, "method", Choice(tuple(SHOWN)), default="tornado"),
        option(language, "points", WholeNumber(1, MAX_POINTS), variable="n_points"),
        option(language, "seed", WholeNumber(0, MAX_SEED)),
        option(language, "until", YEARS),
        option(language, "jobs", WholeNumber(1, MAX_JOBS), default=1),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        overlay(language),
    ]
    return command(language, "sensitivity", sensitivity, parameters)


def sensitivity(
    writer: Writer,
    *,
    scenario: str,
    outcome: str | None,
    to: Path | None,
    **options: Unpack[Options],
) -> int:
    """Write what an outcome hangs on, strongest first."""
    if outcome is None and options["method"] != "check":
        usage = "equalise sensitivity SCENARIO --outcome INDICATOR"
        raise InputError(Problem("C103", Where(), {"given": "--outcome", "usage": usage}))
    with progress(writer, writer.text("progress", scenario=scenario)) as report:
        table = api.sensitivity(
            scenario,
            outcome=outcome or "all",
            lang=writer.language,
            on_progress=report,
            **options,
        )
    if to is not None:
        save_table(writer, table, to)
    elif writer.as_json:
        writer.frame(table)
    else:
        seen = table
        if by := table.attrs.get("by"):
            seen = table[table[by] > 0].head(ROWS)
        if len(seen):
            writer.frame(seen, shown=SHOWN[options["method"]])
        writer.notes(table.attrs["notes"])
        if len(seen) < len(table):
            writer.say("more_rows", n=len(table) - len(seen))
    return 0
