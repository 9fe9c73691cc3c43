"""``equalise affordability RUN``: what services cost public money, as shares of its budget."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, option, store
from simulator.cli.saving import save_table
from simulator.cli.values import FileName
from simulator.cli.writer import Writer
from simulator.text.cells import money_unit

MONEY = ("capital", "running", "debt_service", "total")
HIDDEN = ("region",)


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        store(language),
    ]
    return command(language, "affordability", affordability, parameters)


def affordability(writer: Writer, *, run: str, store: Path, to: Path | None) -> int:
    """Write outlays and shares of every region with a published budget."""
    found = api.open_run(run, store)
    table = api.run_affordability(found, writer.language)
    if to is not None:
        save_table(writer, table, to)
        return 0
    if writer.as_json:
        writer.frame(table)
        return 0
    yuan = money_unit(writer.language)
    shown = table.assign(**{name: table[name] / yuan for name in MONEY})
    title = writer.text("affordability_title", label=found.label(writer.language))
    columns = [name for name in shown.columns if name not in HIDDEN]
    writer.frame(shown, title=f"{title}\n", shown=columns)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=found.id)
    return 0
