"""A stored run restated with what a planner has entered."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.desk.again import case_behind
from simulator.desk.observation_entry import write_observations
from simulator.desk.reports import write_report
from simulator.desk.restated import Restated, restate
from simulator.desk.review import PlanReview, review
from simulator.desk.runs import Run
from simulator.inputs.entered import Entries
from simulator.progress import Progress

FILE = "observations.csv"


def review_entered(
    kind: str,
    year: int,
    entries: Entries,
    *,
    region: str,
    run: Run,
    restated: Run | None = None,
    lang: str = "zh",
) -> PlanReview:
    """Return the review of a region with the entries without doubts laid over what is shipped.

    The other arguments and all errors are those of `simulator.desk.review.review`.
    """
    with tempfile.TemporaryDirectory() as folder:
        own = write_observations(entries, Path(folder) / FILE) if entries else None
        given: dict[str, Any] = {"observations": own, "regions": [region], "lang": lang}
        return review(kind, year, run=run, restated=restated, **given)


def restate_entered(
    run: Run, year: int, entries: Entries, *, lang: str = "zh", on_progress: Progress | None = None
) -> Restated:
    """Run what a stored run was made of once more, with observed stocks taken over.

    Years and draws are those of the run; the restated run stands in the same store. Errors are
    those of `simulator.desk.again.case_behind` and `simulator.desk.restated.restate`.
    """
    case, request, _ = case_behind(run.folder)
    with tempfile.TemporaryDirectory() as folder:
        own = write_observations(entries, Path(folder) / FILE) if entries else None
        return restate(
            year,
            replace(case, taken_over=None),
            observations=own,
            draws=request.draws,
            out=run.path.parent,
            lang=lang,
            on_progress=on_progress,
        )


def report_entered(
    kind: str,
    year: int,
    entries: Entries,
    *,
    run: Run,
    restated: Run | None = None,
    lang: str = "zh",
    on_progress: Progress | None = None,
) -> bytes:
    """Return the Word report of a review of all plans, with the entries without doubts.

    Errors are those of `simulator.desk.reports.write_report`.
    """
    runs = [run] if restated is None else [run, restated]
    with tempfile.TemporaryDirectory() as folder:
        own = write_observations(entries, Path(folder) / FILE) if entries else None
        target = Path(folder) / "review.docx"
        given: dict[str, Any] = {"variant": kind, "year": year, "observations": own}
        write_report(runs, target, lang, on_progress=on_progress, **given)
        return target.read_bytes()
