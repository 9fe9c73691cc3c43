"""Whole units that close a gap."""

import math

import numpy as np
import pytest

from simulator.equity import rules
from simulator.equity.closing import units_to_meet, units_to_reach
from simulator.units import ROUNDING

pytestmark = pytest.mark.unit


def reach(numerator, denominator, per, level, direction):
    arrays = (np.array(float(x)) for x in (numerator, denominator, per, level, direction))
    return float(units_to_reach(*arrays))


def test_a_gap_asks_for_whole_units_rounded_up():
    assert reach(10, 1000, 1000, 12.0, 1) == 2.0
    assert reach(10, 1000, 1000, 12.01, 1) == 3.0
    assert reach(13, 1000, 1000, 12.0, 1) == 0.0


def test_fewer_is_better_asks_for_removal():
    assert reach(13, 1000, 1000, 11.5, -1) == 2.0


def test_no_direction_or_no_people_has_no_answer():
    assert math.isnan(reach(13, 1000, 1000, 11.5, 0))
    assert math.isnan(reach(13, 0, 1000, 11.5, 1))


@pytest.mark.parametrize("people", [9_936_519.0, 4_824_016.3, 12_600_574.7])
def test_the_units_found_are_the_fewest_that_meet_a_printed_decimal(people):
    needed = reach(0, people, 1000, 7.7, 1)
    assert 1000 * needed / people >= 7.7 > 1000 * (needed - 1) / people


def test_residents_a_rounding_above_a_boundary_ask_for_no_unit_more():
    above, below = np.nextafter(100_000.0, np.inf), np.nextafter(100_000.0, 0.0)
    assert [reach(420, people, 1000, 4.5, 1) for people in (below, 100_000, above)] == [30.0] * 3
    assert [reach(480, people, 1000, 4.5, -1) for people in (below, 100_000, above)] == [30.0] * 3
    asked = (np.array(rules.MORE_THAN, np.int8), np.array(0.0))
    for people in (below, 100_000.0, above):
        numbers = (np.array(x) for x in (420.0, people, 1000.0, 4.5))
        assert float(units_to_meet(*numbers, asked)) == 31.0


def test_large_areas_have_a_slack_that_a_double_can_hold():
    above = np.nextafter(1e7, np.inf)
    assert [reach(25e6, people, 1, 2.5, 1) for people in (1e7, above)] == [0.0, 0.0]


@pytest.mark.parametrize("comparator", [rules.AT_LEAST, rules.AT_MOST, rules.EQUAL])
@pytest.mark.parametrize("people", [np.nextafter(1e5, 0.0), 1e5, np.nextafter(1e5, np.inf)])
def test_what_needs_no_unit_more_is_met(comparator, people):
    numbers = (np.array(x) for x in (450.0, people, 1000.0, 4.5))
    asked = (np.array(comparator, np.int8), np.array(0.0))
    assert float(units_to_meet(*numbers, asked)) == 0.0
    assert rules.met(1000.0 * 450.0 / people, comparator, 4.5, 0.0) == rules.YES


def test_a_limit_that_must_be_passed_is_not_passed_by_a_rounding():
    for value in (np.nextafter(4.5, 0.0), 4.5, np.nextafter(4.5, 9.0)):
        assert rules.met(value, rules.MORE_THAN, 4.5, 0.0) == rules.NO
        assert rules.met(value, rules.LESS_THAN, 4.5, 0.0) == rules.NO
    assert rules.NOISE == ROUNDING


@pytest.mark.parametrize(
    ("comparator", "numerator", "units"),
    [
        (rules.AT_LEAST, 10.0, 2.0),
        (rules.MORE_THAN, 10.0, 3.0),
        (rules.MORE_THAN, 12.0, 1.0),
        (rules.AT_MOST, 14.0, 2.0),
        (rules.LESS_THAN, 14.0, 3.0),
        (rules.EQUAL, 10.0, 2.0),
        (rules.EQUAL, 14.0, 2.0),
        (rules.EQUAL, 12.0, 0.0),
        (rules.NO_COMPARATOR, 12.0, math.nan),
    ],
)
def test_units_follow_the_comparator(comparator, numerator, units):
    people, per, target = (np.array(x) for x in (1000.0, 1000.0, 12.0))
    asked = (np.array(comparator, np.int8), np.array(0.0))
    found = float(units_to_meet(np.array(numerator), people, per, target, asked))
    assert found == units or (math.isnan(found) and math.isnan(units))
