"""``equalise review``: yearly monitoring, mid-term review, final evaluation of the plans."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.gaps import only
from simulator.cli.options import MAX_DRAWS, YEARS, argument, flag, option, store
from simulator.cli.progress import progress
from simulator.cli.saving import save_table
from simulator.cli.values import Choice, Day, FileName, Names, WholeNumber
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

Found = TypeVar("Found", api.Run, api.Restated)
Known = dict[str, Any]
"""Arguments by name."""
ROW = ("region_label", "indicator_label", "nature_label", "target_as_printed", "unit_label")
MODELLED = ("projected", "projected_target", "chance")
RESTATED = ("restated_target", "restated_chance")
SHOWN = {
    "annual": (*ROW, "due", "observed", "schedule_status_label", "latest_year", "latest_value"),
    "midterm": (
        *(*ROW, "due", "observed", "schedule_status_label", "latest_year", "latest_value"),
        *("at_pace", "suggested", "suggestion_label"),
    ),
    "final": (*ROW, "observed", "evaluation_label", "latest_year", "latest_value"),
}
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""
CAUSES = (
    *("region_label", "indicator_label", "unit_label", "evaluation_label"),
    *("capacity_effect", "population_effect", "model_money", "model_delay"),
)
COUNTED = (
    "division_label",
    "division_part_label",
    "n_rows",
    "done",
    "missed",
    "not_observed",
    "definition_changed",
    "no_number",
    "n_judged",
    "done_of_judged_percent",
    "judged_of_all_percent",
)
STATUS_COUNTED = ("division_label", "division_part_label", "n_rows", *api.SCHEDULE_STATUSES)


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "scenario", required=False),
        option(language, "kind", Choice(api.REVIEW_KINDS), required=True),
        option(language, "year", YEARS, text="review_year", required=True),
        option(language, "observations", FileName((".csv",))),
        option(language, "as_known_on", Day()),
        option(language, "region", Names(), variable="regions", text="only_region"),
        option(language, "draws", WholeNumber(0, MAX_DRAWS)),
        flag(language, "evidence_only"),
        flag(language, "counts"),
        flag(language, "taken_over"),
        option(language, "to", FileName((".csv", ".xlsx")), text="to_table"),
        store(language),
    ]
    return command(language, "review", review, parameters)


def review(
    writer: Writer,
    *,
    scenario: str | None,
    kind: str,
    year: int,
    observations: Path | None,
    as_known_on: str | None,
    regions: tuple[str, ...] | None,
    draws: int | None,
    evidence_only: bool,
    counts: bool,
    taken_over: bool,
    to: Path | None,
    store: Path,
) -> int:
    """Write the review: how many rows stand how, then the rows of which anything is known."""
    if evidence_only and taken_over:
        raise InputError(Problem("C200", Where(key="--taken-over")))
    known: Known = {"observations": observations, "known_on": as_known_on, "lang": writer.language}
    look = partial(api.review, kind, year, regions=regions, **known)
    given: Known = {"scenario": scenario or "baseline", "draws": draws, "out": store}
    found, restated = look(), None
    if not evidence_only:
        restated = _run(writer, partial(api.restate, year, **known), given)
        run = _run(writer, partial(api.run_scenario, known_on=as_known_on), given)
        found = look(run=run, restated=restated.run)
        _say_ids(writer, run, restated)
    told, table = restated if taken_over else None, found.counts if counts else found.rows
    if told is not None:
        table = only(told.stocks, regions)
    if to is not None:
        save_table(writer, table, to)
    elif writer.as_json:
        writer.frame(table)
    elif told is not None:
        writer.frame(table, title=f"{writer.text('taken_over')}\n", shown=api.TAKEN_OVER_COLUMNS)
        writer.notes(told.notes)
    else:
        _show(writer, kind, year, found, restated)
    return 0


def _show(
    writer: Writer, kind: str, year: int, found: api.PlanReview, restated: api.Restated | None
) -> None:
    """Write the tables and what belongs under them."""
    label = writer.text(f"review_{kind}", year=year)
    columns = COUNTED if kind == "final" else STATUS_COUNTED
    writer.frame(found.counts, title=f"{label}\n", shown=columns)
    known = found.rows[found.rows["latest_year"].notna()]
    shown = SHOWN[kind] + ((*MODELLED, *RESTATED) if restated is not None else ())
    writer.frame(known, title=f"\n{writer.text('review_known', n=len(known))}\n", shown=shown)
    writer.say("review_unknown", n=len(found.rows) - len(known))
    if "model_money" in found.rows:
        told = found.rows[(found.rows["model_money"] != "") | found.rows["capacity_effect"].notna()]
        writer.frame(told, title=f"\n{writer.text('review_causes', n=len(told))}\n", shown=CAUSES)
    writer.notes(found.notes)
    if restated is not None:
        writer.notes(restated.notes)
        writer.notes(api.vintage_notes(restated.run, writer.language))


def _say_ids(writer: Writer, run: api.Run, restated: api.Restated) -> None:
    """Write the ids of the runs that stand beside the observations."""
    writer.say("run_id", ids=run.id)
    writer.say("restated_id", ids=restated.run.id)


def _run(writer: Writer, run: Callable[..., Found], given: Known) -> Found:
    """Return what ``run`` makes of a scenario: its run, or its restated run."""
    with progress(writer, writer.text("progress", scenario=given["scenario"])) as advance:
        return run(**given, on_progress=advance)
