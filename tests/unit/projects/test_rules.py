from __future__ import annotations

import numpy as np
import pytest

from simulator.projects import rules

pytestmark = pytest.mark.unit


def test_three_draw_downs_make_the_cost():
    assert rules.draw_downs(1_000, 0.3, 0.4) == (300, 400, 300)
    assert rules.draw_downs(7, 0.3, 0.4) == (2, 2, 3)
    assert rules.draw_downs(0, 0.3, 0.4) == (0, 0, 0)


def test_half_way_is_rounded_down():
    assert rules.half_way(29) == 14
    assert rules.half_way(1) >= 1


def test_a_queue_serves_by_priority_then_month_then_rank():
    priority, asked, rank = np.array([1, 0, 0, 0]), np.array([1, 3, 2, 2]), np.array([1, 2, 9, 8])
    assert rules.first_in_queue(priority, asked, rank, 3).tolist() == [3, 2, 1]
    assert rules.first_in_queue(priority, asked, rank, 0).tolist() == []
    assert len(rules.first_in_queue(priority, asked, rank, 9)) == 4
