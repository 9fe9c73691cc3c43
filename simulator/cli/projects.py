"""``equalise projects``: the projects of a run, and lists of the reserve in and out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, flag, option, overlay, store
from simulator.cli.saving import save_table
from simulator.cli.values import FileName, Word
from simulator.cli.writer import Writer
from simulator.errors import MachineError, Problem, Where

SHOWN = (
    "project",
    "project_name",
    "service_label",
    "units",
    "status_label",
    "asked",
    "approved",
    "funded",
    "started",
    "commissioned",
    "months_waiting_money",
    "months_waiting_builders",
    "months_stopped",
    "yuan_delay",
)
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""
TABLES = (".csv", ".xlsx")
OWN_FOLDER = Path("params") / "projects"


def make(language: str) -> click.Command:
    """Return ``projects RUN``."""
    parameters = [
        argument(language, "run"),
        option(language, "region", Word("REGION")),
        option(language, "service", Word("SERVICE")),
        flag(language, "named"),
        option(language, "to", FileName(TABLES), text="to_table"),
        option(language, "gantt", FileName((".html",))),
        store(language),
    ]
    return command(language, "projects", projects, parameters)


def make_import(language: str) -> click.Command:
    """Return ``projects import``."""
    parameters = [
        argument(language, "project_file", kind=FileName((*TABLES, ".xlsm"))),
        option(language, "to", FileName((".yaml",)), text="to_reserve"),
        option(language, "source", Word("TEXT"), required=True),
        flag(language, "force"),
        option(language, "sheet", Word("SHEET"), default=""),
        overlay(language),
    ]
    return command(language, "import", import_list, parameters)


def make_export(language: str) -> click.Command:
    """Return ``projects export``."""
    parameters = [
        argument(language, "lists", many=True, required=False),
        argument(language, "table_file", kind=FileName(TABLES)),
        option(language, "run", Word("RUN")),
        overlay(language),
        store(language),
    ]
    return command(language, "export", export_lists, parameters)


MAKERS = {"import": make_import, "export": make_export}


def projects(
    writer: Writer,
    *,
    run: str,
    store: Path,
    region: str | None,
    service: str | None,
    named: bool,
    to: Path | None,
    gantt: Path | None,
) -> int:
    """Write the projects of a region and a service, by default all."""
    found = api.open_run(run, store)
    table = api.run_projects(
        found, region=region, service=service, named=named, lang=writer.language
    )
    if gantt is not None:
        draw_gantt(writer, found, table, gantt)
    if to is not None:
        save_table(writer, table, to)
    if to is not None or gantt is not None:
        return 0
    title = writer.text("projects_title", label=found.label(writer.language), n=len(table))
    writer.frame(table, title=f"{title}\n", shown=SHOWN)
    writer.say("projects_notes")
    writer.say("run_id", ids=found.id)
    return 0


def draw_gantt(writer: Writer, run: api.Run, table: pd.DataFrame, path: Path) -> None:
    """Write the projects as a page; the library of the pages is loaded for it alone."""
    bars = api.run_gantt(run, table, writer.language)
    try:
        pages = import_module("dashboards.charts.gantt")
    except ModuleNotFoundError as missing:
        args = {"given": str(missing.name)}
        raise MachineError(Problem("C111", Where(), args)) from missing
    title = writer.text("gantt_title", label=run.label(writer.language), n=len(table))
    page = pages.gantt_page(bars, title, writer.language)
    writer.wrote(api.write_page(page, path))


def import_list(
    writer: Writer,
    *,
    project_file: Path,
    to: Path | None,
    source: str,
    force: bool,
    sheet: str,
    params: Path | None,
) -> int:
    """Write a list of projects as YAML, and say what was left out or changed on the way."""
    target = to or OWN_FOLDER / f"{project_file.stem}.yaml"
    made = api.import_projects(
        project_file, target, source, force=force, sheet=sheet, params=params
    )
    if writer.as_json:
        found = made.found
        writer.json(
            {
                "path": str(made.path),
                "projects": len(found.projects),
                "unsized": list(found.unsized),
                "totals": list(found.totals),
                "renamed": dict(found.renamed),
                "untranslated": found.untranslated,
                "unread": list(found.unread),
            }
        )
        return 0
    writer.wrote(made.path)
    for line in remarks(writer, made):
        writer.remark(line)
    return 0


def remarks(writer: Writer, made: api.ImportedList) -> Iterator[str]:
    """Yield what a planner must know of an import: nothing is left out without a word."""
    found = made.found
    yield writer.text("imported", n=len(found.projects))
    for key, rows in (("unsized", found.unsized), ("sums", found.totals)):
        if rows:
            yield writer.text(key, rows=", ".join(map(str, rows)))
    if found.renamed:
        ids = ", ".join(f"{before} → {now}" for before, now in found.renamed.items())
        yield writer.text("renamed", ids=ids)
    if found.untranslated:
        yield writer.text("untranslated", n=found.untranslated)
    if found.unread:
        yield writer.text("unread", columns=", ".join(found.unread))
    in_force = made.path.parent.name == OWN_FOLDER.name
    yield writer.text("imported_next" if in_force else "imported_elsewhere")


def export_lists(
    writer: Writer,
    *,
    lists: tuple[str, ...],
    table_file: Path,
    run: str | None,
    params: Path | None,
    store: Path,
) -> int:
    """Write the reserve as a table to fill in."""
    found = api.open_run(run, store) if run is not None else None
    written = api.export_projects(table_file, lists, run=found, params=params, lang=writer.language)
    writer.wrote(written)
    writer.say("exported_next", path=written)
    return 0
