"""``equalise runs``: list, show, verify and judge what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import (
    ENGINES,
    MAX_JOBS,
    YEARS,
    argument,
    flag,
    option,
    overlay,
    refuse_year,
    store,
)
from simulator.cli.progress import progress
from simulator.cli.run_diff import make_diff
from simulator.cli.run_facts import run_facts
from simulator.cli.run_files import make_delete, make_export, make_import
from simulator.cli.run_query import make_query
from simulator.cli.saving import save_table
from simulator.cli.values import Choice, Day, FileName, WholeNumber
from simulator.cli.writer import Writer
from simulator.errors import AnswerIsNo, InputError, Problem, Where

CHANCES = (
    "region_label",
    "year",
    "targets_label",
    "n_modelled",
    "n_targets",
    "n_met",
    "probability",
    "standard_error",
)
"""Columns a screen has room for; ``--json`` holds all."""
SCORED = (
    *("region_label", "indicator_label", "year", "observed", "projected", "error_percent"),
    *("p05", "p95", "inside", "weakest_input_label", "why_not_label"),
)
"""The same of ``runs score``."""
COLUMNS = ("id", "label", "scenario", "base", "as_of", "end", "draws")


def make_list(language: str) -> click.Command:
    """Return ``runs list``."""
    return command(language, "list", list_runs, [store(language)])


def make_show(language: str) -> click.Command:
    """Return ``runs show``."""
    return command(language, "show", show_run, [argument(language, "run"), store(language)])


def make_verify(language: str) -> click.Command:
    """Return ``runs verify``."""
    parameters = [
        argument(language, "run"),
        flag(language, "rerun"),
        overlay(language),
        option(language, "budget", FileName((".csv",)), text="budget_again"),
        option(language, "jobs", WholeNumber(1, MAX_JOBS), default=1),
        option(language, "engine", Choice(ENGINES)),
        store(language),
    ]
    return command(language, "verify", verify_run, parameters)


def make_chances(language: str) -> click.Command:
    """Return ``runs chances``."""
    parameters = [argument(language, "run"), option(language, "year", YEARS), store(language)]
    return command(language, "chances", chances, parameters)


def make_score(language: str) -> click.Command:
    """Return ``runs score``."""
    parameters = [
        argument(language, "run"),
        option(language, "observations", FileName((".csv",))),
        option(language, "as_known_on", Day()),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        store(language),
    ]
    return command(language, "score", score, parameters)


MAKERS = {
    "list": make_list,
    "show": make_show,
    "verify": make_verify,
    "chances": make_chances,
    "score": make_score,
    "export": make_export,
    "import": make_import,
    "delete": make_delete,
    "diff": make_diff,
    "query": make_query,
}


class Again(TypedDict):
    """With what a run is simulated again, under the names `simulator.api` uses."""

    params: Path | None
    budget: Path | None
    jobs: int
    engine: str | None


def list_runs(writer: Writer, *, store: Path) -> int:
    """Write one row for each stored run."""
    rows, unread = api.stored_runs(store)
    if writer.as_json:
        writer.json(rows)
    elif rows:
        named = [{**row, "label": in_language(row.get("label"), writer.language)} for row in rows]
        writer.records(named, COLUMNS)
    else:
        writer.say("no_runs", runs=store)
    writer.unread(unread)
    return 0


def in_language(label: object, language: str) -> str:
    """Return a label of both languages in one."""
    return str(label[language]) if isinstance(label, Mapping) else ""


def show_run(writer: Writer, *, run: str, store: Path) -> int:
    """Write what a run is of and rests on; as JSON all of its manifest."""
    found = api.open_run(run, store)
    if writer.as_json:
        writer.json(found.manifest)
        return 0
    told = run_facts(found.manifest, writer.language)
    rows = [{"key": name, "value": said} for name, said in told]
    writer.records(rows, ("key", "value"), title=writer.text("run_title", id=found.id))
    writer.say("run_whole", id=found.id)
    return 0


def verify_run(
    writer: Writer, *, run: str, rerun: bool, store: Path, **again: Unpack[Again]
) -> int:
    """Say whether the files of a run are whole; the answer no is exit status 1."""
    given = [f"--{name}" for name in ("params", "budget") if again.get(name)]
    if given and not rerun:
        raise InputError(Problem("R237", Where(key=given[0]), {"given": ", ".join(given)}))
    if rerun:
        with progress(writer, writer.text("progress", scenario=run)) as report:
            problems = api.rerun(run, store, on_progress=report, **again)
    else:
        problems = api.verify_run(run, store)
    if problems:
        raise AnswerIsNo(problems)
    if writer.as_json:
        writer.json([])
    writer.say("verified", id=run)
    if rerun:
        writer.say("rerun_same")
    return 0


def chances(writer: Writer, *, run: str, store: Path, year: int | None) -> int:
    """Write how many targets of each printed plan are met, and how likely all of them."""
    found = api.open_run(run, store)
    refuse_year(year, [found])
    table = api.run_chances(found, year, writer.language)
    title = writer.text("chances_title", label=found.label(writer.language))
    writer.frame(table, title=f"{title}\n", shown=CHANCES)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=found.id)
    return 0


def score(
    writer: Writer,
    *,
    run: str,
    observations: Path | None,
    as_known_on: str | None,
    to: Path | None,
    store: Path,
) -> int:
    """Write every value of a run that was observed later, with its error."""
    found = api.open_run(run, store)
    table = api.score_run(
        found, observations=observations, known_on=as_known_on, lang=writer.language
    )
    if to is not None:
        save_table(writer, table, to)
        return 0
    title = writer.text("score_title", label=found.label(writer.language))
    writer.frame(table, title=f"{title}\n", shown=SCORED)
    writer.notes(table.attrs["notes"])
    writer.say("run_id", ids=found.id)
    return 0
