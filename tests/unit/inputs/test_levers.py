"""The closed list of levers."""

from __future__ import annotations

import pickle
from math import inf

import pytest
from pydantic import ValidationError

from simulator.inputs.levers import Levers, names_used

pytestmark = pytest.mark.unit


def test_the_defaults_leave_everything_to_the_parameters() -> None:
    levers = Levers()
    assert levers.revenue.growth_in(2025, 0.01) == 0.01
    assert levers.revenue.level_in(2025) == 1.0
    assert levers.transfers.pool_in(2025) == 0.0
    assert levers.workforce.seats_in("nurses", 2025) == 1.0
    assert levers.workforce.retention_in("nurses", "kaifeng", 2025) == 0.0
    assert levers.workforce.recruitment_in("nurses", "kaifeng", 2025) == 0.0
    assert levers.workforce.attraction_in("nurses", "kaifeng", 2025) == 1.0
    assert levers.workforce.posts_in("nurses", "kaifeng", 2025) == inf
    assert levers.take_up_in("toddler_places", 2025, 0.4) == 0.4
    assert levers.population.added_migrants("kaifeng", 2025) == 0.0
    assert levers.flipped_doubts() == frozenset()
    assert (levers.transfers.rule, levers.allocation.rule) == ("none", "by_shortfall")
    assert (levers.population.variant, levers.need_reference) == ("medium", "province")


def test_the_province_stands_for_cities_without_their_own_retention() -> None:
    retention = {"nurses": {"henan": 0.1, "kaifeng": 0.2}}
    workforce = Levers.model_validate({"workforce": {"retention": retention}}).workforce
    assert workforce.retention_in("nurses", "xinxiang", 2025) == 0.1
    assert workforce.retention_in("nurses", "kaifeng", 2025) == 0.2
    assert workforce.retention_in("physicians", "kaifeng", 2025) == 0.0


def test_starts_of_a_year() -> None:
    rows = [
        {"region": "kaifeng", "service": "toddler_places", "year": year, "count": 100}
        for year in (2022, 2023)
    ]
    levers = Levers.model_validate({"allocation": {"rule": "fixed_starts", "starts": rows}})
    assert [start.year for start in levers.allocation.starts_in(2023)] == [2023]


def test_names_used_say_where_they_stand() -> None:
    levers = Levers.model_validate(
        {
            "take_up": {"toddler_places": 0.5},
            "population": {"migration": {"kaifeng": 100}},
            "workforce": {"retention": {"nurses": {"henan": 0.1}}},
            "doubts": {"kaifeng.beds": "alternative"},
        }
    )
    assert {(one.path, one.kind) for one in names_used(levers)} == {
        ("take_up.toddler_places", "service"),
        ("population.migration.kaifeng", "city"),
        ("workforce.retention.nurses", "service"),
        ("workforce.retention.nurses.henan", "region"),
        ("doubts.kaifeng.beds", "doubt"),
    }


def test_levers_are_frozen_and_travel_to_other_processes() -> None:
    levers = Levers.model_validate({"transfers": {"pool": {"unit": "yuan", "at": {2021: 1}}}})
    assert pickle.loads(pickle.dumps(levers)) == levers
    with pytest.raises(ValidationError):
        levers.fungible = 0.5


def test_shocks_multiply_in_the_years_they_hit() -> None:
    shocks = [{"year": 2022, "years": 2, "revenue": 0.8}, {"year": 2023, "revenue": 0.5}]
    levers = Levers.model_validate({"shocks": shocks})
    years = range(2021, 2025)
    assert [levers.shock_in(year) for year in years] == pytest.approx([1.0, 0.8, 0.4, 1.0])
