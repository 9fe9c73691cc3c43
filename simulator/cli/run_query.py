"""``equalise runs query``: SQL over stored runs, read-only."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, option, store
from simulator.cli.saving import save_table
from simulator.cli.values import FileName, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

TABLES = (".csv", ".xlsx")
SCREEN = 1_000
"""Rows that are written to a screen at most."""


def make_query(language: str) -> click.Command:
    """Return ``runs query``."""
    parameters = [
        argument(language, "sql", kind=Word("SQL")),
        argument(language, "runs", many=True, required=False, text="runs_or_all"),
        option(language, "to", FileName(TABLES), text="to_table"),
        store(language),
    ]
    return command(language, "query", query, parameters)


def query(writer: Writer, *, sql: str, runs: tuple[str, ...], to: Path | None, store: Path) -> int:
    """Write what a query finds in the tables of some runs, of all by default."""
    found = api.query_runs(sql, runs, store)
    if to is not None:
        save_table(writer, found, to)
    elif writer.as_json:
        writer.frame(found)
    elif len(found) > SCREEN:
        args = {"rows": f"{len(found):,}", "most": f"{SCREEN:,}"}
        raise InputError(Problem("R245", Where(), args))
    elif len(found):
        writer.as_it_is(found)
    else:
        writer.say("nothing_found")
    if not runs:
        writer.unread(api.unreadable_runs(store))
    return 0
