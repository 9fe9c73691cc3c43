"""``equalise population``: residents of the province, its cities and counties."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, option, overlay, store
from simulator.cli.saving import save_table
from simulator.cli.values import Choice, FileName, Word
from simulator.cli.writer import Writer

AGES = ("groups", "five", "single")
SHOWN = (
    "year",
    "total_status_label",
    "total",
    "under_3",
    "3_5",
    "6_11",
    "aged_0_14",
    "aged_15_64",
    "60_plus",
    "65_plus",
    "80_plus",
    "births",
    "deaths",
    "net_migration",
    "dependency_total",
)
"""Columns a screen has room for; ``--json`` holds all."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run_or_scenario"),
        option(language, "region", Word("REGION"), default="henan"),
        option(language, "until", YEARS),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_people"),
        option(language, "ages", Choice(AGES), default=AGES[0]),
        overlay(language),
        store(language),
    ]
    return command(language, "population", population, parameters)


def population(
    writer: Writer,
    *,
    run_or_scenario: str,
    region: str,
    until: int | None,
    to: Path | None,
    ages: str,
    params: Path | None,
    store: Path,
) -> int:
    """Write a region year by year, or with ``--to`` all places and ages to a file."""
    found = api.people_of(run_or_scenario, store, until=until, params=params)
    if to is not None:
        table = api.population_table(found, ages, writer.language)
        save_table(writer, table, to)
        places = table.groupby("level")["place"].nunique()
        writer.say("people_levels", cities=places["city"], counties=places["county"])
        return 0
    table = api.population_overview(found, region, writer.language)
    title = writer.text("population_title", region=table.attrs["name"])
    writer.frame(table, title=f"{title}\n", shown=SHOWN)
    writer.say("population_notes")
    return 0
