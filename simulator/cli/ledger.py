"""``equalise ledger RUN``: what a region receives and spends, year by year."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, option, store
from simulator.cli.saving import save_table
from simulator.cli.values import FileName, Word
from simulator.cli.writer import Writer
from simulator.text.cells import money_unit

LABEL = "category_label"


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "region", Word("REGION"), default="henan"),
        option(language, "domain", Word("DOMAIN")),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        store(language),
    ]
    return command(language, "ledger", ledger, parameters)


def ledger(
    writer: Writer, *, run: str, store: Path, region: str, domain: str | None, to: Path | None
) -> int:
    """Write the money of a region by category and year."""
    found = api.open_run(run, store)
    table = api.run_ledger(found, region, domain, writer.language)
    if to is not None:
        save_table(writer, table, to)
        return 0
    if writer.as_json:
        writer.frame(table)
        return 0
    years = [name for name in table.columns if name.isdigit()]
    shown = table[[LABEL, *years]].assign(
        **{year: table[year] / money_unit(writer.language) for year in years}
    )
    title = writer.text(
        "ledger_title",
        label=found.label(writer.language),
        region=api.label("region", region, writer.language),
    )
    writer.frame(shown, title=f"{title}\n")
    writer.say("money_unit_each_year")
    writer.say("run_id", ids=found.id)
    return 0
