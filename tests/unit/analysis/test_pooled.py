"""Cities that serve each other's residents: apart and together."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.pooled import SUMMED, Link, pooled_table, pools_of
from tests.example_catalogue import catalogue

pytestmark = pytest.mark.unit
LINKS = [Link("kaifeng", "zhengzhou", 0.1, ("hospital_beds",))]
YEAR = 2025
CITIES = ("zhengzhou", "kaifeng", "luoyang")
SERVICES = ("hospital_beds", "toddler_places")
USE = {  # need, demand, use, idle, unmet
    "zhengzhou": (80, 90, 90, 10, 0),
    "kaifeng": (100, 90, 60, 0, 30),
    "luoyang": (50, 50, 40, 0, 10),
}
AVAILABLE = {"zhengzhou": 100, "kaifeng": 60, "luoyang": 40}
RESIDENTS = {"zhengzhou": 20_000.0, "kaifeng": 5_000.0, "luoyang": 9_000.0}


@pytest.fixture
def tables():
    keys = [(city, service) for city in CITIES for service in SERVICES]
    cells = pd.DataFrame(keys, columns=["region", "service"])
    cells = cells.assign(year=YEAR, statistic="central", unit="bed")
    numbers = pd.DataFrame([USE[city] for city, _ in keys], columns=list(SUMMED[2:]))
    people = pd.DataFrame(RESIDENTS.items(), columns=["region", "value"]).assign(
        sex="total", age_group="total", year=YEAR, statistic="central"
    )
    female = people.assign(sex="female", value=1.0)
    return {
        "use": cells.join(numbers),
        "stocks": cells.assign(available=cells["region"].map(AVAILABLE)),
        "population": pd.concat([people, female]),
    }


def test_cities_stand_apart_and_then_together(tables):
    table = pooled_table(tables, YEAR, LINKS, catalogue())
    assert table["region"].tolist() == ["zhengzhou", "kaifeng", "zhengzhou+kaifeng"]
    assert table["service"].unique().tolist() == ["hospital_beds"]
    assert table["region_label"].iloc[-1] == "郑州市、开封市合计"
    assert table["available_per_1000"].tolist() == [5.0, 12.0, 6.4]
    together = table.iloc[-1]
    assert [together[name] for name in SUMMED] == [25_000, 160, 180, 180, 150, 10, 30]
    assert set(table["weakest_input"]) == {"assumed"}


def test_without_services_every_facility_of_both_cities_is_listed(tables):
    table = pooled_table(tables, YEAR, [LINKS[0]._replace(services=())], catalogue())
    assert table["service"].unique().tolist() == list(SERVICES)
    tables["use"] = tables["use"].drop(index=3)  # Kaifeng's toddler places
    table = pooled_table(tables, YEAR, [LINKS[0]._replace(services=())], catalogue())
    assert table["service"].unique().tolist() == ["hospital_beds"]


def test_notes_say_who_is_served_where_and_that_it_is_assumed(tables):
    for language, words in (("zh", ("10%", "假设")), ("en", ("10 %", "assumed"))):
        first, last = pooled_table(tables, YEAR, LINKS, catalogue(language)).attrs["notes"]
        assert all(word in first for word in words)
        assert last


def test_nothing_to_list_is_an_empty_table(tables):
    table = pooled_table(tables, YEAR, [LINKS[0]._replace(services=("nurses",))], catalogue())
    assert table.empty


def test_chains_of_cities_are_one_pool():
    chain = [Link("a", "b", 0.1), Link("d", "e", 0.1), Link("c", "b", 0.1)]
    assert pools_of(chain, "abcde") == [("a", "b", "c"), ("d", "e")]
    assert pools_of([*chain, Link("e", "a", 0.1)], "abcde") == [tuple("abcde")]
