"""``equalise runs diff``: what differs between two stored runs."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.commands import command
from simulator.cli.folded import folded
from simulator.cli.options import argument, store
from simulator.cli.writer import Writer

INPUTS = ("kind_label", "input_label")


def make_diff(language: str) -> click.Command:
    """Return ``runs diff``."""
    parameters = [
        argument(language, "first_run"),
        argument(language, "other_run"),
        store(language),
    ]
    return command(language, "diff", diff, parameters)


def diff(writer: Writer, *, first_run: str, other_run: str, store: Path) -> int:
    """Write what two runs were made of differently, then which tables differ."""
    first, other = api.open_run(first_run, store), api.open_run(other_run, store)
    found = api.run_changes(first, other, writer.language)
    if writer.as_json:
        tables = {"inputs": found.inputs, "tables": found.tables}
        writer.json({name: table.to_dict("records") for name, table in tables.items()})
        return 0
    names = {"first": first.id, "other": other.id}
    for title, table in (
        ("inputs", folded(found.inputs, writer)[[*INPUTS, *names]].rename(columns=names)),
        ("tables", readable(found.tables)),
    ):
        heading = f"\n{writer.text(title)}"
        if len(table):
            writer.frame(table, title=heading)
        else:
            writer.remark(heading)
            writer.say("no_difference")
    if len(found.tables):
        writer.say("diff_notes", first=first.id, other=other.id)
    return 0


def readable(tables: pd.DataFrame) -> pd.DataFrame:
    """Return the tables that differ as a screen shows them: names, numbers in full."""
    shown = tables.drop(columns="table")
    moved = [
        f"{one:+.6g}" if column else ""
        for one, column in zip(tables["greatest_change"], tables["column"], strict=True)
    ]
    return shown.assign(greatest_change=moved)
