"""Inputs varied one at a time."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.one_at_a_time import effect_on_verdicts, swing
from simulator.ensemble.futures import Answer

pytestmark = pytest.mark.unit


def answer(judged, met, target=(8.0, 5.0)):
    empty = np.empty((0, 0))
    numbers = np.array(judged, np.float64)[:, None]
    return Answer(empty, empty, numbers, np.array(target), np.array(met, np.int8)[:, None])


def effect(central, *ends):
    rows = np.arange(len(central.target))
    return effect_on_verdicts(central, ends, rows, np.zeros(len(rows), np.int64)).tolist()


def test_a_swing_counts_both_ends_and_the_middle():
    assert swing(np.array([[1.0, 3.0], [4.0, 5.0], [2.0, 2.0]]), 2.0).tolist() == [2.0, 3.0, 0.0]


def test_a_verdict_that_turns_counts_one_and_a_nearer_one_its_share():
    # 7 of 8 at the centre; the low end makes 7.25 of it, the high end meets it
    central = answer([7.0, 6.0], [0, 1])
    assert effect(central, (answer([7.25, 6.0], [0, 1]), central)) == [0.25]
    assert effect(central, (answer([7.25, 6.0], [0, 1]), answer([8.0, 5.5], [1, 1]))) == [1.5]


def test_what_moves_away_from_its_target_eats_nothing():
    central = answer([7.0, 6.0], [0, 1])
    assert effect(central, (answer([6.0, 9.0], [0, 1]), central)) == [0.0]


def test_targets_that_are_no_number_count_only_when_they_turn():
    central = answer([7.0, 6.0], [0, 1], target=(np.nan, np.nan))
    end = answer([9.0, 6.0], [1, 1], target=(np.nan, np.nan))
    assert effect(central, (end, central), (central, central)) == [1.0, 0.0]


def test_a_value_on_its_target_that_stays_there_eats_nothing():
    central = answer([8.0, 5.0], [1, 1])
    assert effect(central, (central, answer([8.5, 5.0], [1, 1]))) == [0.0]
