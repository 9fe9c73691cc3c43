"""``equalise explain-number RUN``: one number from the printed base to the year, in sentences."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, option, store
from simulator.cli.values import Word
from simulator.cli.writer import Writer


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "indicator", Word("INDICATOR"), default="hospital_beds_per_1000"),
        option(language, "region", Word("REGION"), default="henan"),
        option(language, "year", YEARS),
        store(language),
    ]
    return command(language, "explain-number", explain_number, parameters)


def explain_number(
    writer: Writer, *, run: str, store: Path, indicator: str, region: str, year: int | None
) -> int:
    """Write how a number came about, by default in the run's last year."""
    found = api.open_run(run, store)
    asked = year if year is not None else api.run_years(found)[-1]
    steps = api.explain_number(found, indicator, region, asked, writer.language)
    if writer.as_json:
        writer.frame(steps)
        return 0
    for sentence in steps.attrs["story"]:
        writer.line(sentence)
    writer.say("run_id", ids=found.id)
    return 0
