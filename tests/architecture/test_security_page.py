"""SECURITY.md promises nothing that no test checks."""

from __future__ import annotations

import re

import pytest

from simulator.inputs.yaml_nodes import DEEPEST
from simulator.results.archive import MAX_RATIO
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.unit

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_defence_names_tests_that_exist():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 10
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)`", row)
        assert named, row
        assert [one for one in named if not (ROOT / one).is_file()] == []


def test_limits_are_those_of_the_program():
    assert f"{DEEPEST}层以上" in PAGE
    assert f"膨胀{MAX_RATIO}倍以上" in PAGE


def test_both_languages_have_the_same_chapters():
    chinese, english = PAGE.split("# In English")
    assert len(re.findall(r"^## ", chinese, re.M)) == len(re.findall(r"^## ", english, re.M))
