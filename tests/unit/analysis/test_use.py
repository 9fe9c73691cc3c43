"""Need, demand and use in units and in yuan."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.use import Cost, Mix, use_table
from tests.example_catalogue import catalogue

pytestmark = pytest.mark.unit
YEAR = 2025
COSTS = {"hospital_beds": Cost(80_000.0, 1_000_000.0), "toddler_places": Cost(200.0, None)}
CITIES = ("kaifeng", "zhengzhou", "henan")
SERVICES = ("toddler_places", "hospital_beds")


@pytest.fixture
def tables():
    keys = [(city, service) for city in CITIES for service in SERVICES]
    cells = pd.DataFrame(keys, columns=["region", "service"])
    cells = cells.assign(year=YEAR, statistic="central", unit="bed")
    gaps = pd.DataFrame({"region": ["zhengzhou", "kaifeng"], "flags": ["", "imputed"]})
    return {
        "use": cells.assign(need=200.0, demand=50.0, use=40.0, idle=3.0, unmet=10.0),
        "stocks": cells.assign(standing=45.0, available=43.0),
        "gaps": gaps.assign(year=YEAR, statistic="central"),
    }


def test_idle_costs_its_running_money_and_unmet_what_building_costs(tables):
    table = use_table(tables, YEAR, COSTS, catalogue(), include_imputed=True)
    beds = table[table["service"] == "hospital_beds"].iloc[0]
    assert (beds["idle_yuan"], beds["unmet_yuan"]) == (240_000.0, 10_000_000.0)
    assert (beds["take_up_percent"], beds["standing_units"], beds["available"]) == (25.0, 45, 43)


def test_what_no_parameter_prices_has_no_yuan(tables):
    table = use_table(tables, YEAR, COSTS, catalogue(), include_imputed=True)
    places = table[table["service"] == "toddler_places"]
    assert places["idle_yuan"].tolist() == [600.0] * 3
    assert places["unmet_yuan"].isna().all()
    none = use_table(tables, YEAR, {}, catalogue(), include_imputed=True)
    assert none["idle_yuan"].isna().all()


def test_services_then_regions_stand_in_the_order_of_params(tables):
    table = use_table(tables, YEAR, COSTS, catalogue(), include_imputed=True)
    order = [name for name in catalogue().regions if name in CITIES]
    assert table["region"].tolist() == order * 2
    assert table["service"].unique().tolist() == ["hospital_beds", "toddler_places"]


def test_cities_without_a_count_are_left_out_and_said_so(tables):
    table = use_table(tables, YEAR, COSTS, catalogue())
    assert set(table["region"]) == {"henan", "zhengzhou"}
    assert "1个市" in table.attrs["notes"][-1]


def test_nothing_needed_has_no_take_up(tables):
    nothing = {**tables, "use": tables["use"].assign(need=0.0, demand=0.0)}
    table = use_table(nothing, YEAR, COSTS, catalogue(), include_imputed=True)
    assert table["take_up_percent"].isna().all()


def test_providers_make_the_whole_where_they_are_known(tables):
    mixes = {("toddler_places", "henan"): Mix(36.0, 45.0)}
    table = use_table(tables, YEAR, COSTS, catalogue(), mixes=mixes).set_index(
        ["service", "region"]
    )
    known, unknown = table.loc["toddler_places", "henan"], table.loc["hospital_beds", "henan"]
    assert known["market_percent"] == pytest.approx(19.0)
    assert known["providers_label"] == "公办36%、普惠民办45%、其他19%"
    assert unknown["providers_label"] == ""
    assert unknown[["public_percent", "market_percent"]].isna().all()
