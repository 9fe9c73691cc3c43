"""Two runs must be the same to the bit until their inputs differ."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.pairing import check_identical
from simulator.axes import STATISTICS
from simulator.errors import ModelError
from tests.example_tables import example_tables

pytestmark = pytest.mark.unit

YEARS = range(2020, 2024)


def check(change=lambda tables: None, statistics=("central",), **options):
    first, other = (example_tables(scenario=name, **options) for name in ("baseline", "tight"))
    change(other)
    check_identical(("a", "b"), (first, other), YEARS, statistics)


def put(table, column, value, **where):
    def change(tables):
        rows = np.ones(len(tables[table]), bool)
        for name, wanted in where.items():
            rows &= (tables[table][name] == wanted).to_numpy()
        tables[table].loc[rows, column] = value

    return change


def test_runs_that_differ_in_name_only_pass():
    check()
    check(statistics=STATISTICS, draws=True)


@pytest.mark.parametrize(("year", "found"), [(2020, True), (2023, True), (2024, False)])
def test_the_last_bit_of_one_cell_is_found_with_its_year(year, found):
    first = example_tables()["indicators"]
    cell = (first["region"] == "kaifeng") & (first["year"] == year)
    change = put(
        "indicators",
        "value",
        np.nextafter(first[cell]["value"].iloc[0], 9e9),
        region="kaifeng",
        year=year,
    )
    if not found:
        check(change)
        return
    with pytest.raises(ModelError) as caught:
        check(change)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.key) == ("M191", "indicators")
    assert problem.args["year"] == str(year)


def test_statistics_over_draws_count_only_where_both_were_drawn_alike():
    change = put("indicators", "value", 1.0, statistic="p95", year=2021)
    check(change, draws=True)
    with pytest.raises(ModelError):
        check(change, STATISTICS, draws=True)


def test_the_chance_of_a_target_counts_only_where_both_were_drawn_alike():
    change = put("verdicts", "probability_met", 0.125, statistic="central", year=2021)
    check(change, draws=True)
    with pytest.raises(ModelError):
        check(change, STATISTICS, draws=True)


def test_regions_that_only_one_run_stores_are_passed_over():
    def only_kaifeng(tables):
        for name in ("indicators", "gaps", "verdicts", "stocks", "population", "ledger"):
            tables[name] = tables[name][tables[name]["region"] == "kaifeng"]

    check(only_kaifeng)


def test_a_row_of_no_money_that_one_run_leaves_out_is_no_difference():
    def without(tables):
        ledger = tables["ledger"]
        tables["ledger"] = ledger[ledger["yuan"] != 0.0]

    check(without)
