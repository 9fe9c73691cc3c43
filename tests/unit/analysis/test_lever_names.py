"""Inputs of a scenario by the names planners know."""

from __future__ import annotations

import pytest

from simulator.analysis.lever_names import change_text, input_label
from simulator.desk.pictures import catalogue

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("levers.transfers", "转移支付"),
        ("levers.transfers.rule", "转移支付规则"),
        ("levers.take_up.toddler_places", "使用意愿（3岁以下婴幼儿托位）"),
        ("levers.population.variant.fertility", "生育"),
        ("levers.projects.xx_1", "项目调整（xx_1）"),
        ("horizon.as_of", "起效年"),
        ("plans", "规划"),
        ("baseline_levers", "上级情景的政策手段"),
    ],
)
def test_levers_have_the_titles_of_the_scenario_file(path, label):
    assert input_label(path.split("."), catalogue("zh")) == label


def test_an_override_carries_the_name_of_what_it_replaces():
    growth = input_label(("overrides", "budget.revenue_growth"), catalogue("zh"))
    assert growth.startswith("改数（")
    assert "budget." not in growth
    plan = ("overrides", "plans.kaifeng-14.toddler_places_per_1000.target")
    assert "每千人口拥有3岁以下婴幼儿托位数" in input_label(plan, catalogue("zh"))
    assert input_label(("overrides", "no.such"), catalogue("en")) == "Overrides (no.such)"


def test_a_change_says_before_and_after():
    path = ("levers", "revenue", "growth")
    assert change_text(path, None, 0.03, catalogue("zh")) == "财力年增长 — → 0.03"
    assert change_text(("plans",), 2.0e9, True, catalogue("zh")) == "规划 2,000,000,000 → True"
