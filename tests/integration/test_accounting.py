"""Accounting: the stored stocks and ledger are rebuilt from the stored events alone."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator import api
from simulator.axes import CATEGORIES_IN

pytestmark = pytest.mark.integration
FLOWS = {
    "commissioned": ["commissioned"],
    "retired": ["retired", "closed"],
    "recruited": ["recruited"],
    "graduated": ["graduated"],
    "adjusted": ["adjusted"],
}
PLACE = ["region", "service", "year"]
LINE = ["region", "year", "tier", "fund", "domain", "service", "category"]
SCENARIOS = {"baseline": {}, "level-up": {"until": 2027}, "model-city": {}}


@pytest.fixture(scope="module", params=SCENARIOS)
def run(request, tmp_path_factory):
    options = SCENARIOS[request.param]
    return api.run_scenario(request.param, out=tmp_path_factory.mktemp("runs"), **options)


def events_of(run):
    """Return the events of draw 0 with their year and what moved in whole fen, signed."""
    events = run.events
    base = run.manifest["horizon"]["base"]
    sign = events["category"].isin(CATEGORIES_IN) * 2 - 1
    fen = (events["yuan"] * 100).round().astype("int64") * sign
    return events.assign(year=base + (events["month"] + 11) // 12, fen=fen)


def with_province(rows, keys, value):
    """Return sums over the cities beside the cities' own rows."""
    cities = rows[rows["region"] != "henan_own"]
    other = [name for name in keys if name != "region"]
    whole = cities.groupby(other)[value].sum().reset_index().assign(region="henan")
    return pd.concat([rows, whole])


def test_stocks_are_the_base_and_what_the_events_added(run):
    events, stocks = events_of(run), run.stocks
    stocks = stocks[stocks["statistic"] == "central"].set_index(PLACE).sort_index()
    standing = stocks["standing"].groupby(["region", "service"]).transform("first")
    for flow, names in FLOWS.items():
        rows = events[events["event"].isin(names)].groupby(PLACE)["units"].sum().reset_index()
        told = with_province(rows, PLACE, "units").groupby(PLACE)["units"].sum()
        told = told.reindex(stocks.index, fill_value=0)
        assert told.tolist() == stocks[flow].tolist(), flow
        sign = -1 if flow == "retired" else 1
        standing += sign * told.groupby(["region", "service"]).cumsum()
    assert standing.tolist() == stocks["standing"].tolist()


def test_the_ledger_is_what_the_events_paid(run):
    events, ledger = events_of(run), run.ledger
    ledger = ledger[ledger["statistic"] == "central"]
    stored = (ledger.set_index(LINE)["yuan"] * 100).round().astype("int64")
    moved = events[events["category"] != ""]
    rows = moved.groupby(LINE)["fen"].sum().reset_index()
    cities = with_province(rows, LINE, "fen")
    treasury = cities[cities["region"] == "henan_own"].assign(region="henan")
    told = pd.concat([cities, treasury]).groupby(LINE)["fen"].sum()
    told, stored = told[told != 0].sort_index(), stored[stored != 0].sort_index()
    pd.testing.assert_series_equal(told, stored, check_names=False)
    assert len(stored) > 50
