"""Sentences on gaps: every branch in both languages, one cell at a time."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from simulator.analysis.clauses import Cell, Teller
from simulator.analysis.sentences import COLUMNS, KEY, gap_sentences
from simulator.text import LANGUAGES
from tests.example_catalogue import HINDSIGHT, catalogue
from tests.example_tables import BEDS, NURSES, PLACES, example_tables

pytestmark = pytest.mark.unit

NO_INTERVAL = {f"{of}_{p}": math.nan for of in ("value", "gap") for p in ("p05", "p50", "p95")}
ROW = {
    "region": "kaifeng",
    "indicator": BEDS,
    "unit": "per_1000",
    "year": 2025,
    "value": 7.987853,
    "base_value": 6.659942,
    "base_as_printed": "6.66",
    "capacity_effect": 1.081999,
    "population_effect": 0.245913,
    "flags": "",
    "missing": "",
    **NO_INTERVAL,
}
TARGET = {"reference_value": 7.7, "gap": 0.287853, "units_to_close": 0.0, "yuan_to_close": 0.0}
PROVINCE = {
    "reference_value": 8.048224,
    "gap": -0.060371,
    "units_to_close": 282.0,
    "yuan_to_close": 310.2e6,
    "reference_asked": "province",
    "reference_shown": "province",
}
VERDICT = {
    "plan": "kaifeng-14",
    "target_year": 2025,
    "comparator": "equal",
    "met": True,
    "probability_met": math.nan,
    "flags": "",
}


def teller(language="zh", *, target=(), province=(), verdict=(), row=(), no_target=False):
    cell = Cell(
        target={**ROW, **TARGET, **dict(row), **dict(target)},
        reference={**ROW, **PROVINCE, **dict(row), **dict(province)},
        verdict={} if no_target else {**VERDICT, **dict(verdict)},
        base=2020,
    )
    return Teller(cell, catalogue(language))


MISSED = {
    "reference_value": 9.0,
    "gap": -1.012147,
    "units_to_close": 4725.0,
    "yuan_to_close": 5.2e9,
}


def test_a_met_target_has_no_shortfall():
    told = teller()
    assert told.against_target() == "比2025年规划目标（7.7张）高0.29张，达到目标"
    assert told.closing_target() == ""


def test_a_missed_target_says_units_and_money():
    told = teller(target=MISSED, verdict={"met": False})
    assert told.against_target() == "比2025年规划目标（9张）低1.01张，未达到目标"
    assert told.closing_target() == "对照目标缺口4,725张，补齐约需建设资金52.00亿元（2020年价）"
    english = teller("en", target=MISSED, verdict={"met": False})
    assert english.closing_target().startswith(
        "4,725 beds are missing to the target, about 5,200.0"
    )


def test_what_has_no_price_says_that_its_money_is_not_estimated():
    unpriced = {**MISSED, "yuan_to_close": math.nan}
    told = teller(target=unpriced, province={"yuan_to_close": math.nan}, verdict={"met": False})
    assert told.closing_target() == "对照目标缺口4,725张，所需资金未测算"
    assert told.against_province().endswith("要达到全省平均还需282张，所需资金未测算")


@pytest.mark.parametrize(
    ("gap", "said"),
    [(0.3, "高0.30张"), (-0.3, "低0.30张"), (0.001, "略高于"), (-0.001, "略低于"), (0.0, "持平")],
)
def test_the_side_follows_the_exact_gap_and_sizes_have_no_sign(gap, said):
    told = teller(target={"gap": gap}, province={"gap": gap})
    for clause in (told.against_target(), told.against_province()):
        assert said in clause.split("，")[0].split("；")[0]
        assert "-" not in clause


@pytest.mark.parametrize(
    ("comparator", "level"),
    [
        ("more_than", "高于7.7张"),
        ("at_least", "不低于7.7张"),
        ("at_most", "不高于7.7张"),
        ("less_than", "低于7.7张"),
        ("about", "7.7张左右"),
    ],
)
def test_a_target_is_named_with_its_comparator(comparator, level):
    assert f"（{level}）" in teller(verdict={"comparator": comparator}).against_target()


def test_where_lower_is_better_the_side_and_the_verdict_are_told_apart():
    below = teller(target={"gap": -0.2}, verdict={"comparator": "at_most", "met": True})
    assert below.against_target() == "比2025年规划目标（不高于7.7张）低0.20张，达到目标"


def test_targets_held_on_and_of_the_province_are_named_so():
    held = teller(row={"year": 2030}).against_target()
    assert held.startswith("比延用的2025年规划目标（7.7张）")
    assert "2025年全省目标" in teller(verdict={"plan": "henan-14"}).against_target()


def test_no_target_and_no_verdict_are_said():
    assert teller(no_target=True).against_target() == "规划没有该指标的目标值"
    assert teller(no_target=True).closing_target() == ""
    assert teller(verdict={"met": pd.NA}).against_target().endswith("能否达到无法判断")


def test_before_its_year_a_target_is_not_met_yet():
    told = teller(row={"year": 2023}, target=MISSED, verdict={"met": False})
    assert told.against_target().endswith("尚未达到目标")


@pytest.mark.parametrize(
    ("met", "chance", "said"),
    [
        (True, 0.93, "，达到目标（模型内达标概率93%）"),
        (True, 1.0, "（模型内达标概率超过99%）"),
        (False, 0.001, "，未达到目标（模型内达标概率不足1%）"),
        (True, 0.05, "，按中心值达到目标，但多数抽样达不到（模型内达标概率5%）"),
        (False, 0.8, "，按中心值未达到目标，但多数抽样能达到（模型内达标概率80%）"),
    ],
)
def test_draws_that_say_the_opposite_are_heard(met, chance, said):
    verdict = {"met": met, "probability_met": chance}
    assert teller(verdict=verdict).against_target().endswith(said)


def test_a_verdict_that_turns_when_rounded_says_so():
    verdict = {"met": False, "flags": "met_differs_when_rounded"}
    assert teller(verdict=verdict).against_target().endswith("取整则结论相反")


def test_the_interval_stands_behind_value_and_gap():
    told = teller(
        target={"value_p05": 7.70, "value_p50": 7.99, "value_p95": 8.34},
        province={"gap_p05": -0.41, "gap_p95": -0.02},
    )
    assert told.level("基准").endswith("为7.99张（90%区间7.70—8.34张）")
    assert "（差距的90%区间-0.41至-0.02张）" in told.against_province()
    straddling = teller(province={"gap_p05": -0.41, "gap_p95": 0.26}).against_province()
    assert "含零，高低尚难断定" in straddling


def test_a_central_value_outside_its_interval_is_no_secret():
    told = teller(target={"value_p05": 5.0, "value_p50": 6.0, "value_p95": 7.0})
    assert told.level("基准").endswith("（90%区间5.00—7.00张，中位数6.00张，中心值在区间以外）")


def test_the_base_year_has_neither_scenario_nor_change():
    told = teller(row={"year": 2020}, verdict={"probability_met": 0.0})
    assert told.level("基准").startswith("开封市2020年（基期）")
    assert told.change() == ""
    assert "概率" not in told.against_target()


def test_a_missing_provincial_base_is_said_with_what_stands_in():
    national = {"reference_shown": "national", "reference_value": 8.5, "gap": -0.512147}
    said = teller(province=national).against_province()
    assert said.startswith(
        "全省无基期值，改与全国目标（8.5张）比较，低0.51张；要达到全国目标还需282张"
    )
    same = {"reference_shown": "province_target", "reference_value": 7.7}
    assert teller(province=same).against_province().endswith("结果与本市目标相同")


@pytest.mark.parametrize(
    ("why", "said"), [("count", "总量"), ("total", "总量"), ("province", "全省无基期值")]
)
def test_no_reference_at_all_is_said_with_the_reason(why, said):
    nothing = {"reference_shown": "none", "missing": why, "gap": math.nan}
    assert teller(province=nothing).against_province().startswith(said)


def test_the_change_is_told_in_its_two_parts_with_verbs_for_signs():
    assert teller().change() == "2020年以来提高1.33张，其中能力建设拉高1.08张、人口变动拉高0.25张"
    fallen = {"value": 6.5, "capacity_effect": 0.2, "population_effect": -0.359942}
    said = teller(row=fallen).change()
    assert said == "2020年以来下降0.16张，其中能力建设拉高0.20张、人口变动拉低0.36张"
    staff = teller("en", row={"indicator": NURSES}).change()
    assert "staff raised it by 1.08 and population raised it by 0.25" in staff


def test_an_effect_that_prints_as_zero_is_none():
    still = {"value": 6.66, "capacity_effect": 0.0001, "population_effect": -0.0001}
    assert teller(row=still).change() == "与2020年持平，其中能力建设没有影响、人口变动没有影响"


def test_a_base_that_differs_from_its_print_is_told():
    said = teller(row={"base_as_printed": "0.88"}, verdict={"flags": "base_differs_from_print"})
    assert "（基期规划载0.88，测算取6.66张）" in said.change()


def test_a_count_changes_by_units_without_a_split_and_its_gap_is_the_shortfall():
    count = {"unit": "bed", "value": 18276.0, "base_value": 16582.0}
    short = {**MISSED, "gap": -17024.0, "reference_value": 35300.0}
    told = teller(row=count, target=short, verdict={"met": False})
    assert told.change() == "2020年以来增加1,694张"
    assert "（35,300张）低17,024张" in told.against_target()
    assert told.closing_target() == "补齐约需建设资金52.00亿元（2020年价）"


@pytest.mark.parametrize(
    ("indicator", "flag", "said"),
    [
        (BEDS, "improved_only_by_population", "仅因人口减少"),
        (BEDS, "worse_although_more_built", "虽有新建但水平下降"),
        (NURSES, "worse_although_more_built", "人员虽有增加但水平下降"),
        (BEDS, "", ""),
    ],
)
def test_flags_become_warnings(indicator, flag, said):
    warning = teller(row={"indicator": indicator, "flags": flag}).warning()
    assert said in warning
    assert bool(warning) == bool(flag)
    assert bool(teller("en", row={"indicator": indicator, "flags": flag}).warning()) == bool(flag)


def test_idle_places_of_a_met_target_are_warned_of():
    assert "有闲置" in teller(verdict={"flags": "idle"}).warning()


def sentences(language="zh", *, draws=True, year=2025, **options):
    tables = example_tables(draws=draws)
    for name in ("gaps", "verdicts"):
        table = tables[name]
        table["indicator"] = table["indicator"].astype(str)
    named = replace(catalogue(language), families={})
    return gap_sentences(tables, year, named, "基准", hindsight=HINDSIGHT, **options)


def test_every_real_city_has_a_sentence_per_key_indicator():
    found = sentences()
    assert tuple(found.columns) == COLUMNS
    assert list(found["region"].unique()) == ["zhengzhou", "kaifeng", "xinxiang"]
    assert (
        set(found["indicator"]) == {BEDS, NURSES, PLACES} <= {name for line in KEY for name in line}
    )
    assert "回顾（反事实）" in found.attrs["notes"][0]
    assert found.attrs["notes"][-1].startswith("另有1个市")


def test_imputed_cities_are_told_only_when_asked_and_never_compared():
    told = sentences(include_imputed=True).query("region == 'luoyang'")
    assert told["imputed"].all()
    assert told["sentence"].str.contains("推算值").all()
    assert not told["sentence"].str.contains("目标|全省平均|区间").any()


def test_without_draws_no_interval_and_no_chance():
    found = sentences(draws=False)
    assert not found["sentence"].str.contains("区间|概率").any()
    assert not any("90%区间" in note for note in found.attrs["notes"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole(language):
    found = sentences(language, include_imputed=True)["sentence"]
    assert found.str.endswith({"zh": "。", "en": "."}[language]).all()
    assert not found.str.contains(r"nan|[{}]|--|，，|；；|  ").any()
