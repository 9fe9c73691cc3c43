"""``equalise report``: runs as an Excel annex or as CSV."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, option, store
from simulator.cli.values import FileName
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

SUFFIXES = (".xlsx", ".csv", ".parquet")


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "runs", many=True),
        option(language, "to", FileName(SUFFIXES), text="to_report"),
        store(language),
    ]
    return command(language, "report", report, parameters)


def report(writer: Writer, *, runs: tuple[str, ...], to: Path | None, store: Path) -> int:
    """Write runs into one file; its suffix decides the form."""
    if to is None:
        args = {"given": "--to", "usage": "equalise report RUN... --to FILE"}
        raise InputError(Problem("C103", Where(), args))
    found = [api.open_run(ref, store) for ref in runs]
    to.parent.mkdir(parents=True, exist_ok=True)
    writer.wrote(api.write_report(found, to, lang=writer.language))
    return 0
