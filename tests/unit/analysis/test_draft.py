"""Which target is suggested, and by which rule: cases a planner can read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.draft import Values, half_digit, nature_of, suggest, trend_of

pytestmark = pytest.mark.unit

NONE = math.nan
UNIT = "per_1000"
FEW = st.floats(0.0, 50.0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # base, trend, affordable, need, province
        ((2.0, 3.0, 9.0, 4.5, 2.5), (4.5, "need")),
        ((2.0, 3.0, 9.0, 4.5, 5.0), (5.0, "province")),
        ((2.0, 3.0, 9.0, 1.0, 2.5), (2.5, "province")),
        ((2.0, 3.0, 9.0, 1.0, 1.5), (2.0, "kept")),
        ((2.0, 3.0, 9.0, 1.0, NONE), (3.0, "trend")),
        ((2.0, 3.0, 9.0, NONE, NONE), (3.0, "trend")),
        ((2.0, 1.0, 9.0, NONE, NONE), (2.0, "kept")),
        ((2.0, 3.0, 2.4, 4.5, 2.5), (2.4, "affordable")),
        ((2.0, 3.0, 1.8, NONE, NONE), (1.8, "affordable")),
        ((2.0, 3.0, NONE, NONE, NONE), (3.0, "trend")),
        ((2.0, 3.0, 2.996, NONE, NONE), (3.0, "trend")),
    ],
)
def test_the_suggested_value_and_its_rule(values, expected):
    assert suggest(Values(*values), UNIT) == expected


@given(st.tuples(FEW, FEW, FEW, FEW, FEW))
def test_no_suggestion_is_above_what_is_affordable_nor_without_cause_below_the_base(numbers):
    values = Values(*numbers)
    value, _ = suggest(values, UNIT)
    digit = half_digit(UNIT) + 1e-9
    assert value <= values.affordable + digit
    assert value >= min(values.base, values.affordable) - digit


@given(FEW, FEW, FEW, FEW, FEW, st.floats(0.0, 10.0))
def test_more_money_never_lowers_a_suggestion(base, trend, affordable, need, province, more):
    poor, rich = (
        suggest(Values(base, trend, one, need, province), UNIT).value
        for one in (affordable, affordable + more)
    )
    assert rich >= poor


def test_a_trend_goes_on_by_the_same_amount():
    assert trend_of(6.0, 8.0, (5, 5), percent=False) == 10.0
    assert trend_of(6.0, 8.0, (5, 3), percent=False) == pytest.approx(9.2)


def test_of_a_percentage_the_missing_share_shrinks_as_it_shrank():
    assert trend_of(80.0, 90.0, (5, 5), percent=True) == pytest.approx(95.0)


@given(st.floats(0.0, 99.0), st.floats(0.0, 99.0))
def test_no_trend_of_a_percentage_passes_the_whole(before, base):
    assert trend_of(before, max(before, base), (5, 5), percent=True) <= 100.0


@pytest.mark.parametrize(
    ("chance", "family", "nature"),
    [
        (0.9, "facility", "binding"),
        (0.89, "facility", "expected"),
        (1.0, "workforce", "expected"),
        (1.0, "coverage", "expected"),
        (1.0, "programme", "binding"),
        (NONE, "programme", "expected"),
    ],
)
def test_only_what_is_sure_and_the_governments_own_binds(chance, family, nature):
    assert nature_of(chance, family) == nature
