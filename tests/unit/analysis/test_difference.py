"""A difference in words, rows and bars: whatever is rounded still adds up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.difference import (
    Cause,
    Cell,
    Joint,
    adding_up,
    difference_notes,
    difference_story,
    difference_table,
    on_screen,
    waterfall,
)
from simulator.desk.pictures import catalogue

pytestmark = pytest.mark.unit

BEDS = "hospital_beds_per_1000"
MONEY = Cause("levers.transfers", "转移支付", "none → by_shortfall", 0.254, 0.22, 0.235, 0.0)
RULE = Cause("levers.allocation", "资金安排", "a → b", 0.086, 0.06, 0.075, 0.0)
IDLE = Cause("levers.fungible", "可跨领域统筹的比例", "0 → 0.2", 0.0, 0.0, 0.0, 0.0)


def cell(start=8.02, difference=0.31, unit="per_1000", outcome=BEDS, n_orders=0):
    return Cell(outcome, "xinxiang", 2030, unit, start, difference, "基准", "补短板", n_orders)


def story(causes, where, lang="zh"):
    return difference_story(causes, where, catalogue(lang))


def test_the_sentences_of_a_planner():
    assert story([MONEY, RULE, IDLE], cell()) == [
        "“补短板”比“基准”2030年新乡市「每千常住人口医疗卫生机构床位数」多0.31张/千人（8.02→8.33）："
        "其中转移支付+0.25，资金安排+0.09，二者相互作用-0.03。",
        "把相互作用分给各项（沙普利值）：转移支付+0.23，资金安排+0.08。",
        "对它不起作用的：可跨领域统筹的比例。",
    ]


def test_the_sentence_in_english():
    first, second = story([MONEY, RULE], cell(), "en")
    assert "beds" in first
    assert "转移支付+0.25, 资金安排+0.09, the two together -0.03." in first
    assert second.startswith("With the interaction shared out")


def test_of_three_the_strongest_pair_is_named_and_what_shows_as_zero_left_out():
    third = IDLE._replace(alone=0.001, shapley=0.0005)
    joint = Joint("转移支付", "资金安排", -0.03)
    told = difference_story([MONEY, RULE, third], cell(), catalogue("zh"), joint)
    assert "其中转移支付+0.25，资金安排+0.09，各项相互作用-0.03。" in told[0]
    assert told[2] == "相互作用最大的两项是转移支付与资金安排：同时改比分别改之和-0.03。"
    assert len(difference_story([MONEY, RULE], cell(), catalogue("zh"), joint)) == 2


def test_one_cause_explains_all():
    only = MONEY._replace(alone=0.31, last=0.31, shapley=0.31)
    assert story([only, IDLE], cell())[0].endswith("：全部来自转移支付。")


def test_a_share_differs_in_points():
    share = cell(43.2, -3.6, "percent", "nursing_type_bed_share")
    causes = [MONEY._replace(alone=-3.9, shapley=-3.8), RULE._replace(alone=0.3, shapley=0.2)]
    assert (
        "低3.6个百分点（43.2%→39.6%）：其中转移支付-3.9，资金安排+0.3。" in story(causes, share)[0]
    )


def test_nothing_differs_or_nothing_acts():
    assert story([], cell(difference=0.0)) == ["“补短板”与“基准”的输入没有差别。"]
    (same,) = story([IDLE], cell(difference=0.0))
    assert "没有差别（都是 8.02）" in same


def test_causes_that_offset_each_other_are_told():
    up = MONEY._replace(alone=0.2, shapley=0.2)
    down = RULE._replace(alone=-0.2, shapley=-0.2)
    (told,) = story([up, down], cell(difference=0.0))
    assert "相同（8.02），但各项有升有降：其中转移支付+0.20，资金安排-0.20。" in told


def test_every_column_of_the_table_adds_up():
    table = difference_table([MONEY, RULE], cell(), catalogue("zh"))
    for shown in (table, on_screen(table, cell(), "zh")):
        for column in ("changed_alone", "changed_last", "shapley"):
            *parts, total = shown[column]
            assert sum(parts) == pytest.approx(total, abs=1e-12)
            assert total == pytest.approx(0.31)
    assert table["kind"].tolist() == ["lever", "lever", "interaction", "difference"]
    assert table["changed_alone"].iloc[2] == pytest.approx(-0.03)
    assert table["changed_last"].iloc[2] == pytest.approx(0.03)
    assert table["standard_error"].tolist() == [0, 0, 0, 0]


def test_a_small_difference_has_the_digits_of_its_sentence_in_the_table():
    small = MONEY._replace(alone=0.0018, last=0.0018, shapley=0.0018)
    seen = cell(difference=0.0018)
    shown = on_screen(difference_table([small], seen, catalogue("zh")), seen, "zh")
    assert shown["changed_alone"].tolist() == [0.0018, 0.0, 0.0018]
    assert set(shown["places"]) == {4}
    assert "多0.0018" in difference_story([small], seen, catalogue("zh"))[0]
    usual = on_screen(difference_table([MONEY], cell(), catalogue("zh")), cell(), "zh")
    assert set(usual["places"]) == {2}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6), st.sampled_from(("per_1000", "bed")))
def test_rounded_texts_add_up(values, unit):
    texts, total = adding_up(values, sum(values), unit)
    numbers = [float(text.replace(",", "")) for text in texts]
    assert sum(numbers) == pytest.approx(float(total.replace(",", "")), abs=1e-6)


def test_an_effect_that_rounds_to_nothing_gets_more_decimals():
    small = (["+0.00070", "-0.00020"], "+0.00050")
    assert adding_up([0.0007, -0.0002], 0.0005, "per_1000") == small
    assert adding_up([0.0], 0.0, "per_1000") == (["0.00"], "0.00")


def test_sampled_values_say_so():
    assert len(difference_notes([MONEY], cell(), "zh")) == 2
    assert "64 个随机次序" in difference_notes([MONEY], cell(n_orders=64), "zh")[-1]


def test_bars_lead_from_one_run_to_the_other():
    table = difference_table([MONEY, RULE], cell(), catalogue("zh"))
    bars = waterfall(table, cell(), catalogue("zh"))
    assert bars["kind"].tolist() == ["start", "lever", "lever", "interaction", "end"]
    assert bars["left"].iloc[1] == bars["right"].iloc[0] == 8.02
    assert bars["left"].iloc[2] == bars["right"].iloc[1]
    assert bars["right"].iloc[3] == pytest.approx(bars["right"].iloc[4])
    assert bars["text"].tolist() == ["8.02", "+0.25", "+0.09", "-0.03", "8.33"]
    assert bars.attrs["from_zero"] is False
    assert (bars.attrs["unit"], bars.attrs["n_draws"]) == ("张/千人", 0)
    low, high = bars.attrs["axis"]
    assert low < bars["left"].min() + 1e-12
    assert bars["right"].max() < high


def test_the_axis_begins_at_zero_where_the_difference_is_seen():
    large = cell(start=1.0, difference=2.0)
    causes = [MONEY._replace(alone=2.0, last=2.0, shapley=2.0)]
    bars = waterfall(difference_table(causes, large, catalogue("zh")), large, catalogue("zh"))
    assert bars.attrs["axis"][0] == 0.0
    assert bars.attrs["from_zero"] is True
    flat = cell(difference=0.0)
    still = waterfall(difference_table([IDLE], flat, catalogue("zh")), flat, catalogue("zh"))
    assert still.attrs["axis"][1] > 8.02
