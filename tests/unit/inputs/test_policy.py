from __future__ import annotations

import pytest

from simulator.budget import rules
from simulator.inputs.policy import ALLOCATION_RULES, TRANSFER_RULES
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def test_the_names_of_the_levers_are_in_the_order_of_the_codes():
    assert TRANSFER_RULES.index("none") == rules.NO_TRANSFER
    assert TRANSFER_RULES.index("equal_per_capita") == rules.EQUAL_PER_CAPITA
    assert TRANSFER_RULES.index("by_shortfall") == rules.BY_SHORTFALL
    assert TRANSFER_RULES.index("by_fiscal_gap") == rules.BY_FISCAL_GAP
    assert ALLOCATION_RULES == (
        "by_shortfall",
        "binding_first",
        "worst_first",
        "equal_per_capita",
        "fixed_shares",
        "fixed_starts",
    )
    assert ALLOCATION_RULES.index("fixed_starts") == rules.FIXED_STARTS


def test_the_rules_of_the_scenario_begin_after_as_of():
    base = made(
        "{horizon: {base: 2020, as_of: 2025, end: 2030}, levers: {allocation: {rule: worst_first}}}"
    )
    assert base.world.policy.allocation_rule.tolist() == [0] * 6 + [rules.WORST_FIRST] * 5


def test_starts_of_one_place_and_year_add_up():
    base = made(
        "levers: {allocation: {rule: fixed_starts, starts: ["
        "{region: kaifeng, service: sports_area, year: 2023, count: 5}, "
        "{region: kaifeng, service: sports_area, year: 2023, count: 7}]}}"
    )
    starts = base.world.policy.starts
    assert starts[3][base.at("kaifeng", "sports_area")] == 12
    assert starts.sum() == 12
