"""The first year in which two scenarios read a different input."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.inputs.first_read import first_read
from simulator.inputs.scenarios import load_scenario
from tests.shipped_runs import content

pytestmark = pytest.mark.unit

BASE, AS_OF = 2020, 2022
POOL = {"rule": "by_shortfall", "financing": "reallocated"}


def scenario(levers=None, **change):
    given = {"levers": levers or {}, "horizon": {"base": BASE, "as_of": AS_OF, "end": 2030}}
    return load_scenario(content({**given, **change}))


def read(one, other=None):
    return first_read(other or scenario(), one)


def test_the_same_levers_never_differ():
    assert read(scenario()) is None
    assert read(replace(scenario(), label=scenario().question)) is None


def test_a_lever_is_read_after_as_of():
    assert read(scenario({"revenue": {"growth": 0.05}})) == AS_OF + 1
    later = scenario(
        {"revenue": {"growth": 0.05}}, horizon={"base": BASE, "as_of": 2024, "end": 2030}
    )
    assert read(later) == 2025


def test_a_series_is_read_in_the_year_of_its_first_value_that_differs():
    def pool(values):
        return scenario({"transfers": {**POOL, "pool": {"unit": "yuan", "at": values}}})

    assert read(pool({2023: 1e9, 2026: 2e9}), pool({2023: 1e9})) == 2026
    # growing by nothing, a later value that repeats the last one is no difference
    assert read(pool({2023: 1e9, 2026: 1e9}), pool({2023: 1e9})) is None


def test_a_shock_and_a_start_are_read_in_their_year():
    assert read(scenario({"shocks": [{"year": 2024, "years": 2, "revenue": 0.8}]})) == 2024
    start = {"region": "kaifeng", "service": "hospital_beds", "year": 2025, "count": 500}
    fixed = [
        scenario({"allocation": {"rule": "fixed_starts", "starts": [start, *more]}})
        for more in ([], [{**start, "year": 2027}])
    ]
    assert read(fixed[0], fixed[1]) == 2027


@pytest.mark.parametrize(
    "levers",
    [
        {"population": {"variant": "low"}},
        {"doubts": {"kaifeng.toddler_places_per_1000": "alternative"}},
        {"need_reference": "national"},
    ],
)
def test_what_a_case_is_made_of_is_read_at_the_base(levers):
    assert read(scenario(levers)) == BASE


def test_overrides_are_read_at_the_base():
    why = {"zh": "试算", "en": "trial"}
    change = {"parameter": "projects.hospital_lot", "value": 9, "why": why}
    one = scenario(overrides=[{**change, "was": 300}])
    assert read(one) == BASE


def test_a_ceiling_that_is_only_reported_is_never_read():
    assert read(scenario({"affordability": {"ceiling": 0.1}})) is None


def test_years_beyond_the_shorter_run_are_not_looked_at():
    short = scenario(horizon={"base": BASE, "as_of": AS_OF, "end": 2024})
    late = {"transfers": {**POOL, "pool": {"unit": "yuan", "at": {2023: 0.0, 2025: 1e9}}}}
    zero = {"transfers": {**POOL, "pool": {"unit": "yuan", "at": {2023: 0.0}}}}
    assert read(scenario(late), replace(short, levers=scenario(zero).levers)) is None
