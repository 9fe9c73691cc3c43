"""``equalise collect``: forms for bureaus and counties, their check, and their merge."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, option
from simulator.cli.values import Choice, FileName, Word
from simulator.cli.writer import Writer

BOOKS = (".xlsx", ".xlsm")
SHOWN = ("file", "sheet", "cell", "indicator_label", "finding_label", "value", "compared_with")


def make_template(language: str) -> click.Command:
    """Return ``collect template``."""
    parameters = [
        option(language, "for", Choice(api.FORM_KINDS), variable="kind", required=True),
        option(language, "region", Word("REGION"), text="region_asked", required=True),
        option(language, "year", YEARS, text="year_asked", required=True),
        option(language, "respondent", Word("NAME")),
        option(language, "to", FileName((".xlsx",)), text="to_form", required=True),
    ]
    return command(language, "template", template, parameters)


def make_check(language: str) -> click.Command:
    """Return ``collect check``."""
    forms = argument(language, "forms", many=True, kind=FileName(BOOKS))
    return command(language, "check", check, [forms])


def make_merge(language: str) -> click.Command:
    """Return ``collect merge``."""
    parameters = [
        argument(language, "forms", many=True, kind=FileName(BOOKS)),
        option(language, "to", FileName((".csv",)), text="to_observations", required=True),
    ]
    return command(language, "merge", merge, parameters)


MAKERS = {"template": make_template, "check": make_check, "merge": make_merge}


def template(
    writer: Writer, *, kind: api.FormKind, region: str, year: int, respondent: str | None, to: Path
) -> int:
    """Write the forms of a region."""
    path = api.collect_template(kind, region, year, to, only=respondent, lang=writer.language)
    writer.wrote(path)
    writer.say("collect_next")
    return 0


def check(writer: Writer, *, forms: tuple[Path, ...]) -> int:
    """Write all doubts; the answer is no while there is any."""
    table = api.collect_check(forms, writer.language)
    if table.empty and not writer.as_json:
        writer.line(writer.text("collect_fine", n=len(forms)))
    else:
        writer.frame(table, title=f"{writer.text('collect_doubts', n=len(table))}\n", shown=SHOWN)
    return 1 if len(table) else 0


def merge(writer: Writer, *, forms: tuple[Path, ...], to: Path) -> int:
    """Write the observations, and say what was left out."""
    path, left_out = api.collect_merge(forms, to, writer.language)
    writer.wrote(path)
    if len(left_out) and not writer.as_json:
        title = writer.text("collect_left_out", n=len(left_out))
        writer.frame(left_out, title=f"{title}\n", shown=SHOWN)
    writer.say("collect_merged", path=path)
    return 0
