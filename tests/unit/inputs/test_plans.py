"""Plans as the model reads them."""

import pytest

from simulator.inputs.indicators import load_indicators
from simulator.inputs.plans import load_plans, plans_at
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    tree = params_tree(beside=tmp_path_factory.mktemp("empty"))
    regions, _ = load_regions(tree)
    indicators, _ = load_indicators(tree)
    return load_plans(tree, regions, indicators)[0]


def test_the_plan_of_a_region_is_that_whose_period_holds_the_base(plans):
    at_2020 = {region: plan.id for region, plan in plans_at(plans, 2020).items()}
    assert at_2020["henan"] == "henan-14"
    assert plans_at(plans, 2015)["henan"].id == "henan-13"
    assert plans_at(plans, 2025) == {}


def test_named_plans_only(plans):
    assert set(plans_at(plans, 2020, ["kaifeng-14"])) == {"kaifeng"}


def test_drafts_for_comment_are_in_force_and_own_drafts_are_not(plans):
    assert {plan.standing for plan in plans.values()} == {"issued", "consultation"}
    assert all(plan.in_force for plan in plans.values())


def test_a_row_carries_its_print_its_type_and_its_place(plans):
    row = plans["xinxiang-14"].row("training_participants")
    assert (row.label, row.nature) == ("参加职业技能培训人数（万人）", "expected")
    assert (row.target.as_printed, row.target.value) == ("＞96.5", 965_000)
    assert (row.target.comparator, row.target.accumulation) == ("more_than", "cumulative")
    assert row.target.accumulation_grade == "derived"
    assert row.file.endswith("plans/xinxiang-14.yaml")
    assert row.line > 1


def test_brackets_state_the_accumulation(plans):
    cell = plans["kaifeng-14"].row("new_urban_jobs").target
    assert (cell.accumulation, cell.accumulation_grade) == ("cumulative", "stated")


def test_milestones_of_zhengzhou_hold_in_each_county(plans):
    cell = plans["zhengzhou-14"].row("toddler_places_per_1000").target
    assert dict(cell.milestones) == {2022: 2, 2023: 4}
    assert (cell.value, cell.scope) == (6, "each_county")


def test_about_has_an_assumed_tolerance(plans):
    cell = plans["zhengzhou-14"].row("life_expectancy").target
    assert (cell.comparator, cell.tolerance) == ("about", 0.5)
    assert cell.tolerance_reason is not None


def test_doubts_are_named_by_region_and_row(plans):
    found = plans["kaifeng-14"].row("toddler_places_per_1000").doubt
    assert found.id == "kaifeng.toddler_places_per_1000"
    places = found.also_printed
    assert [other.value for other in places] == [3796, 20428]
