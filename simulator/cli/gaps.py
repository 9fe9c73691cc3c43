"""``equalise gaps``: how far every city is from a reference; linked cities apart and together."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.axes import REFERENCES
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.values import Choice
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

SHOWN = (
    "indicator_label",
    "region_label",
    "unit_label",
    "base_as_printed",
    "base_value",
    "base_grade_label",
    "value",
    "reference_label",
    "reference_value",
    "gap",
    "units_to_close",
    "yuan_to_close",
    "flags",
    "grade_label",
)
"""Columns a screen has room for; ``--json`` holds all."""
POOLED = (
    "service_label",
    "unit",
    "region_label",
    "residents",
    "available",
    "available_per_1000",
    "need",
    "demand",
    "use",
    "idle",
    "unmet",
)
"""The same of ``--pooled``."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "reference", Choice(REFERENCES)),
        option(language, "year", YEARS),
        flag(language, "include_imputed"),
        flag(language, "pooled"),
        store(language),
    ]
    return command(language, "gaps", gaps, parameters)


def gaps(
    writer: Writer,
    *,
    run: str,
    store: Path,
    reference: str | None,
    year: int | None,
    include_imputed: bool,
    pooled: bool,
) -> int:
    """Write the gap table of one year, by default the last."""
    found = api.open_run(run, store)
    asked = year if year is not None else int(found.gaps["year"].max())
    refuse_year(asked, [found])
    if pooled:
        refuse_with_pooled(reference, include_imputed=include_imputed)
        return write_pooled(writer, found, asked)
    table = api.gap_table(
        found,
        asked,
        reference=reference,
        include_imputed=include_imputed,
        lang=writer.language,
    )
    title = writer.text("gaps_title", label=found.label(writer.language), year=asked)
    writer.frame(table, title=f"{title}\n", shown=SHOWN if SHOWN[0] in table else ())
    writer.notes(table.attrs.get("notes", ()))
    writer.say("run_id", ids=found.id)
    return 0


def refuse_with_pooled(reference: str | None, *, include_imputed: bool) -> None:
    """Raise for options that choose gaps, which ``--pooled`` does not show (C145)."""
    given = {"--reference": reference is not None, "--include-imputed": include_imputed}
    problems = [Problem("C145", Where(key=name)) for name, used in given.items() if used]
    if problems:
        raise InputError(problems)


def write_pooled(writer: Writer, run: api.Run, year: int) -> int:
    """Write the cities that serve each other's residents, apart and together."""
    table = api.run_pooled(run, year, writer.language)
    title = writer.text("pooled_title", label=run.label(writer.language), year=year)
    writer.frame(table, title=f"{title}\n", shown=POOLED)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0
