"""``equalise backtest``: projections beside what was observed later."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_DRAWS, MAX_JOBS, option, overlay, store
from simulator.cli.progress import progress
from simulator.cli.saving import save_table
from simulator.cli.values import Day, FileName, WholeNumber
from simulator.cli.writer import Writer

SHOWN = (
    "from_year",
    "region_label",
    "indicator_label",
    "year",
    "observed",
    "projected",
    "no_change",
    "trend",
    "projected_error_percent",
    "inside",
    "status_label",
    "reason",
)
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        option(language, "draws", WholeNumber(0, MAX_DRAWS)),
        option(language, "jobs", WholeNumber(1, MAX_JOBS), default=1),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        option(language, "as_known_on", Day(), variable="known_on", text="run_known_on"),
        overlay(language),
        store(language),
    ]
    return command(language, "backtest", backtest, parameters)


def backtest(
    writer: Writer,
    *,
    draws: int | None,
    jobs: int,
    to: Path | None,
    known_on: str | None,
    params: Path | None,
    store: Path,
) -> int:
    """Write every pair; on a screen those that cannot be tested are counted only."""
    with progress(writer, writer.text("progress", scenario="baseline")) as report:
        table = api.backtest(
            draws=draws,
            jobs=jobs,
            out=store,
            params=params,
            known_on=known_on,
            lang=writer.language,
            on_progress=report,
        )
    if to is not None:
        save_table(writer, table, to)
        return 0
    if writer.as_json:
        writer.frame(table)
        return 0
    seen = api.with_unit_labels(table[table["projected"].notna()], writer.language)
    writer.frame(seen, title=f"{writer.text('backtest_title')}\n", shown=(*SHOWN, "unit_label"))
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=table.attrs["run"])
    return 0
