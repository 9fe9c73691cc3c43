"""``equalise review``: yearly monitoring, mid-term review, final evaluation of the plans."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_DRAWS, YEARS, argument, flag, option, store
from simulator.cli.progress import progress
from simulator.cli.values import Choice, Day, FileName, WholeNumber
from simulator.cli.writer import Writer

ROW = ("region_label", "indicator_label", "nature_label", "target_as_printed", "unit_label")
MODELLED = ("projected", "projected_target", "chance")
SHOWN = {
    "annual": (*ROW, "due", "observed", "schedule_status_label", "latest_year", "latest_value"),
    "midterm": (
        *(*ROW, "due", "observed", "schedule_status_label", "latest_year", "latest_value"),
        *("at_pace", "suggested", "suggestion_label"),
    ),
    "final": (*ROW, "observed", "evaluation_label", "latest_year", "latest_value"),
}
"""Columns a screen has room for; ``--json`` and ``--to`` hold all."""
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
        option(language, "draws", WholeNumber(0, MAX_DRAWS)),
        flag(language, "evidence_only"),
        flag(language, "counts"),
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
    draws: int | None,
    evidence_only: bool,
    counts: bool,
    to: Path | None,
    store: Path,
) -> int:
    """Write the review: how many rows stand how, then the rows of which anything is known."""
    look = partial(
        api.review,
        kind,
        year,
        observations=observations,
        known_on=as_known_on,
        lang=writer.language,
    )
    found = look()
    if not evidence_only:
        run = _run(writer, scenario or "baseline", draws, store)
        found = look(run=run)
        writer.say("run_id", ids=run.id)
    table = found.counts if counts else found.rows
    if to is not None:
        writer.wrote(api.write_table(table, to, writer.language))
    elif writer.as_json:
        writer.frame(table)
    else:
        _show(writer, kind, year, found, modelled=not evidence_only)
    return 0


def _show(writer: Writer, kind: str, year: int, found: api.PlanReview, *, modelled: bool) -> None:
    """Write the tables and what belongs under them."""
    label = writer.text(f"review_{kind}", year=year)
    columns = COUNTED if kind == "final" else STATUS_COUNTED
    writer.frame(found.counts, title=f"{label}\n", shown=columns)
    known = found.rows[found.rows["latest_year"].notna()]
    shown = SHOWN[kind] + (MODELLED if modelled else ())
    writer.frame(known, title=f"\n{writer.text('review_known', n=len(known))}\n", shown=shown)
    writer.say("review_unknown", n=len(found.rows) - len(known))
    writer.notes(found.notes)


def _run(writer: Writer, scenario: str, draws: int | None, store: Path) -> api.Run:
    """Return the run whose projection stands beside the observations."""
    with progress(writer, writer.text("progress", scenario=scenario)) as advance:
        return api.run_scenario(scenario, draws=draws, out=store, on_progress=advance)
