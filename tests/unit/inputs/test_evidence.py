"""Evidence by grade (the mistakes stand in ``tests/bad_inputs/params``)."""

from __future__ import annotations

import pytest

from simulator.inputs.document import Document, Plain
from simulator.inputs.evidence import Valued, evidence_problems

pytestmark = pytest.mark.unit
WORDS: Plain = {"zh": "试算", "en": "trial"}


def codes(**keys: Plain) -> list[str]:
    one = Valued.model_validate({"value": 2, **keys})
    return [problem.code for problem in evidence_problems(one, Document({**keys}))]


def test_each_grade_with_its_evidence() -> None:
    place: Plain = {"document": "henan-14", "line": 3}
    assert codes(grade="stated", as_printed="2", place=place) == []
    assert codes(grade="derived", formula="mean", **{"from": ["costs.x"]}) == []
    assert codes(grade="external", source="census") == []
    assert codes(grade="assumed", reason=WORDS, low=1, high=3) == []


def test_missing_evidence_and_a_wrong_range_are_told_together() -> None:
    assert codes(grade="assumed", low=3, high=4) == ["P214", "P215"]
    assert codes(grade="external", bounds=True) == ["P211", "P216"]
