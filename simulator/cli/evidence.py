"""``equalise params evidence|doubts|assumed|coverage|catalogue``: what the numbers rest on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_JOBS, argument, flag, option, overlay
from simulator.cli.progress import progress
from simulator.cli.values import WholeNumber, Word
from simulator.cli.writer import Writer
from simulator.text import say

EVIDENCE_COLUMNS = (
    "grade",
    "kind",
    "year",
    "label",
    "value",
    "unit",
    "as_printed",
    "place",
    "reason",
)
ASSUMED_COLUMNS = ("name", "label", "value", "low", "high", "unit", "used_by", "reason", "effect")
COVERAGE_COLUMNS = (
    "document",
    "domain",
    "found",
    "modelled",
    "commitment",
    "left_out",
    "why",
    "status",
)
CATALOGUE_COLUMNS = ("number", "domain", "label", "indicators")


def make_evidence(language: str) -> click.Command:
    """Return ``params evidence``."""
    parameters = [
        argument(language, "indicator"),
        option(language, "region", Word("REGION"), default="henan"),
        overlay(language),
    ]
    return command(language, "evidence", evidence, parameters)


def make_doubts(language: str) -> click.Command:
    """Return ``params doubts``."""
    return command(language, "doubts", doubts, [overlay(language)])


def make_assumed(language: str) -> click.Command:
    """Return ``params assumed``."""
    jobs = option(language, "jobs", WholeNumber(1, MAX_JOBS), default=1)
    return command(
        language, "assumed", assumed, [flag(language, "effect"), jobs, overlay(language)]
    )


def make_coverage(language: str) -> click.Command:
    """Return ``params coverage``."""
    return command(language, "coverage", coverage, [overlay(language)])


def make_catalogue(language: str) -> click.Command:
    """Return ``params catalogue``."""
    return command(language, "catalogue", catalogue, [overlay(language)])


def evidence(writer: Writer, *, indicator: str, region: str, params: Path | None) -> int:
    """Write all that is known of an indicator in a region, strongest first."""
    rows = api.params_evidence(indicator, region, params, writer.language)
    names = {
        "region": api.label("region", region, writer.language),
        "indicator": api.label("indicator", indicator, writer.language),
    }
    title = writer.text("evidence_title", **names)
    if not rows and not writer.as_json:
        writer.say("evidence_none", **names)
        return 0
    shown = rows if writer.as_json else [worded(row, writer.language) for row in rows]
    writer.records(shown, EVIDENCE_COLUMNS, title=title)
    if not writer.as_json:
        writer.notes(
            writer.text("doubted", text=text)
            for text in api.doubts_about(indicator, region, params, writer.language)
        )
    return 0


def worded(row: Mapping[str, object], language: str) -> dict[str, object]:
    """Return a row with its closed words in the reader's language and its number in full."""
    value = row["value"]
    if isinstance(value, float | int):
        value = f"{value:,.15g}"
    elif row["low"] is not None:
        value = f"{row['low']:,.15g}—{row['high']:,.15g}"
    return {
        **row,
        "value": value,
        "grade": api.label("grade", str(row["grade"]), language),
        "kind": say(language, "evidence", f"kind.{row['kind']}"),
    }


def doubts(writer: Writer, *, params: Path | None) -> int:
    """Write the register of doubts as a reviewer's letter, or as records."""
    with progress(writer, writer.text("trying_doubts")) as report:
        rows = api.params_doubts(params, writer.language, report)
    if writer.as_json:
        writer.json(rows)
        return 0
    by_check = sum(row["found_by"] == "check" for row in rows)
    writer.say("doubts_title", n=len(rows), checks=by_check)
    for number, row in enumerate(rows, start=1):
        words = {
            key: say(writer.language, "doubts", f"{key}.{row[key]}")
            for key in ("kind", "severity", "found_by")
        }
        changes = writer.text("yes" if row["changes_verdict"] else "no")
        shown = {**row, **words, "changes_verdict": changes}
        writer.line(writer.text("doubt", number=number, **shown))
    return 0


def assumed(writer: Writer, *, params: Path | None, effect: bool, jobs: int) -> int:
    """Write everything that is assumed, with its reason; measured, the weightiest first."""
    if effect:
        with progress(writer, writer.text("trying_assumptions")) as report:
            rows = api.params_assumed_measured(
                params, writer.language, jobs=jobs, on_progress=report
            )
    else:
        rows = api.params_assumed(params, writer.language)
    if not writer.as_json:
        rows = [{**row, "used_by": "、".join(row["used_by"])} for row in rows]
    title = writer.text("assumed_title", n=len(rows))
    writer.records(rows, ASSUMED_COLUMNS, title=title)
    writer.say("effect_measured" if effect else "effect_unmeasured")
    return 0


def coverage(writer: Writer, *, params: Path | None) -> int:
    """Write what was read in each document and what became of it."""
    rows = api.params_coverage(params, writer.language)
    if not writer.as_json:
        rows = [
            {
                **row,
                "domain": say(writer.language, "evidence", f"domain.{row['domain']}"),
                "status": say(writer.language, "evidence", f"status.{row['status']}"),
            }
            for row in rows
        ]
    writer.records(rows, COVERAGE_COLUMNS, title=writer.text("coverage_title"))
    return 0


def catalogue(writer: Writer, *, params: Path | None) -> int:
    """Write the basic services of the catalogue, and how many of them nothing measures."""
    rows = api.params_catalogue(params, writer.language)
    unmeasured = sum(not row["measured"] for row in rows)
    if not writer.as_json:
        rows = [{**row, "indicators": "、".join(row["indicators"])} for row in rows]
    writer.records(rows, CATALOGUE_COLUMNS)
    writer.say("catalogue_unmeasured", n=len(rows), unmeasured=unmeasured)
    return 0
