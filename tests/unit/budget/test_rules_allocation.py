from __future__ import annotations

import numpy as np
import pytest

from simulator.budget.rules import (
    BINDING_FIRST,
    FIXED_SHARES,
    START_BY_SHORTFALL,
    WORST_FIRST,
    Choice,
    choose_starts,
)

pytestmark = pytest.mark.unit


def seen(**changes):
    """Return two services of one account: lots of 10 units at 10 and 20 fen a unit."""
    choice = Choice(
        have=np.array([0, 0]),
        need=np.array([30, 30]),
        lot=np.array([10, 10]),
        unit_fen=np.array([[10], [20]]),
        money=np.array([400]),
        queued=np.array([[0], [0]]),
        limits=np.ones(2),
        januaries=np.array([1, 1]),
        binding=np.array([1, 0]),
        people=np.array([1.0, 1.0]),
        shares=np.array([0.5, 0.5]),
    )
    return choice._replace(**{name: np.array(value) for name, value in changes.items()})


def test_by_shortfall_starts_where_most_money_is_missing():
    assert choose_starts(START_BY_SHORTFALL, seen()).tolist() == [0, 2]


def test_binding_first_starts_the_binding_target_first():
    assert choose_starts(BINDING_FIRST, seen()).tolist() == [3, 0]


def test_worst_first_starts_the_least_attained():
    assert choose_starts(WORST_FIRST, seen(have=[20, 0])).tolist() == [0, 2]


def test_fixed_shares_divide_the_money():
    assert choose_starts(FIXED_SHARES, seen()).tolist() == [2, 1]


def test_the_need_level_stops_the_rule():
    assert choose_starts(BINDING_FIRST, seen(money=[10_000])).tolist() == [3, 3]
    assert choose_starts(BINDING_FIRST, seen(have=[30, 31])).tolist() == [0, 0]


def test_lots_that_wait_for_money_are_in_front():
    assert choose_starts(BINDING_FIRST, seen(queued=[[0], [400]])).tolist() == [0, 0]
    waited = seen(queued=[[0], [400]], januaries=[2, 2])
    assert choose_starts(BINDING_FIRST, waited).tolist() == [3, 0]


def test_a_service_takes_no_more_than_its_share_of_the_money():
    assert choose_starts(BINDING_FIRST, seen(limits=[0.25, 1.0])).tolist() == [1, 1]


def test_where_no_lots_are_built_nothing_starts():
    assert choose_starts(BINDING_FIRST, seen(lot=[0, 0])).tolist() == [0, 0]
