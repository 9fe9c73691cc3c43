"""The interval over draws beside the central gap."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.gap_table import gap_table
from simulator.analysis.intervals import span
from tests.example_catalogue import catalogue
from tests.example_tables import PLACES, example_tables

pytestmark = pytest.mark.unit


def table(language="zh", *, draws=True, **options):
    tables = example_tables(draws=draws)
    return gap_table(tables["gaps"], tables["indicators"], 2025, catalogue(language), **options)


def test_the_gap_stands_between_its_fifth_and_ninety_fifth_percentile():
    row = table().query("region == 'kaifeng' and reference == 'province'").iloc[0]
    assert row["gap_p95"] - row["gap_p05"] == pytest.approx(0.2)
    assert row["gap_p05"] < row["gap"] < row["gap_p95"]
    assert row["value_p05"] < row["value"] < row["value_p95"]


def test_a_gap_to_the_provinces_target_moves_with_the_value():
    row = table().query(f"region == 'kaifeng' and indicator == '{PLACES}'").iloc[0]
    assert row["reference"] == "province_target"
    assert row["gap_p05"] == pytest.approx(row["value_p05"] - row["reference_value"])
    assert row["gap_interval_label"] == "-2.60至-2.40"


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "有 1 项差距的中心值在区间以外"), ("en", "Central gaps outside their interval: 1.")],
)
def test_central_gaps_outside_their_interval_are_counted(lang, told):
    tables = example_tables(draws=True)
    gaps = tables["gaps"]
    mine = (gaps["region"] == "kaifeng") & (gaps["reference"] == "province")
    cell = mine & (gaps["year"] == 2025) & (gaps["statistic"] == "central")
    once = gaps[cell].index[:1]
    assert not any("区间以外" in note for note in table().attrs["notes"])
    gaps.loc[once, "gap"] += 5.0
    found = gap_table(gaps, tables["indicators"], 2025, catalogue(lang))
    assert any(told in note for note in found.attrs["notes"])


def test_without_draws_there_is_no_interval_and_no_note_of_one():
    found = table(draws=False)
    assert found[["value_p05", "gap_p05", "gap_p95"]].isna().all(axis=None)
    assert not any("90%区间" in note for note in found.attrs["notes"])


def test_an_interval_of_an_imputed_city_says_that_it_is_one():
    found = table(include_imputed=True)
    labels = found[found["imputed"]]["gap_interval_label"]
    assert labels.str.endswith("*").all()
    assert not found[~found["imputed"]]["gap_interval_label"].str.endswith("*").any()
    assert any("带*的没有本市基期数" in note for note in found.attrs["notes"])


@pytest.mark.parametrize(("low", "high"), [(np.nan, 1.0), (0.0, np.nan), (7.701, 7.699)])
def test_ends_that_are_absent_or_print_alike_are_no_interval(low, high):
    assert span(low, high, "per_1000", "zh") == ""
