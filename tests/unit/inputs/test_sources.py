"""The register of sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.inputs.shipped import ParamsTree, params_tree
from simulator.inputs.sources import load_sources

pytestmark = pytest.mark.unit

GOOD = """sources:
  census-2020:
    title: {zh: 第七次人口普查, en: Census 2020}
    issuer: {zh: 国家统计局, en: Statistics}
    number: null
    date: '2021-05'
    standing: issued
"""


def tree(tmp_path: Path, text: str) -> ParamsTree:
    file = tmp_path / "sources.yaml"
    file.write_text(text, encoding="utf-8")
    return ParamsTree({"sources.yaml": file}, {})


def test_the_shipped_register_is_sound(tmp_path: Path) -> None:
    sources, problems = load_sources(params_tree(beside=tmp_path))
    assert problems == []
    assert sources["henan-14"].sha256 is not None


def test_one_entry(tmp_path: Path) -> None:
    sources, problems = load_sources(tree(tmp_path, GOOD))
    assert problems == []
    assert sources["census-2020"].title.say("zh") == "第七次人口普查"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("2021-05", "May 2021", "P206", 6),
        ("issued", "isued", "P204", 7),
        ("issuer:", "isuer:", "P201", 4),
        ("    number: null\n", "    sha256: abc\n", "P206", 5),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    _, problems = load_sources(tree(tmp_path, GOOD.replace(old, new)))
    assert (code, line) in [(one.code, one.where.line) for one in problems]


def test_a_missing_register() -> None:
    assert [one.code for one in load_sources(ParamsTree({}, {}))[1]] == ["P101"]
