"""``equalise rank``: the place of every city among those with data of their own."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.axes import DOMAINS
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.values import Choice
from simulator.cli.writer import Writer

SHOWN = (
    "indicator_label",
    "unit_label",
    "region_label",
    "value",
    "rank_label",
    "rank_interval_label",
    "rank_change_label",
    "rank_change_interval_label",
)
"""Columns a screen has room for; ``--json`` holds all."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "domain", Choice(DOMAINS)),
        option(language, "year", YEARS),
        flag(language, "include_imputed"),
        store(language),
    ]
    return command(language, "rank", rank, parameters)


def rank(
    writer: Writer,
    *,
    run: str,
    store: Path,
    domain: str | None,
    year: int | None,
    include_imputed: bool,
) -> int:
    """Write the ranks of one year, by default the last."""
    found = api.open_run(run, store)
    asked = year if year is not None else int(found.gaps["year"].max())
    refuse_year(asked, [found])
    table = api.run_ranks(
        found, asked, writer.language, domain=domain, include_imputed=include_imputed
    )
    title = writer.text(
        "rank_title",
        label=found.label(writer.language),
        year=asked,
        real=table.attrs["n_real"],
        imputed=table.attrs["n_imputed"],
    )
    writer.frame(table, title=f"{title}\n", shown=SHOWN)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=found.id)
    return 0
