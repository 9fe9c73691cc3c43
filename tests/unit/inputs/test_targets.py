"""What a printed cell means."""

import pickle

import pytest

from simulator.inputs.targets import Cell, agrees, numerals, printed_decimals, printed_scale

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("〔65.77〕", ["65.77"]),
        ("＞96.5%", ["96.5"]),
        ("30—35", ["30", "35"]),
        ("11.0左右", ["11.0"]),
        ("动态清零", []),
        ("－", []),
    ],
)
def test_numerals_of_a_wording(printed, expected):
    assert numerals(printed) == expected


@pytest.mark.parametrize(
    ("label", "printed", "scale"),
    [
        ("城镇新增就业人数(万人)", "〔60〕", 10_000),
        ("养老服务床位数（万张）", "4.4", 10_000),
        ("每万人接受公共文化设施服务次数（万次）", "3.4", 10_000),
        ("每万人接受公共文化设施服务次数（次）", "5000", 1),
        ("每万人拥有公共文化设施建筑面积(平方米)", "2000", 1),
        ("失业保险、工伤保险参保人数", "1080万人", 10_000),
        ("每万人口全科医生数", "达到或超过2名", 1),
    ],
)
def test_ten_thousands_come_from_the_unit_not_from_the_denominator(label, printed, scale):
    assert printed_scale(label, printed) == scale


def test_decimals_follow_the_print_and_the_expansion():
    assert printed_decimals("2.90", 1) == 2
    assert printed_decimals("65.77", 10_000) == -2
    assert printed_decimals("904", 10_000) == -4
    assert printed_decimals("应保尽保", 1) is None


def test_print_and_value_agree_only_after_expansion():
    assert agrees("〔26.43〕", 264_300, 10_000)
    assert not agrees("〔26.43〕", 26.43, 10_000)
    assert not agrees("应保尽保", 100, 1)


def test_a_limit_is_a_bound_and_a_plain_number_is_not():
    assert Cell("≥90", "number", 90.0, unit="percent", comparator="at_least").is_bound
    assert not Cell("8.31", "number", 8.31, unit="per_1000", comparator="equal").is_bound
    assert Cell().blank


def test_cells_travel_between_processes():
    cell = Cell("6", "number", 6.0, milestones={2022: 2.0})
    assert pickle.loads(pickle.dumps(cell)) == cell
