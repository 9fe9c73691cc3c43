"""``equalise params``: check, show and export parameters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.evidence import (
    make_assumed,
    make_catalogue,
    make_coverage,
    make_doubts,
    make_evidence,
)
from simulator.cli.options import argument, option, overlay
from simulator.cli.values import Choice, FileName
from simulator.cli.writer import Writer
from simulator.errors import InputError
from simulator.text.cells import heading

EXPORTS = ("plans", "statements", "projects", "catalogue")


def make_check(language: str) -> click.Command:
    """Return ``params check``."""
    return command(language, "check", check, [overlay(language)])


def make_show(language: str) -> click.Command:
    """Return ``params show``."""
    return command(language, "show", show, [argument(language, "parameter"), overlay(language)])


def make_export(language: str) -> click.Command:
    """Return ``params export``."""
    parameters = [
        option(language, "what", Choice(EXPORTS), default=EXPORTS[0]),
        option(language, "to", FileName((".csv",)), text="to_csv"),
        overlay(language),
    ]
    return command(language, "export", export, parameters)


MAKERS = {
    "check": make_check,
    "show": make_show,
    "evidence": make_evidence,
    "doubts": make_doubts,
    "assumed": make_assumed,
    "coverage": make_coverage,
    "catalogue": make_catalogue,
    "export": make_export,
}


def check(writer: Writer, *, params: Path | None) -> int:
    """Raise every problem of every parameter file, or say that there is none."""
    problems = api.params_check(params)
    if problems:
        raise InputError(problems)
    if writer.as_json:
        writer.json([])
    writer.say("params_fine")
    return 0


def show(writer: Writer, *, parameter: str, params: Path | None) -> int:
    """Write all that is known of one parameter."""
    known = api.params_show(parameter, params)
    if writer.as_json:
        writer.json(known)
        return 0
    rows = [
        {"key": named(key, writer.language), "value": told(key, value, writer.language)}
        for key, value in known.items()
        if value is not None
    ]
    title = writer.text("parameter_title", parameter=parameter)
    writer.records(rows, ("key", "value"), title=title)
    return 0


def named(key: str, language: str) -> str:
    """Return the heading of a property; values of a region carry its name."""
    first, _, region = key.partition(".")
    place = f"（{api.label('region', region, language)}）" if region else ""
    return heading(first, language) + place


def told(key: str, value: object, language: str) -> str:
    """Return one property as a reader sees it: texts in her language, names for ids."""
    kind = key.partition(".")[0]
    if kind in ("unit", "grade", "distribution"):
        return api.label(kind, str(value), language)
    if isinstance(value, Mapping):
        return str(value[language])
    if value is True:
        return api.say(language, "cli", "messages.yes")
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def export(writer: Writer, *, what: str, to: Path | None, params: Path | None) -> int:
    """Write parameters into a file."""
    writer.wrote(api.params_export(what, to or Path(f"{what}.csv"), params, writer.language))
    return 0
