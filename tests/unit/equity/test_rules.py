"""The rules of printed targets, case by case."""

import math

import pytest

from simulator.equity import rules
from simulator.equity.rules import Way

pytestmark = pytest.mark.unit

TO_20 = Way(2020, 10.0, 2025, 20.0, rules.LEVEL, False)


@pytest.mark.parametrize(
    ("value", "comparator", "verdict"),
    [
        (7.7, rules.AT_LEAST, rules.YES),
        (7.69, rules.AT_LEAST, rules.NO),
        (7.7, rules.MORE_THAN, rules.NO),
        (7.71, rules.MORE_THAN, rules.YES),
        (7.7, rules.AT_MOST, rules.YES),
        (7.71, rules.AT_MOST, rules.NO),
        (7.7, rules.LESS_THAN, rules.NO),
        (7.7, rules.EQUAL, rules.YES),
        (7.71, rules.EQUAL, rules.NO),
        (7.7, rules.NO_COMPARATOR, rules.UNDECIDED),
        (math.nan, rules.AT_LEAST, rules.UNDECIDED),
    ],
)
def test_the_unrounded_value_is_compared(value, comparator, verdict):
    assert rules.met(value, comparator, 7.7, 0.0) == verdict


def test_about_has_two_sides_and_its_ends_count():
    verdicts = [rules.met(value, rules.ABOUT, 90.0, 0.5) for value in (89.4, 89.5, 90.5, 90.6)]
    assert verdicts == [rules.NO, rules.YES, rules.YES, rules.NO]


def test_a_plain_number_asks_for_at_least_that_when_more_is_better():
    assert rules.judged_comparator(rules.EQUAL, 1) == rules.AT_LEAST
    assert rules.judged_comparator(rules.ABOUT, -1) == rules.AT_MOST
    assert rules.judged_comparator(rules.EQUAL, 0) == rules.EQUAL
    assert rules.judged_comparator(rules.MORE_THAN, -1) == rules.MORE_THAN


@pytest.mark.parametrize(
    ("comparator", "value", "missing"),
    [
        (rules.AT_LEAST, 18.0, 2.0),
        (rules.AT_LEAST, 23.0, 0.0),
        (rules.MORE_THAN, 20.0, 0.0),
        (rules.AT_MOST, 23.0, 3.0),
        (rules.LESS_THAN, 18.0, 0.0),
        (rules.ABOUT, 17.0, 2.0),
        (rules.ABOUT, 23.0, 2.0),
    ],
)
def test_shortfall_is_what_is_missing_and_never_negative(comparator, value, missing):
    tolerance = 1.0 if comparator == rules.ABOUT else 0.0
    assert rules.shortfall(value, comparator, 20.0, tolerance) == missing


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (7.649, 1, 7.6),
        (7.65, 1, 7.7),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (-2.675, 2, -2.68),
        (0.5, 0, 1.0),
        (2.5, 0, 3.0),
        (34999.0, -3, 35000.0),
        (35499.0, -3, 35000.0),
        (35500.0, -3, 36000.0),
        (7.651234, rules.NOT_PRINTED, 7.651234),
    ],
)
def test_rounding_goes_half_away_from_zero_on_decimal_digits(value, decimals, printed):
    assert rules.round_as_printed(value, decimals) == printed


def test_a_target_at_the_base_is_a_floor():
    assert rules.is_floor(rules.AT_LEAST, 95.0, 95.0, rules.LEVEL)
    assert rules.is_floor(rules.AT_MOST, 5.5, 4.9, rules.LEVEL)
    assert not rules.is_floor(rules.AT_LEAST, 96.0, 95.0, rules.LEVEL)
    assert not rules.is_floor(rules.AT_LEAST, 5.0, 23.0, rules.CUMULATIVE)


def test_a_level_runs_straight_from_base_to_target_and_holds():
    due = [rules.schedule_value(year, TO_20, []) for year in range(2019, 2028)]
    assert math.isnan(due[0])
    assert due[1:] == [10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 20.0, 20.0]


def test_a_level_passes_through_its_milestones():
    due = [
        rules.schedule_value(year, TO_20, [(2022, 11.0), (2023, 16.0)])
        for year in range(2020, 2026)
    ]
    assert due == [10.0, 10.5, 11.0, 16.0, 18.0, 20.0]


def test_a_cumulative_target_starts_at_zero_whatever_the_last_period_reached():
    way = Way(2020, 23.0, 2025, 50.0, rules.CUMULATIVE, False)
    assert [rules.schedule_value(year, way, []) for year in (2020, 2021, 2025)] == [0, 10, 50]
    assert rules.completion(20.0, way) == 0.4


def test_a_floor_is_due_every_year_and_has_no_completion():
    way = Way(2020, 99.0, 2025, 95.0, rules.LEVEL, True)
    assert rules.schedule_value(2021, way, []) == 95.0
    assert math.isnan(rules.completion(97.0, way))


def test_completion_is_not_clipped():
    assert rules.completion(22.5, TO_20) == 1.25
    assert rules.completion(9.0, TO_20) == -0.1
