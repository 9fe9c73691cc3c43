"""Rows that are equal in all draws, or to the row above, are stored once."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.ensemble.distinct import CONSTANT, REPEATED, VARYING, distinct

pytestmark = pytest.mark.unit


def test_constant_and_repeated_rows_are_told_from_those_that_vary():
    rows = [[1.0, 2.0], [1.0, 2.0], [1.0, 3.0], [5.0, 5.0], [5.0, 5.0], [np.nan, np.nan]]
    found = distinct(np.array(rows).T, 100)
    assert found.kinds.tolist() == [VARYING, REPEATED, VARYING, CONSTANT, REPEATED, CONSTANT]
    assert found.varying.tolist() == [[1.0, 2.0], [1.0, 3.0]]
    assert found.constant.tolist() == pytest.approx([5.0, np.nan], nan_ok=True)


def test_a_reader_may_begin_at_every_so_manyth_row():
    found = distinct(np.ones((3, 7)), 3)
    assert found.kinds.tolist() == [1, 0, 0, 1, 0, 0, 1]
    assert found.constant.tolist() == [1.0, 1.0, 1.0]


def test_a_negative_zero_is_another_number():
    assert distinct(np.array([[0.0, -0.0]]), 9).kinds.tolist() == [CONSTANT, CONSTANT]
    assert distinct(np.array([[0.0], [-0.0]]), 9).kinds.tolist() == [VARYING]


def test_a_column_broadcast_over_the_draws_is_constant():
    found = distinct(np.broadcast_to(np.array([1.0, 2.0]), (64, 2)), 9)
    assert found.kinds.tolist() == [CONSTANT, CONSTANT]


def test_a_column_without_rows_has_none():
    assert distinct(np.empty((3, 0)), 9).varying.shape == (0, 3)
