"""Verdicts over the years of one target."""

import numpy as np
import pytest

from simulator.equity import rules
from simulator.equity.series import COUNT
from simulator.equity.status import STATUSES, StatusThresholds
from simulator.equity.targets import Targets
from simulator.equity.verdicts import (
    BASE_DIFFERS,
    BASE_IS_BOUND,
    FLAGS,
    HELD,
    MET_AT_BASE,
    MET_DIFFERS,
    ONLY_BY_POPULATION,
    judge,
)
from tests.unit.equity.examples import YEARS, one_city, series, targets

pytestmark = pytest.mark.unit

LIMITS = StatusThresholds(ahead=0.1, nearly=0.05, hard=0.25)
STEADY = [10.0, 12.0, 14.0, 16.0, 18.0, 20.0]


def verdicts(values, years=YEARS, made=None, **cell):
    return judge(targets(**cell), made or one_city(values), years, 2020, LIMITS)


def names(flags):
    return [name for bit, name in enumerate(FLAGS) if flags & 1 << bit]


def test_a_target_reached_on_time():
    found = verdicts(STEADY)
    assert found.met.tolist() == [[0, 0, 0, 0, 0, 1]]
    assert found.schedule_value.tolist() == [STEADY]
    assert found.shortfall.tolist() == [[10, 8, 6, 4, 2, 0]]
    assert found.shortfall_units.tolist() == [[10, 8, 6, 4, 2, 0]]
    assert found.completion[0].tolist() == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert {STATUSES[code] for code in found.status[0]} == {"on_schedule"}
    assert not found.flags.any()


def test_units_and_value_follow_the_residents():
    made = series([[[10.0] * 6]], [[[1000.0, 900.0, 800.0, 700.0, 600.0, 500.0]]])
    found = verdicts(None, made=made)
    assert found.met[0, -1] == rules.YES
    assert found.shortfall_units[0].tolist() == [10, 8, 6, 4, 2, 0]
    assert [bool(bits & ONLY_BY_POPULATION) for bits in found.flags[0]] == [False] + [True] * 5


def test_rounding_as_printed_may_say_otherwise():
    made = series([[[10.0, 12, 14, 16, 18, 1996]]], [[[1000.0] * 5 + [100_000.0]]])
    found = verdicts(None, made=made, decimals=1)
    assert found.value[0, -1] == 19.96
    assert (found.met[0, -1], found.met_as_printed[0, -1]) == (0, 1)
    assert names(found.flags[0, -1]) == ["met_differs_when_rounded"]
    assert FLAGS[0] == names(MET_DIFFERS)[0]


def test_after_its_year_a_target_is_kept():
    found = verdicts([*STEADY, 19.0], years=np.arange(2020, 2027))
    assert found.schedule_value[0, -1] == 20.0
    assert found.met[0, -1] == rules.NO
    assert found.flags[0].tolist() == [0] * 6 + [HELD]


def test_a_later_plan_takes_over_and_is_not_judged_before_its_base():
    rows = [targets(), targets(base_year=2023, target_year=2025, base_value=np.nan, value=30.0)]
    rows[0] = rows[0]._replace(target_year=np.array([2023]))
    both = Targets(*(np.concatenate(pair) for pair in zip(*rows, strict=True)))
    found = judge(both, one_city(STEADY), YEARS, 2020, LIMITS)
    assert np.isnan(found.value[0]).tolist() == [False] * 4 + [True] * 2
    assert np.isnan(found.value[1]).tolist() == [True] * 3 + [False] * 3
    assert found.schedule_value[1, 3:].tolist() == [16.0, 23.0, 30.0]
    assert STATUSES[found.status[0, -1]] == "undecidable"


def test_a_cumulative_target_counts_from_the_base():
    cell = {"accumulation": rules.CUMULATIVE, "value": 50.0, "base_value": 23.0, "decimals": 0}
    made = one_city([5.0, 15, 25, 35, 45, 54], kind=np.array([COUNT], np.int8), per=[1000.0])
    found = verdicts(None, made=made, **cell)
    assert found.value[0].tolist() == [0, 10, 20, 30, 40, 49]
    assert found.schedule_value[0].tolist() == [0, 10, 20, 30, 40, 50]
    assert found.shortfall_units[0, -1] == 1.0
    assert found.met[0, -1] == rules.NO


def test_more_than_is_not_met_at_the_point_and_lacks_one_unit():
    found = verdicts(STEADY, comparator=rules.MORE_THAN)
    assert (found.met[0, -1], found.shortfall[0, -1], found.shortfall_units[0, -1]) == (0, 0, 1)


def test_a_target_below_the_base_is_a_floor_flagged_as_met_at_the_base():
    found = verdicts([10.0, 9, 8, 7, 7, 8], value=8.0)
    assert found.floor.tolist() == [True]
    shown = [STATUSES[code] for code in found.status[0]]
    assert shown == ["floor_kept"] * 3 + ["floor_broken"] * 2 + ["floor_kept"]
    assert (found.flags == MET_AT_BASE).all()


def test_a_base_that_is_a_bound_is_flagged():
    assert (verdicts(STEADY, base_is_bound=True).flags == BASE_IS_BOUND).all()


def test_a_base_that_misses_its_print_is_flagged():
    assert (verdicts(STEADY, base_value=10.3).flags == BASE_DIFFERS).all()
    assert not verdicts(STEADY, base_value=10.3, base_decimals=0).flags.any()


def test_a_text_or_a_missing_number_is_undecided_and_still_shows_the_value():
    cells = {"kind": 7}, {"value": np.nan}, {"comparator": rules.NO_COMPARATOR}
    for found in (verdicts(STEADY, **cell) for cell in cells):
        assert found.value.tolist() == [STEADY]
        assert (found.met == rules.UNDECIDED).all()
        assert np.isnan(found.schedule_value).all()
        assert np.isnan(found.completion).all()
        assert np.isnan(found.shortfall).all()
        assert np.isnan(found.shortfall_units).all()
        assert {STATUSES[code] for code in found.status[0]} == {"undecidable"}


def test_no_targets_give_no_rows():
    empty = Targets(*(field[:0] for field in targets()))
    found = judge(empty, one_city(STEADY), YEARS, 2020, LIMITS)
    assert found.met.shape == (0, 6)
    assert found.flags.shape == (0, 6)
