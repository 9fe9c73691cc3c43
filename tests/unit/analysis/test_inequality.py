"""Measures of a stored run: intervals, direction, agreement, who is compared."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from simulator.analysis.inequality import inequality_table
from simulator.analysis.inequality_screen import digits, index_overview, inequality_overview
from tests.example_catalogue import catalogue

pytestmark = pytest.mark.unit
BEDS, NURSES = "hospital_beds_per_1000", "nurses_per_1000"
ALONE = ("between", 4, 0)
IMPUTED = ("all", 18, 15)


def rows(indicator, measure, values, who=ALONE, *, weighted=True, draws=()):
    """Return rows of the table for 2020 and 2025, with percentiles of 2025 where asked."""
    group, n_regions, n_imputed = who
    key = {"indicator": indicator, "measure": measure, "weighted": weighted, "group": group}
    key |= {"n_regions": n_regions, "n_imputed": n_imputed}
    central = [
        {**key, "year": year, "statistic": "central", "value": value}
        for year, value in zip((2020, 2025), values, strict=True)
    ]
    spread = zip(("p05", "p50", "p95"), draws, strict=False)
    return central + [
        {**key, "year": 2025, "statistic": name, "value": value} for name, value in spread
    ]


@pytest.fixture
def equity():
    found = rows(BEDS, "gini", (0.05, 0.04), draws=(0.03, 0.04, 0.06))
    found += rows(BEDS, "theil_t", (0.002, 0.003))
    found += rows(BEDS, "gini", (math.nan, math.nan), ("real", 3, 0), weighted=False)
    found += rows(NURSES, "gini", (0.08, 0.06))
    found += rows(NURSES, "theil_t", (0.02, 0.01))
    found += rows(NURSES, "gini", (0.08, 0.06), IMPUTED, draws=(0.1, 0.12, 0.14))
    found += rows(NURSES, "theil_t", (0.02, 0.01), IMPUTED)
    found += rows(NURSES, "theil_t", (0.01, 0.02), ("within", 18, 15))
    found += rows("", "equalisation_index", (0.8, 0.9), ("between", 3, 0))
    return pd.DataFrame(found)


def table_of(equity, **options):
    return inequality_table(equity, catalogue(), years=[2025], **options)


def test_disagreement_between_measures_is_said(equity):
    table = table_of(equity)
    beds = table[table["indicator"] == BEDS]
    assert set(beds["agreement"]) == {"mixed"}
    told = [note for note in table.attrs["notes"] if note.startswith("各指标方向不一致")]
    assert len(told) == 1
    assert "基尼系数比基期缩小，泰尔T指数比基期扩大" in told[0]
    assert set(table.loc[table["indicator"] == NURSES, "agreement"]) == {"narrower"}


def test_a_part_of_theil_has_no_say_in_the_agreement(equity):
    table = table_of(equity, include_imputed=True)
    nurses = table[(table["indicator"] == NURSES) & (table["n_imputed"] > 0)]
    assert set(nurses["agreement"]) == {"narrower"}
    assert nurses.loc[nurses["group"] == "within", "direction"].tolist() == ["wider"]


def test_who_is_compared_is_named_with_both_numbers(equity):
    table = table_of(equity, include_imputed=True)
    of = dict(zip(table["n_imputed"], table["compared_label"], strict=True))
    assert of[15] == "18个市：有本市数据3个，推算15个"
    beds = table[table["indicator"] == BEDS].iloc[0]
    assert beds["compared_label"] == "组间，4组：3个有本市数据的市，其余地区合为一组"
    assert (beds["n_stated"], beds["n_imputed"]) == (3, 0)


def test_imputed_cities_are_shown_only_when_asked_for(equity):
    assert set(table_of(equity)["n_imputed"]) == {0}


def test_a_central_value_outside_its_interval_is_explained(equity):
    assert not any("P5–P95" in note for note in table_of(equity).attrs["notes"])
    notes = table_of(equity, include_imputed=True).attrs["notes"]
    assert any("应以区间为准" in note for note in notes)


def test_what_cannot_be_judged_is_named_and_leaves_the_screen(equity):
    table = table_of(equity)
    assert any(note.startswith("各市同权的测度和极值比无法判断") for note in table.attrs["notes"])
    shown = inequality_overview(table, "zh")
    assert shown["weighted_label"].tolist() == ["按人口加权"] * 2
    assert shown["gini_label"].tolist() == ["0.0400", "0.0600"]
    assert shown["gini_interval_label"].tolist() == ["0.0300–0.0600", ""]


def test_indices_stand_apart_with_their_own_words(equity):
    shown = index_overview(table_of(equity), "zh")
    assert shown["direction_label"].tolist() == ["上升"]
    assert shown["base_value_label"].tolist() == ["0.8000"]
    assert "interval_label" not in shown


def test_one_indicator_leaves_the_indices_out(equity):
    assert set(table_of(equity, indicator=NURSES)["indicator"]) == {NURSES}


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0155, "0.0155"), (0.000123, "0.00012"), (0.0, "0.0000"), (math.nan, ""), (1.5, "1.5000")],
)
def test_small_measures_keep_two_digits(value, text):
    assert digits(value) == text
