"""``equalise projects RUN``: every project of a run, where it stands and what it waited for."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, option, store
from simulator.cli.values import FileName, Word
from simulator.cli.writer import Writer

SHOWN = (
    "project",
    "service_label",
    "units",
    "status_label",
    "asked",
    "approved",
    "funded",
    "started",
    "commissioned",
    "months_waiting_money",
    "months_waiting_builders",
)
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "region", Word("REGION")),
        option(language, "service", Word("SERVICE")),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        store(language),
    ]
    return command(language, "projects", projects, parameters)


def projects(
    writer: Writer,
    *,
    run: str,
    store: Path,
    region: str | None,
    service: str | None,
    to: Path | None,
) -> int:
    """Write the projects of a region and a service, by default all."""
    found = api.open_run(run, store)
    table = api.run_projects(found, region=region, service=service, lang=writer.language)
    if to is not None:
        writer.wrote(api.write_table(table, to, writer.language))
        return 0
    title = writer.text("projects_title", label=found.label(writer.language), n=len(table))
    writer.frame(table, title=f"{title}\n", shown=SHOWN)
    writer.say("projects_notes")
    writer.say("run_id", ids=found.id)
    return 0
