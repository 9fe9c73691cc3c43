"""Free money beside what is under construction."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.optimise.aside import lifted

pytestmark = pytest.mark.unit


def column(*values):
    return np.array(values)[:, None, None]


def test_money_that_pays_what_was_begun_is_left_alone():
    free = column(3.0, -2.0, 1.0)
    assert lifted(free, np.zeros((1, 1)), column(9.0, 9.0, 9.0)).tolist() == free.tolist()


def test_what_was_begun_and_cannot_be_paid_leaves_nothing_free_and_no_debt():
    found = lifted(column(-5.0, -1.0, 2.0), np.full((1, 1), 2.0), column(9.0, 9.0, 9.0))
    assert found.ravel().tolist() == [-2.0, 0.0, 2.0]


def test_only_what_may_be_carried_on_pays_the_next_year():
    found = lifted(column(4.0, -3.0), np.zeros((1, 1)), column(1.0, 1.0))
    assert found.ravel().tolist() == [4.0, -1.0]


def test_bonds_without_a_limit_stay_without():
    assert np.isinf(lifted(column(np.inf, np.inf), np.zeros((1, 1)), column(1.0, 1.0))).all()
