from __future__ import annotations

import numpy as np
import pytest

from simulator.budget import rules

pytestmark = pytest.mark.unit


def test_what_does_not_fit_is_skipped_and_smaller_claims_behind_it_are_met():
    claims = np.array([[60, 0], [50, 0], [40, 0]])
    assert rules.settle(claims, np.array([100, 0])).tolist() == [1, 0, 1]


def test_a_claim_on_two_accounts_is_met_whole_or_not_at_all():
    claims = np.array([[10, 10], [10, 0]])
    assert rules.settle(claims, np.array([15, 5])).tolist() == [0, 1]


def test_running_money_that_is_short_is_cut_pro_rata_by_cost():
    paid = rules.units_paid(np.array([100, 50]), np.array([10, 20]), 1_000)
    assert paid.tolist() == [50, 25]
    assert rules.units_paid(np.array([100, 50]), np.array([10, 20]), 2_000).tolist() == [100, 50]
    assert rules.units_paid(np.array([100]), np.array([10]), -5).tolist() == [0]


def test_the_largest_remainder_takes_what_is_left_and_ties_go_by_rank():
    assert rules.split(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert rules.split(10, np.array([2.0, 0.0, 5.0])).tolist() == [3, 0, 7]
    assert rules.split(10, np.zeros(3)).tolist() == [0, 0, 0]


def test_carry_over_keeps_the_limit_or_one_lot():
    assert rules.carried_over(free=500, own=1_000, limit_share=0.3, lot=100) == 300
    assert rules.carried_over(free=500, own=1_000, limit_share=0.3, lot=400) == 400
    assert rules.carried_over(free=-5, own=1_000, limit_share=0.3, lot=400) == 0


def test_each_rule_starts_what_it_is_named_after():
    urgent = {"missing_fen": 10.0, "attained": 0.9, "binding": 0, "spent": 5.0}
    bound = {"missing_fen": 5.0, "attained": 0.8, "binding": 1, "spent": 4.0}

    def first(rule):
        scores = [rules.start_score(rule, *one.values()) for one in (urgent, bound)]
        return "urgent" if scores[0] > scores[1] else "bound"

    assert first(rules.START_BY_SHORTFALL) == "urgent"
    assert first(rules.BINDING_FIRST) == "bound"
    assert first(rules.WORST_FIRST) == "bound"
    assert first(rules.START_PER_CAPITA) == "bound"
