"""``equalise draft REGION``: what the targets of a region's next plan could be."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_DRAWS, YEARS, argument, flag, option, overlay, store
from simulator.cli.values import FileName, WholeNumber, Word
from simulator.cli.writer import Writer

SHOWN = (
    "indicator_label",
    "unit_label",
    "base",
    "base_kind_label",
    "trend",
    "affordable",
    "need_based",
    "province",
    "suggested",
    "rule_label",
    "chance_label",
    "sure",
    "nature_label",
)
"""Columns of what is suggested; ``--json`` holds all."""
SHOWN_EFFORT = (
    "indicator_label",
    "unit_label",
    "suggested",
    "together",
    "units",
    "projects",
    "fiscal_yuan",
    "total_yuan",
    "added_yuan",
)
"""Columns of what it takes."""
SHOWN_MONEY = (
    "indicator_label",
    "year",
    "capital_yuan",
    "running_yuan",
    "staff_yuan",
    "coverage_yuan",
    "programme_yuan",
    "fiscal_yuan",
    "other_yuan",
    "total_yuan",
)


class Options(TypedDict):
    """What is asked, under the names `simulator.api` uses."""

    scenario: str
    budget: Path | None
    observations: Path | None
    draws: int
    save: bool
    params: Path | None


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "region"),
        option(language, "from", YEARS, variable="first", text="draft_from", required=True),
        option(language, "to", YEARS, variable="last", text="draft_to", required=True),
        option(language, "scenario", Word("SCENARIO"), text="draft_scenario", default="baseline"),
        option(language, "budget", FileName((".csv",))),
        option(language, "observations", FileName((".csv",))),
        option(language, "draws", WholeNumber(0, MAX_DRAWS), text="draft_draws", default=100),
        flag(language, "money"),
        flag(language, "save"),
        overlay(language),
        store(language),
    ]
    return command(language, "draft", draft, parameters)


def draft(
    writer: Writer,
    *,
    region: str,
    first: int,
    last: int,
    money: bool,
    store: Path,
    **options: Unpack[Options],
) -> int:
    """Write one row for each indicator, or its money by year; the plan file if asked for."""
    table = api.draft(region, first, last, out=store, lang=writer.language, **options)
    shown = table.attrs["money"] if money else table
    if writer.as_json:
        writer.frame(shown)
        return 0
    names = {"region": api.label("region", region, writer.language), "first": first, "last": last}
    if money:
        title = writer.text("draft_money_title", **names)
        writer.frame(shown, title=f"{title}\n", shown=SHOWN_MONEY)
        writer.notes([writer.text("draft_money_how", **names)])
    else:
        chances = table["chance"].map(lambda one: f"{one:.2f}", na_action="ignore").fillna("")
        table.insert(list(table.columns).index("sure"), "chance_label", chances)
        writer.frame(table, title=f"{writer.text('draft_title', **names)}\n", shown=SHOWN)
        writer.frame(table, title=f"\n{writer.text('draft_effort', **names)}\n", shown=SHOWN_EFFORT)
        writer.notes(table.attrs["notes"])
    writer.say("draft_runs", usual=table.attrs["run"], drafted=table.attrs["draft_run"])
    if "path" in table.attrs:
        writer.wrote(table.attrs["path"])
    return 0
