"""``equalise gaps``: how far every city is from a reference; linked cities apart and together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from simulator import api
from simulator.axes import REFERENCES
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.values import Choice, Names
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
        option(language, "region", Names(), variable="regions", text="only_region"),
        flag(language, "include_imputed"),
        flag(language, "pooled"),
        flag(language, "use"),
        flag(language, "sentences"),
        store(language),
    ]
    return command(language, "gaps", gaps, parameters)


class Options(TypedDict):
    """What is asked."""

    reference: str | None
    year: int | None
    regions: tuple[str, ...] | None
    include_imputed: bool
    pooled: bool
    use: bool
    sentences: bool


def gaps(writer: Writer, *, run: str, store: Path, **asked: Unpack[Options]) -> int:
    """Write the gap table of one year, by default the last, or another view in its place."""
    found = api.open_run(run, store)
    year = asked["year"] if asked["year"] is not None else int(found.gaps["year"].max())
    refuse_year(year, [found])
    regions, imputed = asked["regions"], asked["include_imputed"]
    if regions is not None:
        api.refuse_regions(found, regions)
    reference = asked["reference"]
    given = {
        "--reference": reference is not None,
        "--use": asked["use"],
        "--sentences": asked["sentences"],
    }
    if asked["pooled"]:
        more = {"--include-imputed": imputed, "--region": regions is not None}
        refuse_with("--pooled", {**given, **more})
        return write_pooled(writer, found, year)
    if asked["use"]:
        refuse_with("--use", {**given, "--use": False})
        table = api.run_use(found, year, writer.language, include_imputed=imputed)
        return write_use(writer, found, year, only(table, regions))
    if asked["sentences"]:
        if reference is not None:
            raise InputError(Problem("C170", Where(key="--reference")))
        table = api.run_sentences(found, year, writer.language, include_imputed=imputed)
        return write_sentences(writer, found, only(table, regions))
    table = api.gap_table(
        found, year, reference=reference, include_imputed=imputed, lang=writer.language
    )
    title = writer.text("gaps_title", label=found.label(writer.language), year=year)
    writer.frame(only(table, regions), title=f"{title}\n", shown=shown_of(table))
    writer.notes(table.attrs.get("notes", ()))
    writer.say("run_id", ids=found.id)
    return 0


def only(table: pd.DataFrame, regions: tuple[str, ...] | None) -> pd.DataFrame:
    """Return the rows of some regions, all where none is named."""
    if regions is None:
        return table
    kept = table[table["region"].isin(regions)]
    kept.attrs = table.attrs
    return kept


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


def write_use(writer: Writer, run: api.Run, year: int, table: pd.DataFrame) -> int:
    """Write what is asked for, used, idle and unmet in every service."""
    title = writer.text("use_title", label=run.label(writer.language), year=year)
    writer.frame(table, title=f"{title}\n", shown=USED)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0


def write_sentences(writer: Writer, run: api.Run, table: pd.DataFrame) -> int:
    """Write a sentence for each city and key indicator, a paragraph each."""
    if writer.as_json:
        writer.frame(table)
        return 0
    for sentence in table["sentence"]:
        writer.line(f"{sentence}\n")
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0
