"""Files that cannot be read as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.inputs.file_text import LARGEST_BYTES, read_text

pytestmark = pytest.mark.unit


def test_a_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "level-up.yaml").write_text("label: x\n", encoding="utf-8")
    text, problems = read_text(tmp_path / "level-upp.yaml", "level-upp.yaml")
    assert text is None
    assert [(one.code, one.args["nearest"]) for one in problems] == [("P101", "level-up.yaml")]


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert [one.code for one in read_text(tmp_path, "folder")[1]] == ["P118"]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (LARGEST_BYTES + 1))
    text, problems = read_text(large, "large.yaml")
    assert text is None
    assert [one.code for one in problems] == ["P103"]


def test_a_utf8_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("标签: 1\n".encode("utf-8-sig"))
    assert read_text(file, "x.yaml") == ("标签: 1\n", [])


def test_gb18030_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("a: 1\nlabel: 补短板\n".encode("gb18030"))
    text, problems = read_text(file, "x.yaml")
    assert text is None
    assert [(one.code, one.where.line) for one in problems] == [("P105", 2)]


def test_invisible_characters_are_told_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\nb\u200b: 2\nc: \u202e3\n", encoding="utf-8")
    _, problems = read_text(file, "x.yaml")
    assert [(one.code, one.where.line) for one in problems] == [("P119", 2), ("P119", 3)]
