"""How one cell reads."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from simulator.text.cells import cell, guarded, heading

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("column", "value", "unit", "text"),
    [
        ("value", 6.714, "per_1000", "6.71"),
        ("value", 55.04, "percent", "55.0"),
        ("value", 12345.6, "bed", "12,346"),
        ("value", -0.001, "per_1000", "0.00"),
        ("year", 2025, "", "2025"),
        ("units_to_close", 1234, "per_1000", "1,234"),
        ("yuan_to_close", 2.5e9, "", "25.00"),
        ("gap_percent", -12.34, "", "-12.3"),
        ("chance", 1.0, "bed", "1.00"),
        ("restated_chance", 0.25, "percent", "0.25"),
        ("value", math.nan, "", "—"),
        ("value", None, "", "—"),
        ("value", pd.NA, "", "—"),
        ("value", math.inf, "", "—"),
        ("favourable", np.bool_(1), "", "是"),
        ("favourable", False, "", "否"),
        ("unit", "m2", "", "平方米"),
        ("region", "郑州市", "", "郑州市"),
    ],
)
def test_a_cell_reads_as_a_planner_writes_it(column, value, unit, text):
    assert cell(column, value, "zh", unit) == text


def test_a_row_may_ask_for_more_decimals_than_its_unit_has():
    assert cell("shapley", 0.0018, "zh", "per_1000", 4) == "0.0018"
    assert cell("shapley", 0.0018, "zh", "per_1000") == "0.00"


def test_money_is_in_millions_in_english():
    assert cell("yuan", 2.5e9, "en") == "2,500.00"
    assert heading("yuan", "en") == "Money (million yuan, 2020 prices)"


def test_the_heading_of_a_name_is_that_of_its_id():
    assert heading("region_label", "zh") == heading("region", "zh") == "地区"
    assert heading("unheard_of", "zh") == "unheard_of"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\ta"])
def test_no_text_acts_as_a_formula(text):
    assert guarded(pd.DataFrame({"a": [text]}))["a"].tolist() == [f"'{text}"]
