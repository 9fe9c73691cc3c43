"""What is the same for a case is made once, and again where it is not the same."""

from __future__ import annotations

import pytest

from simulator.engine.kept import MOST_KEPT, kept
from simulator.engine.yardstick import yardstick
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


def test_a_case_with_other_levers_has_the_same_yardstick():
    case = case_of()
    assert yardstick(case.with_levers({"revenue.level": 1.1})) is yardstick(case)


def test_another_horizon_has_its_own():
    case, longer = case_of(until=2026), case_of(until=2027)
    assert yardstick(case).years[-1] == 2026
    assert yardstick(longer).years[-1] == 2027
    assert yardstick(case).years[-1] == 2026


def test_few_cases_are_remembered():
    made = []
    remembered = kept(lambda case: made.append(case) or len(made))
    cases = [case_of(until=2024 + number) for number in range(MOST_KEPT + 1)]
    numbers = [remembered(case) for case in (*cases, cases[-1], cases[0])]
    assert numbers == [*range(1, MOST_KEPT + 2), MOST_KEPT + 1, MOST_KEPT + 2]
