"""Runs side by side as a page shows them: tables in the order of reading, one indicator's lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from simulator.analysis.document import Table
from simulator.analysis.frames import side_by_side as lines_of
from simulator.analysis.reports.comparison import (
    forecast_table,
    inputs_table,
    met_table,
    outcomes_table,
    totals_table,
)
from simulator.analysis.reports.findings import due_rows, planned
from simulator.analysis.reports.standing import standing_table
from simulator.analysis.reports.texts import for_readers
from simulator.analysis.run_inputs import unlike_notes
from simulator.desk.comparing import compare_runs
from simulator.desk.pairing import unlike_problems
from simulator.desk.pictures import catalogue, hindsight, run_years
from simulator.desk.pictures import trajectory as trajectory_of
from simulator.desk.reports import report_view
from simulator.desk.run_inputs import inputs_of
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.progress import Progress

STEPS = 2


class SideBySide(NamedTuple):
    """Runs side by side; every difference is to the first."""

    inputs: Table
    """Inputs that differ; without rows where none does."""
    outcomes: tuple[Table, ...]
    """Targets met, indices and widest gaps, money, forecasts of each plan's targets."""
    pairs: tuple[Table, ...]
    """Indicators by region beside the first run's, a table for each other run."""
    notes: tuple[str, ...]
    warning: str
    """What makes the runs unlike; empty when they are not."""


def side_by_side(
    runs: Sequence[Run],
    year: int,
    lang: str = "zh",
    *,
    unlike: bool = False,
    on_progress: Progress | None = None,
) -> SideBySide:
    """Return two or more runs side by side in one year; targets are those of their own year.

    Raises
    ------
    InputError
        As `compare_runs`; R265 for a year that is not in all runs.
    """
    refuse_year(runs, year)
    found = compare_runs(runs, year, lang, unlike=unlike)
    if on_progress:
        on_progress(1, STEPS)
    names = catalogue(lang)
    called = names_of(runs, lang)
    views = [
        replace(report_view(run, lang, with_projects=False), label=called[run.id]) for run in runs
    ]
    first, *others = views
    bases = {one.id: one.base for one in views}
    warning = " ".join(unlike_notes(bases, {one.id: one.inputs for one in views}, lang))
    plans = planned(due_rows(first, names))
    made = SideBySide(
        inputs=inputs_table(views, found, names),
        outcomes=(
            met_table(views, names),
            standing_table(views, year, names),
            totals_table(views, found, year, names),
            *(forecast_table(views, region, names) for region in plans),
        ),
        pairs=tuple(outcomes_table(first, one, found, year, names) for one in others),
        notes=tuple(note for note in for_readers(found.notes) if note not in warning),
        warning=warning,
    )
    if on_progress:
        on_progress(STEPS, STEPS)
    return made


def refuse_year(runs: Sequence[Run], year: int) -> None:
    """Raise R265 where a run has no such year."""
    spans = {run.id: run_years(run) for run in runs}
    problems = [
        Problem("R265", args={"run": run, "year": f"{year}", "years": f"{span[0]}–{span[-1]}"})
        for run, span in spans.items()
        if year not in span
    ]
    if problems:
        raise InputError(problems)


def trajectories(
    runs: Sequence[Run],
    region: str,
    indicator: str,
    year: int,
    lang: str = "zh",
    *,
    unlike: bool = False,
) -> pd.DataFrame:
    """Return one indicator of one region in all runs; `simulator.analysis.frames.side_by_side`.

    ``attrs`` also holds mark (whether ``year`` looks back or ahead) and warning (what makes the
    runs unlike).

    Raises
    ------
    InputError
        R238 and R239 for unlike runs, unless ``unlike``.
    """
    problems = [problem for run in runs[1:] for problem in unlike_problems(runs[0], run)]
    if problems and not unlike:
        raise InputError(problems)
    found = {run.id: trajectory_of(run, region, indicator, lang) for run in runs}
    frame = lines_of(found, names_of(runs, lang))
    names = catalogue(lang)
    inputs = {run.id: inputs_of(run, names) for run in runs} if problems else {}
    bases = {run.id: run.horizon["base"] for run in runs}
    frame.attrs["mark"] = hindsight(runs[0]).mark(year, lang)
    frame.attrs["warning"] = " ".join(unlike_notes(bases, inputs, lang))
    return frame


def names_of(runs: Sequence[Run], lang: str) -> dict[str, str]:
    """Return what runs are called beside each other: with their ids where labels are shared."""
    labels = {run.id: run.label(lang) for run in runs}
    shared = Counter(labels.values())
    return {run: name if shared[name] == 1 else f"{name} · {run}" for run, name in labels.items()}
