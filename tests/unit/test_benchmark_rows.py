"""The rows of benchmarks/RESULTS.md: times in turns, and a page that names no machine."""

from __future__ import annotations

import platform

import pytest

from benchmarks import results
from benchmarks.rows import Row, in_turns, missing, seconds, times

pytestmark = pytest.mark.unit


def test_works_take_turns_and_the_first_turn_is_not_counted():
    order = []
    taken = in_turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, turns=2)
    assert order == ["a", "b"] * 3
    assert {name: len(found) for name, found in taken.items()} == {"a": 2, "b": 2}


def test_a_ratio_is_one_of_medians():
    assert times([9.0, 2.0, 1.0], [0.02, 0.01, 0.5]) == "100 × (2 s and 20 ms)"
    assert seconds([0.0125]) == "12.5 ms"


def test_a_peer_that_is_not_installed_says_how_to_install_it():
    assert missing("numpy") == ""
    assert "pip install -e '.[benchmarks]'" in missing("no_such_peer")


def test_a_page_holds_the_machine_and_a_row_a_benchmark(monkeypatch):
    row = Row("what", "python -m benchmarks.model", "≥ 1 ×", "2 ×")
    monkeypatch.setattr(results, "measured", lambda name: [row])
    page = results.page(["model"])
    assert page.splitlines()[-1] == "| what | ≥ 1 × | 2 × | `python -m benchmarks.model` |"
    assert platform.python_version() in page
    assert platform.node() not in page.split()


def test_a_benchmark_joins_by_its_function():
    assert {"model", "peer_events", "slider", "startup"} <= set(results.benchmarks())
    assert "verdicts" not in results.benchmarks()
