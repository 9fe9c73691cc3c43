"""Rows of the tables: the same in every draw."""

from __future__ import annotations

import pytest

from simulator.results.contracts import TABLES
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.unit
YEARS = [2020, 2021, 2022, 2023]


@pytest.fixture(scope="module")
def tables():
    return tables_of("baseline", 2023)


def test_every_table_has_its_columns(tables):
    stored = {"scenario", "statistic", "draw", "probability_met"}
    for name, table in tables.items():
        missing = {column.name for column in TABLES[name].columns} - set(table) - stored
        assert missing == set(), name


def test_no_row_is_told_twice(tables):
    keys = {
        "indicators": ["region", "indicator", "year"],
        "population": ["region", "sex", "age_group", "year"],
        "stocks": ["region", "service", "year"],
        "use": ["region", "service", "year"],
        "gaps": ["region", "indicator", "year", "reference"],
        "verdicts": ["region", "plan", "row_id", "year"],
        "ledger": ["region", "year", "tier", "fund", "domain", "service", "category"],
    }
    for name, columns in keys.items():
        assert not tables[name].duplicated(columns).any(), name


def test_the_base_year_is_included_and_graded_by_its_evidence(tables):
    rows = tables["indicators"]
    assert sorted(rows["year"].unique()) == YEARS
    base = rows[rows["year"] == 2020]
    assert "simulated" not in set(base["grade"])
    assert set(rows[rows["year"] > 2020]["grade"]) == {"simulated"}
    beds = base[base["indicator"] == "hospital_beds_per_1000"].set_index("region")["grade"]
    assert (beds["xinxiang"], beds["henan"]) == ("stated", "external")


def test_stocks_are_facilities_and_staff(tables):
    services = set(tables["stocks"]["service"])
    assert {"hospital_beds", "nurses"} <= services
    assert not services & {"preschool_enrolment", "barrier_free_homes"}


def test_every_row_of_a_plan_is_there_every_year(tables):
    rows = tables["verdicts"].query("plan == 'xinxiang-14'")
    assert rows.groupby("year")["row_id"].nunique().tolist() == [30] * 4
    zhengzhou = tables["verdicts"].query("plan == 'zhengzhou-14' and year == 2023")
    assert len(zhengzhou) == 35
