"""Inputs of a scenario by the names planners know."""

from __future__ import annotations

from typing import get_args

import pytest

from simulator.analysis.labels import word
from simulator.analysis.lever_names import change_text, change_within, input_label
from simulator.desk.pictures import catalogue
from simulator.inputs import levers

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
    path, zh = ("levers", "revenue", "growth"), catalogue("zh")
    assert change_text(path, (None, 0.03), zh, "per_year") == "财力年增长 未设 → 0.03 每年"
    assert change_text(("plans",), (2.0e9, True), zh) == "规划 2,000,000,000 → True"


@pytest.mark.parametrize(
    ("path", "values", "unit", "text"),
    [
        ("levers.transfers.rule", ("none", "by_shortfall"), "", "转移支付规则 不转移 → 按缺口"),
        ("levers.transfers.pool.at.2021", (None, 2e9), "yuan", "（2021年起） 未设 → 20.00 亿元"),
        ("levers.population.variant.fertility", ("medium", "low"), "", "生育 中方案 → 低方案"),
        ("levers.shocks.0.revenue", (None, 0.85), "", "财力冲击（第1行，财力） 未设 → 0.85"),
        ("levers.served_in.1.to", (None, "zhengzhou"), "", "（第2行，服务地） 未设 → 郑州市"),
        ("levers.projects.xx_1.delay", (0, 12), "", "项目调整（xx_1，推迟的月数） 0 → 12"),
    ],
)
def test_rules_things_and_rows_have_their_names(path, values, unit, text):
    assert change_text(path.split("."), values, catalogue("zh"), unit).endswith(text)


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ((None, [1, 2]), "开工表 未设 → 2 行", "Starts not set → 2 rows"),
        (([], [1, 2]), "开工表 未设 → 2 行", "Starts not set → 2 rows"),
        (([1], [1, 2]), "开工表 1 行 → 2 行", "Starts 1 rows → 2 rows"),
        (([1, 2], [1, 3]), "开工表 2 行 → 2 行（1 行不同）", "Starts 2 rows → 2 rows (1 differ)"),
    ],
)
def test_rows_of_a_long_table_are_counted(values, zh, en):
    path = ("levers", "allocation", "starts")
    assert change_text(path, values, catalogue("zh")) == zh
    assert change_text(path, values, catalogue("en")) == en


def test_below_its_label_a_change_says_what_the_label_leaves_open():
    def within(path, part, values, lang="zh"):
        return change_within(path.split("."), part.split("."), values, catalogue(lang))

    hires = "levers.workforce.recruitment.nurses"
    assert within(f"{hires}.kaifeng", hires, (None, 100)) == "开封市 未设 → 100"
    money = "levers.transfers"
    assert within(f"{money}.rule", money, ("none", "by_shortfall"), "en") == (
        "Transfer rule no transfer → by shortfall"
    )
    seats = "levers.workforce.seats.nurses"
    assert within(seats, seats, (None, 1.2)) == "未设 → 1.2"


def test_every_choice_of_the_schema_has_a_word():
    aliases = ("TransferRule", "Financing", "AllocationRule", "Variant", "Reading", "NeedReference")
    known = [choice for name in aliases for choice in get_args(getattr(levers, name))]
    for lang in ("zh", "en"):
        assert all(word(lang, "choice", choice) != choice for choice in (*known, "on", "off"))
