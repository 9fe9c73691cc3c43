"""The box in which failures lie is found where there is one, and none is invented."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.failure_rule import LEAST, MOST_LIMITS, failure_rule
from simulator.streams import uniforms

pytestmark = pytest.mark.unit

N, WIDTH = 400, 12


def cube(seed=1):
    draws = np.arange(N)[:, None]
    return uniforms(seed, draws, "parameter", serial=np.arange(WIDTH)[None, :])


def test_a_corner_is_found_with_its_limits():
    inputs = cube()
    failed = (inputs[:, 3] > 0.7) & (inputs[:, 7] < 0.4)
    rule = failure_rule(inputs, failed)
    assert rule.box.limited == [3, 7]
    assert rule.box.low[3] == pytest.approx(0.7, abs=0.05)
    assert rule.box.high[7] == pytest.approx(0.4, abs=0.1)
    assert rule.coverage > 0.9
    assert rule.density > 0.7


def test_coverage_and_density_are_counted():
    inputs = cube()
    failed = inputs[:, 0] > 0.6
    rule = failure_rule(inputs, failed)
    inside = rule.box.holds(inputs)
    assert rule.coverage == (failed & inside).sum() / failed.sum()
    assert rule.density == (failed & inside).sum() / inside.sum()


def test_failures_that_nothing_explains_have_no_rule():
    inputs, chance = cube(), uniforms(2, np.arange(N), "doubt")
    assert failure_rule(inputs, chance < 0.3) is None


def test_where_all_or_none_fail_there_is_nothing_to_tell():
    inputs = cube()
    assert failure_rule(inputs, np.ones(N, bool)) is None
    assert failure_rule(inputs, np.zeros(N, bool)) is None


def test_a_rule_has_few_limits_and_holds_enough_futures():
    inputs = cube()
    failed = (inputs[:, :5] > 0.35).all(axis=1)
    rule = failure_rule(inputs, failed)
    assert len(rule.box.limited) <= MOST_LIMITS
    assert np.count_nonzero(rule.box.holds(inputs)) >= LEAST * N


def test_inputs_that_never_vary_or_are_whole_numbers_do_no_harm():
    inputs = cube()
    inputs[:, 0], inputs[:, 1] = 5.0, np.round(3.0 * inputs[:, 1])
    rule = failure_rule(inputs, inputs[:, 1] >= 2.0)
    assert rule.box.limited == [1]
    assert (rule.box.low[1], rule.coverage, rule.density) == (2.0, 1.0, 1.0)
