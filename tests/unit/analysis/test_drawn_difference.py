"""A difference draw by draw: intervals beside the values, in words and at the bars."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.difference import Cause, Cell, difference_table, on_screen, waterfall
from simulator.analysis.drawn_difference import (
    INTERVALS,
    NO_DRAWS,
    DrawnCell,
    drawn_notes,
    drawn_story,
)
from simulator.desk.pictures import catalogue

pytestmark = pytest.mark.unit

ZH = catalogue("zh")
MONEY = Cause("levers.transfers", "转移支付", "", 200.0, 240.0, 220.0, 0.0)
RULE = Cause("levers.allocation", "资金安排", "", 60.0, 100.0, 80.0, 0.0)
CELL = Cell("elderly_institution_beds", "xinxiang", 2030, "bed", 1000.0, 300.0, "甲", "乙")
N = 21
STEPS = np.linspace(-1.0, 1.0, N)


def drawn(middle=300.0):
    """Return draws in which money does 100 to 300 alone and the rule always 60."""
    alone = np.column_stack([200.0 + 100.0 * STEPS, np.full(N, 60.0)])
    shapley = alone + 20.0
    return DrawnCell(alone, shapley, shapley.sum(axis=1) + middle - 300.0, 60)


def table(found=None):
    return difference_table([MONEY, RULE], CELL, ZH, found or drawn())


def test_the_ends_are_those_of_the_draws():
    made = table()
    assert made["changed_alone_p05"].tolist() == pytest.approx([110.0, 60.0, 40.0, 210.0])
    assert made["changed_alone_p95"].tolist() == pytest.approx([290.0, 60.0, 40.0, 390.0])
    assert made["shapley_p50"].tolist() == pytest.approx([220.0, 80.0, np.nan, 300.0], nan_ok=True)


def test_without_draws_there_are_no_ends_and_the_note_says_why():
    made = table(NO_DRAWS)
    assert made[list(INTERVALS)].isna().all(axis=None)
    assert drawn_story(made, NO_DRAWS, "zh") == []
    assert "没有相同的抽样" in drawn_notes(NO_DRAWS, "zh")[0]
    assert "--draws 0" in drawn_notes(NO_DRAWS._replace(n_held=60), "zh")[0]


def test_the_sentence_names_every_interval_and_how_many_draws():
    assert drawn_story(table(), drawn(), "zh") == [
        "21次抽样逐次拆分，差别的区间（P5—P95）为+210至+390，中位数+300。"
    ]
    both = drawn()
    both = both._replace(shapley=both.shapley + 10.0 * STEPS[:, None])
    assert drawn_story(table(both), both, "zh")[0].endswith(
        "；各项沙普利值：转移支付 +121至+319，资金安排 +71至+89。"
    )
    assert "前 21 次" in drawn_notes(drawn(), "zh")[0]
    assert "first 21 of 60" in drawn_notes(drawn(), "en")[0]


def test_a_central_value_beyond_the_draws_is_told():
    assert "中心值在区间之外" in drawn_story(table(drawn(0.0)), drawn(0.0), "zh")[-1]


def test_the_screen_and_the_bars_carry_the_intervals():
    made = table()
    shown = on_screen(made, CELL, "zh")
    assert shown["shapley_interval_label"].tolist() == ["+130至+310", "", "", "+210至+390"]
    columns = shown.columns.tolist()
    assert columns.index("shapley_interval_label") == columns.index("shapley") + 1
    bars = waterfall(made, CELL._replace(n_draws=N), ZH)
    assert bars["text"].tolist()[1:4] == ["+200（+110至+290）", "+60", "+40"]
    assert bars.attrs["n_draws"] == N
