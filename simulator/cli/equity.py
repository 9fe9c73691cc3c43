"""``equalise equity``: how unequal cities are, by every measure, and the two indices."""

from __future__ import annotations

from pathlib import Path

import click

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
    weights: bool,
) -> int:
    """Write the measures of one year, by default the last, or of one indicator in all years."""
    found = api.open_run(run, store)
    refuse_year(year, [found])
    every = sorted({int(one) for one in found.gaps["year"]})
    if weights:
        if indicator is not None:
            args = {"view": "--weights"}
            raise InputError(Problem("C183", Where(key="--indicator"), args))
        asked = every[-1] if year is None else year
        return write_weights(writer, found, asked, include_imputed=include_imputed)
    years = every[-1:] if indicator is None else every
    return write_measures(
        writer,
        found,
        years if year is None else [year],
        indicator=indicator,
        include_imputed=include_imputed,
    )


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


def write_weights(writer: Writer, run: api.Run, year: int, *, include_imputed: bool) -> int:
    """Write the indices under three weightings, the weights and the cities' scores."""
    table = api.run_index_weights(run, year, writer.language, include_imputed=include_imputed)
    if writer.as_json:
        writer.frame(table)
        return 0
    title = writer.text("weights_title", label=run.label(writer.language), year=year)
    writer.frame(api.index_weights_overview(table, writer.language), title=f"{title}\n")
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0
