"""Money by year in the prices of 2020 or of the year, its story, and the ledger in groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.ledger_rows import ledger_rows
from simulator.analysis.money_picture import money_picture, money_story
from tests.example_catalogue import catalogue

pytestmark = pytest.mark.unit
CITY = "kaifeng"


def line(year, category, yi, fund="general_budget", statistic="central"):
    return {
        "region": CITY,
        "year": year,
        "tier": "city",
        "fund": fund,
        "domain": "health",
        "category": category,
        "statistic": statistic,
        "yuan": yi * 1e8,
    }


LEDGER = pd.DataFrame(
    [
        line(2021, "own", 10),
        line(2021, "recurrent", -6),
        line(2021, "capital", -4),
        line(2022, "own", 10),
        line(2022, "recurrent", -9),
        line(2022, "debt_service", -2),
        line(2022, "lapsed", -1),
        line(2022, "carry_in", 2),
        line(2022, "service_income", 5, "service_income"),
        line(2022, "recurrent", -5, "service_income"),
        line(2022, "own", 99, statistic="mean"),
    ]
)
PRICES = {2020: 1.0, 2021: 1.1, 2022: 1.2}
NOTHING = pd.DataFrame({"region": [], "year": [], "yuan": []})


def shares(ceiling, *rows):
    found = pd.DataFrame(rows, columns=["year", "share_under_stress", "over_ceiling"])
    found.attrs = {"ceiling": ceiling}
    return found


def test_prices_of_the_year_multiply_every_amount_by_the_level_of_its_year():
    base, current = (money_picture(LEDGER, CITY, catalogue(), one) for one in (None, PRICES))
    for name in ("new", "recurrent", "spent", "lapsed"):
        np.testing.assert_allclose(current[name], base[name] * [1.1, 1.2])
    assert base.attrs["unit_label"] == "亿元（2020年价）"
    assert current.attrs["unit_label"] == "亿元（当年价）"


def test_the_story_says_when_the_running_tail_first_exceeds_the_money_of_the_year():
    frame = money_picture(LEDGER, CITY, catalogue())
    story = money_story(frame, shares(None), NOTHING, catalogue())
    assert "2021年为60.0%，2022年为110.0%" in story[0]
    assert "2022年起首次超过" in story[0]
    assert "首次大于当年财力的是2022年（共1年：2022）" in story[1]


def test_the_story_says_the_first_year_above_the_ceiling_and_with_unpaid_debt():
    frame = money_picture(LEDGER, CITY, catalogue())
    rows = (2021, 19.0, False), (2022, 22.5, True)
    unpaid = pd.DataFrame({"region": [CITY] * 2, "year": [2024, 2022], "yuan": [1e8, 3e8]})
    story = money_story(frame, shares(0.2, *rows), unpaid, catalogue())
    assert "2022年首次突破收入20%的上限，最高为2022年的22.5%" in story[2]
    assert "2022年首次欠付" in story[3]


@pytest.mark.parametrize(
    ("ceiling", "rows", "told"),
    [
        (None, ((2021, 19.0, None),), "没有设财政承受能力上限"),
        (0.2, ((2021, 19.0, False),), "没有突破收入20%的上限"),
        (0.2, (), "没有公布的一般公共预算收入"),
    ],
)
def test_the_story_tells_no_ceiling_from_one_that_holds(ceiling, rows, told):
    frame = money_picture(LEDGER, CITY, catalogue())
    assert told in money_story(frame, shares(ceiling, *rows), NOTHING, catalogue())[2]


def test_a_place_without_fiscal_money_has_a_sentence():
    frame = money_picture(LEDGER[:0], CITY, catalogue())
    assert money_story(frame, shares(None), NOTHING, catalogue()) == ["没有财政资金的记录。"]


def test_the_ledger_has_a_row_per_tier_fund_and_category_in_order():
    frame = ledger_rows(LEDGER, CITY, catalogue())
    labels = frame[["tier_label", "fund_label", "category_label"]].agg("/".join, axis=1).tolist()
    assert labels[0] == "市级/一般公共预算/本级财力"
    assert labels[-1] == "市级/服务收入、医保/运行经费"
    assert frame.attrs["years"] == ["2021", "2022"]


def test_the_ledger_takes_ten_thousand_yuan_and_prices_of_the_year():
    frame = ledger_rows(LEDGER, CITY, catalogue(), "wan", PRICES)
    assert frame["2022"].iloc[0] == pytest.approx(10 * 10_000 * 1.2)
    assert frame.attrs["unit_label"] == "万元（当年价）"
    by_fund = frame.groupby("fund_label")[["2021", "2022"]].sum()
    np.testing.assert_allclose(by_fund, 0.0, atol=1e-6)
