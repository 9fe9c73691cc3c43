"""The pages on methods print what the parameters say."""

from __future__ import annotations

import math
from pathlib import Path
from typing import get_args

import pytest

from simulator.distributions.spread import Family
from simulator.inputs.levers import AllocationRule
from simulator.inputs.parameters import load_parameters
from simulator.inputs.reserve import Status
from simulator.inputs.shipped import params_tree, shipped_folder

pytestmark = pytest.mark.unit
PAGES = Path(__file__).parents[2] / "docs" / "methods"


@pytest.mark.parametrize(
    ("programme", "row"),
    [
        ("physician", "临床医师"),
        ("assistant_physician", "助理医师"),
        ("nurse", "注册护士"),
    ],
)
def test_the_first_year_end_of_a_seat_follows_from_the_years_to_licence(programme, row):
    parameters = load_parameters(params_tree(shipped_folder("params")))[0]
    years = parameters[f"workforce.{programme}_years_to_licence"].value
    page = (PAGES / "workforce.md").read_text(encoding="utf-8")
    line = next(one for one in page.splitlines() if one.startswith(f"| {row}"))
    cells = [cell.strip() for cell in line.split("|")[1:-1]]
    assert cells[1].startswith(f"{years:g}（")
    assert [int(cells[3]), int(cells[4])] == [2021 + math.ceil(years), 2026 + math.ceil(years)]


def test_every_allocation_rule_is_described():
    page = (PAGES / "allocation.md").read_text(encoding="utf-8")
    assert all(f"| `{rule}` |" in page for rule in get_args(AllocationRule))


@pytest.mark.parametrize("name", ["interest_rate", "term_years", "interest_only_years"])
def test_the_terms_of_bonds_are_those_of_the_parameters(name):
    parameter = load_parameters(params_tree(shipped_folder("params")))[0][f"budget.bond_{name}"]
    page = (PAGES / "bonds.md").read_text(encoding="utf-8")
    row = next(one for one in page.splitlines() if one.startswith(f"| `bond_{name}`"))
    value, span = [cell.strip() for cell in row.split("|")[2:4]]
    assert float(value) == parameter.value
    assert [float(end) for end in span.split("—")] == [parameter.low, parameter.high]


@pytest.mark.parametrize("stage", ["approval", "land", "design_approval", "acceptance"])
def test_the_shares_of_stages_are_those_of_the_parameters(stage):
    parameters = load_parameters(params_tree(shipped_folder("params")))[0]
    parameter = parameters[f"durations.{stage}_share"]
    page = (PAGES / "projects.md").read_text(encoding="utf-8")
    row = next(one for one in page.splitlines() if one.startswith(f"| `{stage}_share`"))
    value, span = [cell.strip() for cell in row.split("|")[2:4]]
    assert float(value) == parameter.value
    assert [float(end) for end in span.split("—")] == [parameter.low, parameter.high]


def test_every_status_of_a_named_project_is_described():
    page = (PAGES / "projects.md").read_text(encoding="utf-8")
    assert all(f"`{status}`" in page for status in get_args(Status))


@pytest.mark.parametrize("name", ["revenue", "population", "prices"])
def test_the_correlations_are_those_of_the_parameters(name):
    parameters = load_parameters(params_tree(shipped_folder("params")))[0]
    parameter = parameters[f"uncertainty.{name}_with_economy"]
    page = (PAGES / "uncertainty.md").read_text(encoding="utf-8")
    row = next(one for one in page.splitlines() if one.startswith(f"| `{name}_with_economy`"))
    value, span = [cell.strip() for cell in row.split("|")[2:4]]
    assert float(value) == parameter.value
    assert [float(end) for end in span.split("—")] == [parameter.low, parameter.high]
    members = {one.name for one in parameters.values() if one.group}
    assert "budget.revenue_growth" in members
    assert sum(one.endswith("_capital") for one in members) == 7


def test_every_distribution_is_described():
    page = (PAGES / "uncertainty.md").read_text(encoding="utf-8")
    assert all(f"| `{family}` |" in page for family in get_args(Family))


@pytest.mark.parametrize(
    ("limit", "row"), [("ahead", "提前完成"), ("nearly", "基本达到"), ("hard", "难以完成")]
)
def test_the_limits_of_the_status_are_the_parameters(limit, row):
    parameters = load_parameters(params_tree(shipped_folder("params")))[0]
    page = (PAGES / "review.md").read_text(encoding="utf-8")
    line = next(one for one in page.splitlines() if one.startswith(f"| {row}"))
    assert f" {parameters[f'services.status_{limit}_margin'].value:g}" in line


def test_the_jump_that_needs_a_remark_is_the_parameter():
    parameters = load_parameters(params_tree(shipped_folder("params")))[0]
    page = (PAGES / "review.md").read_text(encoding="utf-8")
    line = next(one for one in page.splitlines() if one.startswith("| 突变"))
    assert f"（{parameters['services.observation_jump'].value:g}）" in line
