"""Outlays against published budgets."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.affordability import (
    affordability_table,
    fiscal_outlays,
    nearest_year,
    unpaid_debt,
)

pytestmark = pytest.mark.unit


@pytest.fixture
def outlays():
    rows = [
        ("capital", "general_budget", -30.0),
        ("replacement", "general_budget", -10.0),
        ("recurrent", "general_budget", -50.0),
        ("recurrent", "service_income", -900.0),
        ("capital", "special_bonds", -700.0),
        ("debt_service", "general_budget", -10.0),
        ("own", "general_budget", 100.0),
    ]
    frame = pd.DataFrame(rows, columns=["category", "fund", "yuan"])
    return fiscal_outlays(frame.assign(region="kaifeng", year=2025, statistic="central"))


def test_only_public_money_counts(outlays):
    row = outlays.iloc[0]
    assert (row["capital"], row["running"], row["debt_service"]) == (40.0, 50.0, 10.0)
    assert row["total"] == 100.0


def test_the_figure_of_the_same_year_then_the_last_before_then_the_first_after():
    published = {2019: 1.0, 2023: 2.0}
    assert [nearest_year(published, year) for year in (2018, 2019, 2022, 2030)] == [
        2019,
        2019,
        2019,
        2023,
    ]
    assert nearest_year({}, 2020) is None


def test_shares_and_stress(outlays):
    published = {("kaifeng", "revenue"): {2019: 500.0}}
    row = affordability_table(outlays, published, ("kaifeng",), 0.21).iloc[0]
    assert row["share_of_revenue"] == pytest.approx(20.0)
    assert row["share_under_stress"] == pytest.approx(22.222, abs=1e-3)
    assert (row["revenue_year"], bool(row["over_ceiling"])) == (2019, True)
    assert pd.isna(row["expenditure_year"])


def test_without_a_ceiling_nothing_passes_it_and_without_a_figure_nothing_is_said(outlays):
    published = {("kaifeng", "revenue"): {2019: 500.0}}
    assert affordability_table(outlays, published, ("kaifeng",), None)["over_ceiling"].isna().all()
    assert affordability_table(outlays, {}, ("kaifeng",), 0.2).empty


def test_debt_service_that_is_not_paid_is_told_by_region_and_year():
    rows = [
        (0, "kaifeng", 13, "delayed", "", 5.0),
        (0, "kaifeng", 13, "delayed", "", 2.0),
        (0, "kaifeng", 14, "delayed", "kaifeng-hospital_beds-1", 0.0),
        (0, "kaifeng", 13, "paid", "", 9.0),
        (1, "kaifeng", 13, "delayed", "", 4.0),
    ]
    columns = ["draw", "region", "month", "event", "project", "yuan"]
    told = unpaid_debt(pd.DataFrame(rows, columns=columns), 2020)
    assert told.to_numpy().tolist() == [["kaifeng", 2022, 7.0]]
