"""``equalise equity``: how unequal cities are, by every measure, and the two indices."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.values import Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "run"),
        option(language, "year", YEARS, text="equity_year"),
        option(language, "indicator", Word("INDICATOR")),
        flag(language, "include_imputed"),
        flag(language, "weights"),
        option(language, "groups", Word("GROUPS")),
        flag(language, "convergence"),
        store(language),
    ]
    return command(language, "equity", equity, parameters)


def equity(
    writer: Writer,
    *,
    run: str,
    store: Path,
    year: int | None,
    indicator: str | None,
    include_imputed: bool,
    **views: str | bool | None,
) -> int:
    """Write the measures of one year, by default the last, or of one indicator in all years.

    ``views`` are tables in their place, one at most.
    """
    found = api.open_run(run, store)
    refuse_year(year, [found])
    view = chosen_view({**views, "indicator": indicator})
    every = sorted({int(one) for one in found.gaps["year"]})
    asked = every[-1] if year is None else year
    if view == "weights":
        table = api.run_index_weights(
            found, asked, writer.language, include_imputed=include_imputed
        )
        shown = api.index_weights_overview(table, writer.language)
        return write_view(writer, found, "weights_title", asked, (table, shown))
    if view == "groups":
        table = api.run_grouped(
            found, asked, str(views["groups"]), writer.language, include_imputed=include_imputed
        )
        shown = api.grouped_overview(table, writer.language)
        return write_view(writer, found, "groups_title", asked, (table, shown))
    if view == "convergence":
        table = api.run_convergence(found, asked, writer.language, include_imputed=include_imputed)
        shown = api.convergence_overview(table, writer.language)
        return write_view(writer, found, "convergence_title", asked, (table, shown))
    years = [asked] if indicator is None or year is not None else every
    return write_measures(
        writer, found, years, indicator=indicator, include_imputed=include_imputed
    )


def chosen_view(given: Mapping[str, str | bool | None]) -> str:
    """Return the one view asked for, ``indicator`` or nothing; raise for several (C183)."""
    names = [name for name, value in given.items() if value]
    if len(names) > 1:
        problems = [
            Problem("C183", Where(key=f"--{name}"), {"view": f"--{names[0]}"}) for name in names[1:]
        ]
        raise InputError(problems)
    return names[0] if names else ""


def write_measures(
    writer: Writer,
    run: api.Run,
    years: list[int],
    *,
    indicator: str | None,
    include_imputed: bool,
) -> int:
    """Write every measure, and the indices where no single indicator is asked for."""
    table = api.run_equity(
        run, years, writer.language, indicator=indicator, include_imputed=include_imputed
    )
    if writer.as_json:
        writer.frame(table)
        return 0
    label, last = run.label(writer.language), years[-1]
    span = str(last) if len(years) == 1 else f"{years[0]}–{last}"
    title = writer.text("equity_title", label=label, years=span)
    writer.frame(api.inequality_overview(table, writer.language), title=f"{title}\n")
    if indicator is None:
        title = writer.text("indices_title", label=label, year=last)
        writer.frame(api.index_overview(table, writer.language), title=f"\n{title}\n")
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0


def write_view(
    writer: Writer,
    run: api.Run,
    title: str,
    year: int,
    tables: tuple[pd.DataFrame, pd.DataFrame],
) -> int:
    """Write a table, as JSON whole, on a screen as the second of ``tables`` shows it."""
    table, shown = tables
    if writer.as_json:
        writer.frame(table)
        return 0
    told = writer.text(title, label=run.label(writer.language), year=year)
    writer.frame(shown, title=f"{told}\n")
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0
