"""What pydantic finds, told with code, line and the name that was meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, Field

from simulator.inputs.validation import Bilingual, Strict, check, known_keys, refuse, shown
from simulator.inputs.yaml_nodes import parse

pytestmark = pytest.mark.unit


def _even(value: int) -> int:
    if value % 2:
        raise refuse("P999", found=str(value))
    return value


class Inner(Strict):
    source_year: int = 2020
    kind: Literal["bed", "place"] = "bed"
    even: Annotated[int, AfterValidator(_even)] = 0


class Outer(Strict):
    label: Bilingual
    rows: list[Inner] = Field(default_factory=list)
    named: Mapping[str, Inner] = Field(default_factory=dict)
    maybe: Inner | None = None
    share: Annotated[float, Field(ge=0, le=1)] = 0.0


TEXT = """label: {zh: 名, en: x}
rows:
  - {source_yaer: 2021}
  - {kind: bedd}
named:
  a: {source_year: '2021'}
maybe: {even: 3}
share: 1.5
"""


def test_every_mistake_with_its_line() -> None:
    document, _ = parse(TEXT, "x.yaml")
    assert document is not None
    outer, problems = check(Outer, document)
    assert outer is None
    assert [(one.code, one.where.line, one.where.key) for one in problems] == [
        ("P201", 3, "rows.0.source_yaer"),
        ("P204", 4, "rows.1.kind"),
        ("P203", 6, "named.a.source_year"),
        ("P999", 7, "maybe.even"),
        ("P205", 8, "share"),
    ]
    assert problems[0].args["nearest"] == "source_year"
    assert problems[1].args["nearest"] == "bed"


def test_a_part_of_a_document() -> None:
    document, _ = parse("a:\n  b: {kind: place}\n")
    assert document is not None
    inner, problems = check(Inner, document, "a", "b")
    assert problems == []
    assert inner is not None
    assert inner.kind == "place"


def test_known_keys_inside_lists_mappings_and_unions() -> None:
    for place in (("rows", 0), ("named", "x"), ("maybe",)):
        assert known_keys(Outer, place) == ["source_year", "kind", "even"]


def test_a_node_that_yaml_refused_is_not_told_twice() -> None:
    document, problems = parse("label: {zh: 名, en: x}\nshare: .nan\n")
    assert document is not None
    assert [one.code for one in problems] == ["P115"]
    assert check(Outer, document)[1] == []


def test_values_are_shown_short_and_on_one_line() -> None:
    assert shown("a\n  b") == "a b"
    assert len(shown("x" * 100)) == 40
    assert [shown(value) for value in (None, True, [1], {"a": 1})] == ["null", "true", "[…]", "{…}"]
