"""What the analysis and the reports need to know of one stored run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from simulator.analysis.hindsight import Hindsight

EVIDENCE_COLUMNS = (
    "kind",
    "name",
    "label",
    "value",
    "low",
    "high",
    "unit",
    "as_printed",
    "grade",
    "source",
    "reason",
)
"""Columns of the evidence: kind is one of `simulator.desk.run_evidence.KINDS`."""


class Printed(NamedTuple):
    """A row of a plan's own table, as printed."""

    place: int
    """Its place in the table, from 0."""
    domain: str
    label: str
    base: str


class Origin(NamedTuple):
    """Where a run comes from."""

    question: str
    draws: int
    seed: int
    version: str
    digest: str
    """Digest of the program's sources."""


UNKNOWN = Origin("", 0, 0, "", "")


@dataclass(frozen=True, slots=True)
class RunView:
    """One run as reports see it.

    Parameters
    ----------
    id
        The run's id.
    label
        The scenario's name in the reader's language.
    base, end
        First and last year.
    hindsight
        Which years look back and which ahead.
    tables
        The run's tables by name.
    inputs
        Everything that decides the run (`simulator.analysis.run_inputs`), for comparisons.
    evidence
        `EVIDENCE_COLUMNS`: inputs the run rests on, those assumed or in doubt first.
    pyramid
        Frame of `simulator.analysis.people.pyramid_frame` of the province; None where the run
        cannot be projected again.
    projects
        Named projects with the columns of `simulator.analysis.projects`; None where the run
        has none.
    lots
        All projects with the same columns; None where they were not asked for.
    origin
        Question, draws and program of the run.
    printed
        Rows of the plans' own tables by plan and row.
    """

    id: str
    label: str
    base: int
    end: int
    hindsight: Hindsight
    tables: Mapping[str, pd.DataFrame]
    inputs: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    evidence: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=list(EVIDENCE_COLUMNS))
    )
    pyramid: pd.DataFrame | None = None
    projects: pd.DataFrame | None = None
    lots: pd.DataFrame | None = None
    origin: Origin = UNKNOWN
    printed: Mapping[tuple[str, str], Printed] = field(default_factory=dict)


def target_year(view: RunView) -> int:
    """Return the year most targets fall due, or the last year when none is printed."""
    due = view.tables["verdicts"]["target_year"]
    due = due[(due > view.base) & (due <= view.end)]
    return int(due.mode().iloc[0]) if len(due) else view.end
