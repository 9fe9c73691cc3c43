"""What every value rests on: its grade, its place in print, its source, formula or reason."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.distributions.spread import Family
from simulator.errors import Problem
from simulator.inputs.uncertainty import OutcomeFile
from simulator.inputs.validation import Bilingual, NonEmpty, Strict
from simulator.inputs.yaml_nodes import Document, Key

InputGrade = Literal["stated", "derived", "external", "assumed"]


class PrintedPlace(Strict):
    """Document (an id of ``sources.yaml``) and line of its archived text."""

    document: NonEmpty
    line: Annotated[int, Field(ge=1)]


class Valued(Strict):
    """A value with its range and its evidence; mixed into parameters and their regions."""

    value: float
    low: float | None = None
    high: float | None = None
    bounds: bool = False
    distribution: Family | None = None
    outcomes: Annotated[list[OutcomeFile] | None, Field(min_length=2)] = None
    grade: InputGrade
    reason: Bilingual | None = None
    source: NonEmpty | None = None
    place: PrintedPlace | None = None
    as_printed: NonEmpty | None = None
    derived_from: Annotated[list[NonEmpty] | None, Field(alias="from")] = None
    formula: NonEmpty | None = None
    note: Bilingual | None = None


def evidence_problems(one: Valued, document: Document, *keys: Key) -> list[Problem]:
    """Return what a value lacks for its grade, and a range that does not hold it.

    Each grade names what it rests on: ``external`` a source (P211), ``stated`` its print and
    place (P212), ``derived`` formula and inputs (P213), ``assumed`` reason and range (P214).
    """
    problems = []
    lacks = {
        "external": ("P211", one.source is None),
        "stated": ("P212", one.as_printed is None or one.place is None),
        "derived": ("P213", not one.derived_from or one.formula is None),
        "assumed": ("P214", one.reason is None or one.low is None or one.high is None),
    }
    code, missing = lacks[one.grade]
    if missing:
        problems.append(Problem(code, document.where(*keys, "grade")))
    if (one.low is None) != (one.high is None) or (one.bounds and one.low is None):
        key = "low" if one.low is not None else "high" if one.high is not None else "bounds"
        problems.append(Problem("P216", document.where(*keys, key)))
    elif one.low is not None and one.high is not None and not one.low <= one.value <= one.high:
        texts = {"value": repr(one.value), "low": repr(one.low), "high": repr(one.high)}
        problems.append(Problem("P215", document.where(*keys, "value"), texts))
    return problems
