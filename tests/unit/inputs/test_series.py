"""Numbers of levers by year."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from simulator.inputs.levers import Money
from simulator.inputs.series import Series, number_in

pytestmark = pytest.mark.unit


def test_each_value_holds_until_the_next_and_grows_after_the_last() -> None:
    series = Series(unit="yuan", at={2023: 200.0, 2021: 100.0}, growth=0.1)
    found = [series.in_year(year) for year in range(2020, 2026)]
    assert found == [None, 100.0, 100.0, 200.0, 200.0 * 1.1, 200.0 * 1.1 * 1.1]


def test_a_plain_number_holds_in_all_years() -> None:
    assert number_in(3.0, 1999, 7.0) == 3.0
    assert number_in(None, 1999, 7.0) == 7.0


def test_before_its_first_year_a_series_gives_the_parameter() -> None:
    assert number_in(Series(unit="share", at={2025: 0.5}), 2024, 0.3) == 0.3


def test_the_json_schema_of_a_number_has_its_limits() -> None:
    choices = TypeAdapter(Money).json_schema()["oneOf"]
    assert {"type": "number", "minimum": 0.0, "maximum": 1e13} in choices
