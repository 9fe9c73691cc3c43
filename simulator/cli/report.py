"""``equalise report``: runs as a document (Word, PDF, HTML), slides, charts, Excel or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, flag, option, store
from simulator.cli.saving import save
from simulator.cli.values import Choice, Day, FileName, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

DOCUMENTS = (".docx", ".pdf", ".html", ".pptx")
SUFFIXES = (*DOCUMENTS, ".xlsx", ".csv", ".png.zip", ".svg.zip", ".parquet")


class Options(TypedDict):
    """What a document may be asked for, under the names `simulator.api` uses."""

    variant: str
    include_imputed: bool
    day: str | None
    template: Path | None
    year: int | None
    region: str | None
    unlike: bool


def make(language: str) -> click.Command:
    """Return the command."""
    variants = Choice(api.REPORT_VARIANTS)
    parameters = [
        argument(language, "runs", many=True),
        option(language, "to", FileName(SUFFIXES), text="to_report"),
        option(language, "variant", variants, default="full"),
        option(language, "template", FileName((".docx", ".pptx"))),
        option(language, "date", Day(), variable="day", text="report_date"),
        option(language, "year", YEARS, text="report_year"),
        option(language, "region", Word("REGION"), text="report_region"),
        flag(language, "include_imputed"),
        flag(language, "unlike"),
        store(language),
    ]
    return command(language, "report", report, parameters)


def report(
    writer: Writer,
    *,
    runs: tuple[str, ...],
    to: Path | None,
    store: Path,
    **options: Unpack[Options],
) -> int:
    """Write runs into one file; its suffix decides the form."""
    if to is None:
        args = {"given": "--to", "usage": "equalise report RUN... --to FILE"}
        raise InputError(Problem("C103", Where(), args))
    found = [api.open_run(ref, store) for ref in runs]
    save(
        writer,
        to,
        lambda bar: api.write_report(found, to, writer.language, on_progress=bar, **options),
    )
    return 0
