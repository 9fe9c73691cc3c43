"""The page on verification names tests that exist and laws as many as there are."""

from __future__ import annotations

import re

import pytest

from benchmarks import laws
from tests.architecture.sources import ROOT, functions

pytestmark = pytest.mark.unit
PAGE = (ROOT / "docs" / "methods" / "verification.md").read_text(encoding="utf-8")
LISTED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
AT_LEAST = 12


def test_at_least_so_many_laws_are_listed():
    assert len(set(LISTED)) >= AT_LEAST


@pytest.mark.parametrize(("file", "name"), LISTED)
def test_every_listed_test_exists(file, name):
    assert name in {one.name for one in functions(ROOT / file)}


def test_every_law_on_the_shipped_baseline_is_listed():
    file = "tests/laws/test_shipped_laws.py"
    tests = {one.name for one in functions(ROOT / file) if one.name.startswith("test_")}
    assert tests == {name for path, name in LISTED if path == file}


def test_no_more_laws_are_printed_than_there_are():
    """New laws may wait for the next count; none that is printed may be gone."""
    printed = dict(re.findall(r"\| `tests/([\w/]+)` \| (\d+) \|", PAGE))
    counted = laws.laws()
    assert "laws" in printed
    assert all(int(number) <= counted[folder] for folder, number in printed.items())
