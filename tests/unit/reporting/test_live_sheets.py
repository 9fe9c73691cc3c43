"""Cells that are computed: what a formula says, what is cached, and what the store holds."""

import re
from dataclasses import replace

import openpyxl
import pytest

from simulator.analysis.annex import gap_rows
from simulator.analysis.colours import BEHIND_TO_AHEAD, colour_steps, gap_colour
from simulator.reporting.workbook import write_workbook
from tests.example_catalogue import catalogue, run_view

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    runs = [run_view(), run_view("tight", lift=-0.2)]
    return write_workbook(runs, tmp_path_factory.mktemp("book") / "annex.xlsx", catalogue())


@pytest.fixture(scope="module")
def formulas(path):
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def cached(path):
    return openpyxl.load_workbook(path, data_only=True)


def columns(page):
    heads = next(row for row in page.iter_rows() if row[0].value == "地区")
    return {cell.value: cell.column_letter for cell in heads}, heads[0].row


@pytest.mark.parametrize("name", ["差距2025 1", "差距2030 1", "差距2025 2"])
def test_a_gap_is_a_formula_whose_cached_number_is_that_of_the_store(formulas, cached, name):
    live, told = formulas[name], cached[name]
    at, head = columns(live)
    run = run_view("tight", lift=-0.2) if name.endswith("2") else run_view()
    stored = gap_rows(run, int(name[2:6]), catalogue())
    computed = 0
    for row, (gap, value, against) in enumerate(
        zip(stored["gap"], stored["value"], stored["reference_value"], strict=True), head + 1
    ):
        cell = live[f"{at['差距']}{row}"]
        if gap != gap:
            assert cell.value == "—"
            continue
        computed += cell.data_type == "f"
        assert cell.value == f"=$F{row}-$H{row}"
        assert told[cell.coordinate].value == pytest.approx(gap, abs=1e-12)
        assert told[f"F{row}"].value == value
        assert told[f"H{row}"].value == against
    assert computed


def test_a_value_is_a_link_to_the_cell_of_the_same_run(formulas, cached):
    page = formulas["差距2025 2"]
    _, head = columns(page)
    links = [page[f"F{row}"].value for row in range(head + 1, page.max_row + 1)]
    found = [re.fullmatch(r"='(指标 2)'!([A-Z]+\d+)", str(link)) for link in links]
    assert found
    assert all(found)
    for row, link in enumerate(found, head + 1):
        data = cached[link[1]]
        # the example's tables add up in another order, so they agree to the last digit but one
        value = cached["差距2025 2"][f"F{row}"].value
        assert data[link[2]].value == pytest.approx(value, rel=1e-14)
        same_row = int(re.search(r"\d+", link[2])[0])
        assert data[f"A{same_row}"].value == page[f"A{row}"].value
        assert data[f"B{same_row}"].value == page[f"B{row}"].value


def test_the_steps_of_the_rules_are_the_colours_of_the_page():
    for score in (-80, -50, -49.9, -30, -5.6, 0, 5.5, 5.6, 17, 39, 50, 1000):
        ruled = next(colour for least, colour in colour_steps() if score >= least)
        assert ruled == gap_colour(score)
    assert len(colour_steps()) == len(BEHIND_TO_AHEAD)


def test_gaps_are_coloured_by_rules_on_the_hidden_score(formulas):
    page = formulas["差距2025 1"]
    at, _ = columns(page)
    score = at["领先（+）或落后（−），%"]
    assert page.column_dimensions[score].hidden
    rules = [rule for area in page.conditional_formatting for rule in area.rules]
    assert len(rules) == len(BEHIND_TO_AHEAD)
    assert all(f"${score}" in rule.formula[0] for rule in rules)


def test_a_chart_draws_the_cells_of_its_own_run(formulas):
    charts = formulas["图 2"]._charts
    assert charts
    for chart in charts:
        names = [line.tx.strRef.f for line in chart.series]
        assert len(set(names)) == len(names) > 1
        assert all(name.startswith("'指标 2'!") for name in names)


def test_the_scenario_is_told_value_by_value(formulas):
    rows = [[cell.value for cell in row] for row in formulas["情景 1"].iter_rows()]
    assert any(row[2:4] == ["levers.revenue.level", "1.0"] for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_setting_that_looks_like_a_formula_stays_text(tmp_path, text):
    run = replace(run_view(), inputs={("levers", "revenue", "level"): text})
    path = write_workbook([run], tmp_path / "annex.xlsx", catalogue())
    page = openpyxl.load_workbook(path)["情景"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"]
