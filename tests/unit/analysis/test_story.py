import math

import pytest

from simulator.analysis.lead_times import Cell, opening
from simulator.analysis.story import as_used, cell_story
from tests.example_catalogue import HINDSIGHT, MONTHS, catalogue
from tests.example_tables import BEDS, NURSES, PLACES, example_tables

pytestmark = pytest.mark.unit


def story(cell, language="zh", *, draws=False):
    tables = example_tables(draws=draws)
    return cell_story(tables, cell, catalogue(language), hindsight=HINDSIGHT, months=MONTHS)


def test_the_first_sentence_says_where_the_city_stands():
    said = story(Cell("kaifeng", PLACES, 2025, "default"))
    assert said[0] == (
        "开封市「每千人口托位数」2025 年为 2.00（个/千人），比全省目标（4.50）低 2.50，低 55.6%。"
    )


def test_the_second_says_what_closes_it():
    said = story(Cell("kaifeng", PLACES, 2025, "default"))[1]
    assert "还差 12,000 个（托位）" in said
    assert "3.12 亿元" in said


def test_a_planner_is_told_that_a_late_start_does_not_open_in_time():
    said = " ".join(story(Cell("kaifeng", BEDS, 2025, "province")))
    assert "2024 年初立项的床位最早 2028 年 1 月投用，赶不上 2025 年底" in said
    assert "最晚须在 2021 年 12 月立项" in said
    assert "年底筹备和在建" in said


@pytest.mark.parametrize(
    ("months", "words"),
    [(12, "最早 2025 年 1 月投用；"), (23, "最早 2025 年 12 月投用；"), (24, "赶不上 2025 年底")],
)
def test_the_month_decides_whether_it_opens_in_the_year(months, words):
    assert words in opening(2025, months, "托位", "zh")


def test_staff_have_no_projects():
    assert not any(
        "在建" in sentence for sentence in story(Cell("kaifeng", NURSES, 2025, "target"))
    )


def test_no_target_is_said():
    assert any("规划文本未载" in s for s in story(Cell("luoyang", NURSES, 2025, "national")))


def test_an_imputed_city_is_said():
    assert any("只供参考，不排名" in s for s in story(Cell("luoyang", BEDS, 2025, "province")))


def test_a_missing_reference_is_said_with_its_reason():
    assert "全省无" in story(Cell("kaifeng", PLACES, 2025, "province"))[0]


def test_draws_add_the_probability():
    said = " ".join(story(Cell("kaifeng", BEDS, 2025, "target"), draws=True))
    assert "模型内达标概率 40%" in said


def test_english_says_the_same_number_of_things():
    cell = Cell("xinxiang", BEDS, 2025, "province")
    assert len(story(cell, "en")) == len(story(cell))
    assert story(cell, "en")[0].startswith("Xinxiang")


def test_an_unknown_cell_is_said():
    assert story(Cell("kaifeng", "nothing", 2025, "target")) == ["这一格没有数据。"]


@pytest.mark.parametrize(
    ("printed", "value", "unit", "said"),
    [
        ("4.4", 44000.0, "bed", "4.4，测算取 44,000"),
        ("0.88", 0.786, "per_1000", "0.88，测算取 0.79"),
        (">4.3", 4.3, "per_1000", ">4.3"),
        ("", 7.7, "per_1000", "7.70"),
        ("应保尽保", float("nan"), "percent", "应保尽保"),
    ],
)
def test_a_printed_number_says_what_is_used_instead(printed, value, unit, said):
    assert as_used(printed, value, unit, "zh") == said


def test_a_planner_is_told_when_new_seats_count():
    tables = example_tables()
    said = cell_story(
        tables, Cell("kaifeng", NURSES, 2025, "target"), catalogue("zh"), years={"nurses": 4}
    )
    assert any("2021 年扩招的" in s and "最早 2025 年计入" in s for s in said)


def test_a_target_without_a_value_has_no_story():
    tables = example_tables()
    gone = tables["gaps"]["region"] == "henan"
    tables["gaps"].loc[gone, ["value", "gap", "gap_percent"]] = math.nan
    for reference in ("target", "default"):
        cell = Cell("henan", BEDS, 2025, reference)
        assert cell_story(tables, cell, catalogue("en")) == ["There is no data for this cell."]
