"""YAML is read strictly, with the line of every node."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.inputs.yaml_nodes import DEEPEST, parse, read, try_read
from simulator.text.shown import UNSEEN

pytestmark = pytest.mark.unit


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in parse(text)[1]]


def test_values_and_lines() -> None:
    document, problems = parse("a: 1\nb:\n  - {c: no}\n  - d\n2021: 0.5\n", "x.yaml")
    assert problems == []
    assert document is not None
    assert document.data == {"a": 1, "b": [{"c": "no"}, "d"], 2021: 0.5}
    assert document.where("b", 0, "c").line == 3
    assert str(document.where("b", 1)) == "x.yaml:4: b.1"
    assert document.where(2021).line == 5


def test_a_key_that_is_not_there_stands_at_its_parent() -> None:
    document, _ = parse("a:\n  b: 1\n")
    assert document is not None
    assert document.where("a", "c", "d").line == 1
    assert document.where("z").line == 1
    assert document.at("a", "c", "d") is None


def test_all_problems_of_a_file_come_at_once() -> None:
    text = "a: &x 1\nb: *x\nc: !!int 3\nd: .inf\na: 2\n<<: {e: 1}\n? [f]\n: 1\n"
    assert codes(text) == [
        ("P109", 1),
        ("P110", 2),
        ("P112", 3),
        ("P115", 4),
        ("P113", 5),
        ("P111", 6),
        ("P116", 7),
    ]


def test_what_is_refused_is_left_out_and_named() -> None:
    document, _ = parse("a: .nan\nb: &x {c: 1}\n<<: {e: 1}\nf: [1, .inf, 2]\n")
    assert document is not None
    assert document.data == {"b": {"c": 1}, "f": [1, None, 2]}
    assert {("a",), ("f", 1)} <= document.refused


def test_years_written_twice_as_number_and_text() -> None:
    assert codes("at: {2021: 1, '2021': 2}\n") == [("P113", 1)]


def test_quoted_merge_sign_and_anchor_signs_are_text() -> None:
    document, problems = parse("'<<': '&a'\nb: '*c'\nd: '!e'\n")
    assert problems == []
    assert document is not None
    assert document.data == {"<<": "&a", "b": "*c", "d": "!e"}


@pytest.mark.parametrize("levels", [DEEPEST + 1, 100, 5000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_deep_nesting_is_refused_without_recursion(levels: int, opening: str, closing: str) -> None:
    document, problems = parse(f"a: {opening * levels}1{closing * levels}\n")
    assert document is None
    assert [problem.code for problem in problems] == ["P114"]


def test_twenty_levels_are_allowed() -> None:
    assert codes(f"a: {'[' * (DEEPEST - 1)}1{']' * (DEEPEST - 1)}\n") == []


def test_indented_deep_nesting() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(100))
    assert codes(text) == [("P114", DEEPEST + 1)]


def test_ten_megabytes_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"a: 1\n" * 2_000_000)
    assert [problem.code for problem in try_read(file)[1]] == ["P103"]


def test_read_raises_once_with_all_problems(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: &x 1\nb: *x\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read(file)
    assert [problem.code for problem in raised.value.problems] == ["P109", "P110"]


_text = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=8).filter(
    lambda text: not UNSEEN.search(text)
)
_plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_text, _plain))
def test_json_is_read_as_it_is(data: dict[str, object]) -> None:
    document, problems = parse(json.dumps(data))
    assert problems == []
    assert document is not None
    assert document.data == data


@given(st.text(max_size=60))
def test_any_text_gives_a_document_or_problems(text: str) -> None:
    document, problems = parse(text)
    assert document is not None or problems


def test_a_character_that_nobody_sees_is_found_behind_its_escape() -> None:
    _, problems = parse('a: "x\\u202ey"\nb: "\\0"\nc: "é\\n"\n')
    assert [(one.code, one.where.line) for one in problems] == [("P119", 1), ("P119", 2)]


def test_a_character_that_nobody_sees_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: x\u202ey\n", encoding="utf-8")
    _, problems = try_read(file)
    assert [one.code for one in problems] == ["P119"]
