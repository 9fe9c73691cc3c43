"""``equalise optimise SCENARIO``: what it would cost, and what the money is best used for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_DRAWS, YEARS, argument, flag, option, overlay
from simulator.cli.values import Choice, DecimalNumber, FileName, Names, WholeNumber, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

NO = 1
"""Exit status where the answer is no."""
SHOW = ("rows", "money", "years", "prices", "choices", "frontier", "regret", "absorb")
SHOWN = {
    "rows": (
        "region_label",
        "indicator_label",
        "unit_label",
        "target",
        "target_year",
        "planned",
        "simulated",
        "simulated_p50",
        "chance",
        "margin_percent",
        "status_label",
        "first_year_label",
        "put_off_to_label",
        "waited_label",
        "absorb_reached",
        "relaxation",
    ),
    "money": (
        "region_label",
        "service_label",
        "unit",
        "starts",
        "lots",
        "recruits",
        "seats",
        "public_yuan",
        "total_yuan",
        "capital_spent_yuan",
        "bonds_spent_yuan",
        "running_spent_yuan",
        "training_spent_yuan",
    ),
    "years": (
        "region_label",
        "year",
        "public_yuan",
        "asked_yuan",
        "free_yuan",
        "extra_yuan",
        "conversions_yuan",
    ),
    "prices": ("sentence",),
    "choices": ("region_label", "service_label", "unit", "least", "usual", "most", "must_label"),
    "frontier": ("point", "shortfall_percent", "lowest_percent", "public_yuan"),
    "regret": ("made_for_label", "carried_out_in_label", "shortfall_percent", "regret_percent"),
    "absorb": (
        "region_label",
        "service_label",
        "unit",
        "stock_before",
        "yearly_limit",
        "planned_most",
        "simulated_most",
        "reached_years",
        "raise_points",
        "one_more",
    ),
}
"""Columns a screen has room for; ``--json`` holds all."""
MOST_POINTS = 50


class Options(TypedDict):
    """What is asked, under the names `simulator.api` uses."""

    objective: str
    region: tuple[str, ...]
    indicator: tuple[str, ...]
    binding: bool
    floors: bool
    whole_lots: bool
    by: int | None
    payer: str
    share: float
    probability: float | None
    draws: int
    seats: bool
    conversions: bool
    absorb: tuple[str, ...]
    until: int | None
    as_of: int | None
    params: Path | None
    budget: Path | None


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "scenario"),
        option(language, "objective", Choice(api.OBJECTIVES), default="cost"),
        option(language, "region", Names(), text="optimise_region", default=()),
        option(language, "indicator", Names(), text="optimise_indicator", default=()),
        flag(language, "binding"),
        flag(language, "floors"),
        flag(language, "whole_lots"),
        flag(language, "seats"),
        flag(language, "conversions"),
        option(language, "absorb", Names(), default=()),
        option(language, "by", YEARS, text="optimise_by"),
        option(language, "payer", Choice(("public", "total")), default="public"),
        option(language, "share", DecimalNumber(0.0, 1.0), text="optimise_share", default=0.5),
        option(language, "probability", DecimalNumber(0.01, 0.99)),
        option(language, "draws", WholeNumber(0, MAX_DRAWS), text="optimise_draws", default=100),
        option(language, "until", YEARS, text="optimise_until"),
        option(language, "as_of", YEARS),
        option(language, "show", Choice(SHOW), text="optimise_show"),
        option(language, "points", WholeNumber(2, MOST_POINTS), text="optimise_points", default=6),
        option(language, "within", DecimalNumber(0.0, 1.0), default=0.05),
        option(language, "against", Names(), default=()),
        option(language, "save_as", Word("NAME"), text="save_as"),
        option(language, "budget", FileName((".csv",))),
        overlay(language),
    ]
    return command(language, "optimise", optimise, parameters)


def optimise(
    writer: Writer,
    *,
    scenario: str,
    show: str | None,
    points: int,
    within: float,
    against: tuple[str, ...],
    save_as: str | None,
    **options: Unpack[Options],
) -> int:
    """Write what is wanted and what comes of it, and the money; or one other table."""
    if show == "regret" and not against:
        raise InputError(Problem("C215", Where(key="--against")))
    if show == "absorb" and not options["absorb"]:
        raise InputError(Problem("C226", Where(key="--absorb")))
    found = api.optimise(scenario, **options)
    make = partial(api.optimised_table, found, lang=writer.language, points=points, within=within)
    tables = {name: partial(make, name) for name in SHOW}
    notes = api.optimised_notes(found, writer.language)
    if against:
        known = {"params": options["params"], "budget": options["budget"]}
        regret = api.regret(found, against, **known)
        tables["regret"] = partial(api.regret_table, regret, writer.language)
        notes.append(api.regret_note(regret, writer.language))
    reached = make("rows")
    more = {"absorb": options["absorb"], "regret": against}
    usual = ("rows", "money", *(name for name, asked in more.items() if asked))
    written = api.save_plan(found, save_as) if save_as is not None else []
    if writer.as_json:
        writer.frame(tables[show]() if show else reached)
    else:
        for name in (show,) if show else usual:
            title = writer.text(f"optimise_{name}", scenario=scenario)
            writer.frame(tables[name](), title=f"{title}\n", shown=SHOWN[name])
        writer.notes(notes)
        for path in written:
            writer.wrote(path)
    return 0 if (reached["status"] == "met").all() else NO
