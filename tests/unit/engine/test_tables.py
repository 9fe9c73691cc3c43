from __future__ import annotations

import numpy as np
import pytest

from tests.shipped_runs import tables_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def tables():
    return tables_of("baseline", 2023)


@pytest.mark.parametrize("table", ["stocks", "population_flows", "use"])
def test_the_province_is_the_sum_of_its_cities(tables, table):
    rows = tables[table]
    keys = [name for name in ("service", "year") if name in rows]
    columns = {
        "stocks": ["standing", "available", "commissioned", "retired"],
        "population_flows": ["births", "deaths", "net_migration"],
        "use": ["need", "use"],
    }[table]
    province = rows[rows["region"] == "henan"].set_index(keys)[columns]
    cities = rows[rows["region"] != "henan"].groupby(keys)[columns].sum(min_count=1)
    shared = cities.loc[province.index]
    np.testing.assert_allclose(shared, province, rtol=1e-12)


def test_stocks_of_the_shipped_baseline_are_conserved(tables):
    rows = tables["stocks"].sort_values(["region", "service", "year"])
    change = rows.groupby(["region", "service"])["standing"].diff()
    flows = rows["commissioned"] - rows["retired"] + rows["recruited"] + rows["graduated"]
    later = rows["year"] > 2020
    np.testing.assert_array_equal(change[later], flows[later])


def test_the_ledger_of_the_shipped_baseline_sums_to_zero(tables):
    rows = tables["ledger"].query("region != 'henan'").copy()
    rows["fen"] = (rows["yuan"] * 100).round().astype("int64")
    sums = rows.groupby(["region", "tier", "fund", "domain", "year"])["fen"].sum()
    assert (sums == 0).all()


def test_events_name_what_moved_and_their_order_never_turns_back(tables):
    events = tables["events"]
    assert (np.diff(events["month"].to_numpy() * 8 + events["phase"]) >= 0).all()
    opened = events[events["event"] == "commissioned"]
    assert opened["project"].is_unique
    assert opened["project"].str.match(r"^[a-z]+-[a-z_]+-\d+$").all()
    drawn = events[events["event"] == "drawn"]
    assert set(drawn["fund"]) == {"general_budget", "social_capital", "special_bonds"}


def test_rows_the_model_does_not_move_are_not_judged(tables):
    rows = tables["verdicts"]
    silent = rows[rows["flags"] == "not_modelled"]
    assert len(silent) > 0
    assert set(silent["schedule_status"]) == {"undecidable"}
    assert silent["met"].isna().all()
