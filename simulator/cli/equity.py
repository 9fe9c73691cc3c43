"""``equalise equity``: how unequal cities are, by every measure, and the two indices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.values import Choice, FileName, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, MachineError, Problem, Where

Table = Callable[..., pd.DataFrame]
LEVELS = {"city": "", "county": "C185", "urban_rural": "C186"}
"""Between whom, and the refusal where there are no data."""
VIEWS: dict[str, tuple[Table, Table, str]] = {
    "weights": (api.run_index_weights, api.index_weights_overview, "weights_title"),
    "groups": (api.run_grouped, api.grouped_overview, "groups_title"),
    "convergence": (api.run_convergence, api.convergence_overview, "convergence_title"),
    "domains": (api.run_domains, api.domain_overview, "domains_title"),
}
"""Tables in place of the measures: what makes one, what a screen shows of it, its title."""


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
        flag(language, "domains"),
        option(language, "radar", FileName((".html",))),
        option(language, "level", Choice(tuple(LEVELS)), default="city"),
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
    level: str,
    **views: str | bool | Path | None,
) -> int:
    """Write the measures of one year, by default the last, or of one indicator in all years.

    ``views`` are tables in their place, one at most.
    """
    if LEVELS[level]:
        raise InputError(Problem(LEVELS[level], Where(key="--level")))
    found = api.open_run(run, store)
    refuse_year(year, [found])
    view = chosen_view({**views, "indicator": indicator})
    every = sorted({int(one) for one in found.gaps["year"]})
    asked = every[-1] if year is None else year
    if view == "radar":
        draw_radar(writer, found, asked, Path(str(views["radar"])), include_imputed)
        return 0
    if view in VIEWS:
        make_table, show, title = VIEWS[view]
        named = (str(views[view]),) if view == "groups" else ()
        table = make_table(found, asked, *named, writer.language, include_imputed=include_imputed)
        return write_view(writer, found, title, asked, (table, show(table, writer.language)))
    years = [asked] if indicator is None or year is not None else every
    return write_measures(
        writer, found, years, indicator=indicator, include_imputed=include_imputed
    )


def draw_radar(writer: Writer, run: api.Run, year: int, path: Path, include_imputed: bool) -> None:
    """Write attainment by domain as a page; the library of the pages is loaded for it alone."""
    cells = api.run_domains(run, year, writer.language, include_imputed=include_imputed)
    try:
        pages = import_module("dashboards.charts.radar")
    except ModuleNotFoundError as missing:
        args = {"given": str(missing.name)}
        raise MachineError(Problem("C111", Where(), args)) from missing
    title = writer.text("domains_title", label=run.label(writer.language), year=year)
    notes = [*cells.attrs["notes"], writer.text("picture_source", ids=run.id)]
    writer.wrote(api.write_page(pages.radar_page(cells, title, writer.language, notes), path))
    writer.notes(cells.attrs["notes"])


def chosen_view(given: Mapping[str, str | bool | Path | None]) -> str:
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
    if title == VIEWS["convergence"][2]:
        path = api.sigma_overview(table, writer.language)
        if len(path):
            writer.frame(path, title=f"\n{writer.text('sigma_title')}\n")
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=run.id)
    return 0
