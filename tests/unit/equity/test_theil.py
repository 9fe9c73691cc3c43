"""Theil's measures and their parts."""

import numpy as np
import pytest

from simulator.equity.theil import split_theil_l, split_theil_t, theil_l, theil_t

pytestmark = pytest.mark.unit


def test_zero_is_finite_for_t_and_infinite_for_l():
    values = np.array([0.0, 2.0])
    assert theil_t(values) == pytest.approx(np.log(2.0))
    assert theil_l(values) == np.inf
    assert theil_l(values, np.array([0.0, 1.0])) == 0.0


def test_groups_with_equal_members_have_nothing_within():
    values, groups = np.array([1.0, 1.0, 3.0, 3.0]), np.array([7, 7, 2, 2])
    for split, whole in ((split_theil_t, theil_t), (split_theil_l, theil_l)):
        parts = split(values, None, groups)
        assert parts.within == pytest.approx(0.0, abs=1e-15)
        assert parts.between == pytest.approx(float(whole(values)))


def test_a_group_with_nothing_adds_nothing_to_t_and_leaves_l_without_parts():
    values, groups = np.array([0.0, 0.0, 1.0, 3.0]), np.array([0, 0, 1, 1])
    parts = split_theil_t(values, None, groups)
    assert parts.between + parts.within == pytest.approx(float(parts.total))
    infinite = split_theil_l(values, None, groups)
    assert infinite.total == np.inf
    assert np.isnan([infinite.between, infinite.within]).all()


def test_groups_may_differ_from_row_to_row():
    values = np.array([[[1.0, 3.0, 2.0]], [[1.0, 3.0, 2.0]]])
    groups = np.array([[[0, 1, 2]], [[0, 0, 0]]])
    parts = split_theil_t(values, None, groups)
    assert parts.within[0, 0] == pytest.approx(0.0, abs=1e-15)
    assert parts.between[1, 0] == pytest.approx(0.0, abs=1e-15)
