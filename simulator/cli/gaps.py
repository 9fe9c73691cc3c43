"""``equalise gaps``: how far every city is from a reference; linked cities apart and together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator import api
from simulator.axes import REFERENCES
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.values import Choice
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

if TYPE_CHECKING:
    import pandas as pd

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
    "gap_interval_label",
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
USED = (
    "service_label",
    "unit",
    "region_label",
    "standing_units",
    "available",
    "need",
    "take_up_percent",
    "demand",
    "use",
    "idle",
    "unmet",
    "idle_yuan",
    "unmet_yuan",
    "providers_label",
)
"""The same of ``--use``."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "reference", Choice(REFERENCES)),
        option(language, "year", YEARS),
        flag(language, "include_imputed"),
        flag(language, "pooled"),
        flag(language, "use"),
        flag(language, "sentences"),
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
    use: bool,
    sentences: bool,
) -> int:
    """Write the gap table of one year, by default the last, or another view in its place."""
    found = api.open_run(run, store)
    asked = year if year is not None else int(found.gaps["year"].max())
    refuse_year(asked, [found])
    given = {"--reference": reference is not None, "--use": use, "--sentences": sentences}
    if pooled:
        refuse_with("--pooled", {**given, "--include-imputed": include_imputed})
        return write_pooled(writer, found, asked)
    if use:
        refuse_with("--use", {**given, "--use": False})
        return write_use(writer, found, asked, include_imputed=include_imputed)
    if sentences:
        if reference is not None:
            raise InputError(Problem("C170", Where(key="--reference")))
        return write_sentences(writer, found, asked, include_imputed=include_imputed)
    table = api.gap_table(
        found,
        asked,
        reference=reference,
        include_imputed=include_imputed,
        lang=writer.language,
    )
    title = writer.text("gaps_title", label=found.label(writer.language), year=asked)
    writer.frame(table, title=f"{title}\n", shown=shown_of(table))
    writer.notes(table.attrs.get("notes", ()))
    writer.say("run_id", ids=found.id)
    return 0


def shown_of(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns a screen shows; without draws there is no interval."""
    label = "gap_interval_label"
    drawn = label in table and bool(table[label].any())
    return tuple(name for name in SHOWN if name in table and (drawn or name != label))


def refuse_with(view: str, given: Mapping[str, bool]) -> None:
    """Raise for options that choose gaps, which a ``view`` of use does not show (C145)."""
    problems = [
        Problem("C145", Where(key=name), {"view": view}) for name, used in given.items() if used
    ]
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


def write_use(writer: Writer, run: api.Run, year: int, *, include_imputed: bool) -> int:
    """Write what is asked for, used, idle and unmet in every service."""
    table = api.run_use(run, year, writer.language, include_imputed=include_imputed)
    title = writer.text("use_title", label=run.label(writer.language), year=year)
    writer.frame(table, title=f"{title}\n", shown=USED)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0


def write_sentences(writer: Writer, run: api.Run, year: int, *, include_imputed: bool) -> int:
    """Write a sentence for each city and key indicator, a paragraph each."""
    table = api.run_sentences(run, year, writer.language, include_imputed=include_imputed)
    if writer.as_json:
        writer.frame(table)
        return 0
    for sentence in table["sentence"]:
        writer.line(f"{sentence}\n")
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0
