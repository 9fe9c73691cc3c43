"""Runs side by side, and that written into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.analysis.compare import Comparison, compare
from simulator.desk.files import write_table
from simulator.desk.pairing import DRAWS, kept_draws, pairing_notes, unlike_problems
from simulator.desk.pictures import catalogue, run_years, view
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.progress import Progress
from simulator.reporting.comparison_book import write_comparison_book


def compare_runs(
    runs: Sequence[Run], year: int | None = None, lang: str = "zh", *, unlike: bool = False
) -> Comparison:
    """Return runs side by side: what differs in inputs and money, then outcomes.

    ``year`` is by default the last one all runs have; a run named twice stands once. Where both
    runs kept the same draws, differences come with their interval over draws.

    Parameters
    ----------
    unlike
        Whether runs of another base year or version of the model may stand side by side; every
        table then says so.

    Raises
    ------
    InputError
        R238 and R239 for unlike runs, R240 when no year is in all of them.
    ModelError
        M191 when two runs differ before the first year in which a differing input is read.
    """
    different = list({run.id: run for run in runs}.values())
    first, others = different[0], different[1:]
    problems = [problem for run in others for problem in unlike_problems(first, run)]
    if problems and not unlike:
        raise InputError(problems)
    common = set.intersection(*(set(run_years(run)) for run in different))
    if not common:
        raise InputError(Problem("R240", args={"runs": ", ".join(run.id for run in different)}))
    shown = year if year is not None else max(common)
    notes = pairing_notes(first, others, lang)
    paired = [run for run in others if kept_draws(first, run)]
    views = [view(run, lang) for run in different]
    for position, run in enumerate(different):
        if run in paired or (run is first and paired):
            tables = {**views[position].tables, DRAWS: run.table(DRAWS)}
            views[position] = replace(views[position], tables=tables)
    return compare(views, shown, catalogue(lang), notes)


def write_comparison(
    found: Comparison,
    runs: Sequence[Run],
    path: Path | str,
    lang: str = "zh",
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write a comparison: all of it as XLSX, a sheet a table; the outcomes alone as CSV.

    Raises
    ------
    InputError
        C131 for a suffix that is no table.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        return write_table(found.to_frame(), target, lang, on_progress=on_progress)
    names = {run.id: run.label(lang) for run in runs}
    return write_comparison_book(found, names, target, lang, on_progress=on_progress)
