"""The tables of single draws laid over each other."""

from __future__ import annotations

import pytest

from simulator.results.drawn import stacked
from tests.fake_model import FakeCase, simulate_one

pytestmark = pytest.mark.unit


def tables(draws):
    return stacked(draws, [simulate_one(FakeCase(), draw) for draw in draws])


def test_numbers_have_a_row_for_every_draw():
    found = tables(range(3, 6)).numbers
    assert found["verdicts"]["met"].shape == (3, 3)
    assert {array.dtype.name for columns in found.values() for array in columns.values()} == {
        "float64"
    }
    third = simulate_one(FakeCase(), 5).values["indicators"]["value"]
    assert found["indicators"]["value"][2].tolist() == third.tolist()


def test_texts_are_those_of_draw_zero():
    assert sorted(tables(range(2)).texts["verdicts"]) == ["flags", "schedule_status"]
    assert tables(range(1, 3)).texts == {}


def test_events_follow_each_other_by_draw():
    events = tables(range(3)).events
    assert events["draw"].tolist() == [0, 0, 1, 1, 1, 2, 2]
    assert events["month"].tolist() == [1, 2, 1, 2, 3, 1, 2]


def test_draws_that_tell_no_events_have_none():
    silent = [simulate_one(FakeCase(), draw)._replace(events={}) for draw in (1, 2)]
    assert stacked(range(1, 3), silent).events == {}
