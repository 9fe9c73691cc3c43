"""``equalise goal-seek SCENARIO``: how far a lever must be moved to reach a value."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_DRAWS, YEARS, argument, option, overlay
from simulator.cli.values import FileName, WholeNumber, Word
from simulator.cli.writer import Writer

NO = 1
"""Exit status where the goal is out of reach."""
SHOWN = ("point_label", "setting_label", "value", "met", "chance")


class Options(TypedDict):
    """What is asked, under the names `simulator.api` uses."""

    lever: str
    goal: str
    region: str
    year: int | None
    draws: int
    until: int | None
    as_of: int | None
    params: Path | None
    budget: Path | None


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "scenario"),
        option(language, "lever", Word("PATH"), required=True),
        option(language, "goal", Word("GOAL"), required=True),
        option(language, "region", Word("REGION"), default="henan"),
        option(language, "year", YEARS, text="target_year"),
        option(language, "draws", WholeNumber(0, MAX_DRAWS), text="optimise_draws", default=100),
        option(language, "until", YEARS),
        option(language, "as_of", YEARS),
        option(language, "budget", FileName((".csv",))),
        overlay(language),
    ]
    return command(language, "goal-seek", goal_seek, parameters)


def goal_seek(writer: Writer, *, scenario: str, **options: Unpack[Options]) -> int:
    """Write the step at which the goal is met, and the one before."""
    found = api.goal_seek(scenario, **options)
    table = api.goal_points(found, writer.language)
    first = table.iloc[0]
    title = writer.text(
        "goal_seek_title",
        scenario=scenario,
        region=first["region_label"],
        indicator=first["indicator_label"],
        year=first["year"],
        goal=options["goal"],
    )
    writer.frame(table, title=f"{title}\n", shown=SHOWN)
    writer.notes(api.goal_notes(found, writer.language))
    return 0 if found.is_met else NO
