"""The result tables of the README are what the shipped scenarios say today."""

from __future__ import annotations

import re

import pytest

from benchmarks.readme_table import (
    GAP_MARK,
    RESULT_MARK,
    SCENARIOS,
    central_only,
    gap_lines,
    result_table,
    run_all,
    shown,
)

CELL = re.compile(r"^[+-]?\d+\.\d\d（([+-]?\d+\.\d\d)至([+-]?\d+\.\d\d)）$")


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return run_all(tmp_path_factory.mktemp("store"), draws=0)


@pytest.mark.integration
def test_the_readme_shows_the_numbers_of_the_baseline(runs):
    assert shown(RESULT_MARK)[2:] == result_table(runs[SCENARIOS[0]])


@pytest.mark.integration
def test_the_central_gaps_of_the_readme_are_those_of_today(runs):
    assert central_only(shown(GAP_MARK)) == list(gap_lines(runs))


@pytest.mark.integration
def test_every_gap_of_the_readme_has_an_interval():
    rows = [line for line in shown(GAP_MARK) if line.startswith("| ") and "市" in line[:8]]
    cells = [cell for line in rows for cell in line.strip("| ").split(" | ")[1:] if "（" in cell]
    found = [CELL.match(cell) for cell in cells]
    assert len(cells) == 4 * 4 * 17
    assert all(match and float(match[1]) < float(match[2]) for match in found)


@pytest.mark.slow
def test_the_intervals_of_the_readme_are_those_of_today(tmp_path):
    assert shown(GAP_MARK) == list(gap_lines(run_all(tmp_path)))
