"""Goal seek on staircases that can be read off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.inputs.lever_range import LeverRange, lever_range, numeric_levers
from simulator.optimise.goal import ALWAYS, COMPARATORS, FOUND, NEVER, UNMOVED, Goal, seek

pytestmark = pytest.mark.unit

BUDGET = LeverRange("yuan", 0.0, 1000.0, 1.0)
"""In steps of a yuan; a bed costs 30."""


def beds(yuan):
    return yuan // 30


@pytest.mark.parametrize(
    ("comparator", "value", "met", "missed"),
    [(">=", 5, 150, 149), (">", 5, 180, 179), ("<=", 5, 179, 180), ("<", 5, 149, 150)],
)
def test_the_step_is_where_the_next_whole_bed_is_paid(comparator, value, met, missed):
    found = seek(beds, Goal("beds", comparator, value), BUDGET)
    assert (found.status, found.reached.lever, found.missed.lever) == (FOUND, met, missed)


@given(
    goal=st.integers(1, 33),
    comparator=st.sampled_from(COMPARATORS),
    falls=st.booleans(),
    price=st.integers(1, 30),
)
def test_both_sides_of_a_step_are_what_they_are_said_to_be(goal, comparator, falls, price):
    def outcome(yuan):
        return (1000 - yuan if falls else yuan) // price

    wish = Goal("beds", comparator, goal)
    found = seek(outcome, wish, BUDGET)
    assert found.status == FOUND
    assert found.reached.value == outcome(found.reached.lever)
    assert wish.met(found.reached.value)
    assert not wish.met(found.missed.value)
    assert abs(found.reached.lever - found.missed.lever) == BUDGET.step


def test_no_value_of_the_lever_is_asked_twice():
    asked = []
    seek(lambda yuan: asked.append(yuan) or beds(yuan), Goal("beds", ">=", 17), BUDGET)
    assert len(asked) == len(set(asked)) < 40


def test_a_goal_beyond_the_bounds_is_never_met_and_the_best_is_told():
    found = seek(beds, Goal("beds", ">=", 34), BUDGET)
    assert (found.status, found.reached, found.missed) == (NEVER, (1000, 33), None)


def test_a_goal_that_nothing_undoes_is_always_met_and_the_worst_is_told():
    found = seek(beds, Goal("beds", ">=", 0), BUDGET)
    assert (found.status, found.reached) == (ALWAYS, (0, 0))


def test_a_lever_without_effect_is_told_so():
    assert seek(lambda _: 5.0, Goal("beds", ">=", 6), BUDGET).status == UNMOVED


def test_worlds_that_cannot_be_shorten_the_range():
    def outcome(yuan):
        return beds(yuan) if yuan <= 700 else math.nan

    assert seek(outcome, Goal("beds", ">=", 30), BUDGET).reached == (700, 23)
    assert seek(outcome, Goal("beds", ">=", 10), BUDGET).reached == (300, 10)


@pytest.mark.parametrize(
    ("path", "unit", "low", "high"),
    [
        ("revenue.growth", "per_year", -0.5, 0.5),
        ("transfers.pool", "yuan", 0.0, 1e13),
        ("workforce.seats.nurses", "factor", 0.0, 10.0),
        ("workforce.recruitment.nurses.kaifeng", "person", 0.0, 1e6),
        ("slots.approval", "", 1.0, 10_000.0),
        ("fungible", "share", 0.0, 1.0),
        ("affordability.ceiling", "share", 0.001, 10.0),
    ],
)
def test_bounds_are_those_of_the_schema(path, unit, low, high):
    assert lever_range(path)[:3] == (unit, low, high)


@pytest.mark.parametrize("path", ["allocation.rule", "shocks", "revenue", "no.such", "", "a.b.c.d"])
def test_what_is_no_number_has_no_range(path):
    assert lever_range(path) is None


def test_every_numeric_lever_has_a_range_and_integers_stay_integers():
    assert {"revenue.level", "workforce.posts.NAME.NAME"} <= set(numeric_levers())
    assert all(lever_range(path) for path in numeric_levers())
    assert lever_range("slots.approval").value(3) == 4
    assert isinstance(lever_range("slots.approval").value(3), int)
