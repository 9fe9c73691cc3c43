"""Attainment, weights and the two indices."""

import numpy as np
import pytest

from simulator.equity.indices import (
    BINDING_WEIGHTS,
    ENTROPY_WEIGHTS,
    EQUAL_WEIGHTS,
    attainment,
    indicator_weights,
    indices,
)

pytestmark = pytest.mark.unit

USABLE = np.array([True, True, False])
BINDING = np.array([True, False, True])
BASE = np.array([[0.5, 1.5], [0.8, 0.8], [np.nan, np.nan]])


def weights(scheme, base=BASE, usable=USABLE):
    return indicator_weights(scheme, usable, BINDING, base, np.array([1.0, 1.0])).tolist()


def test_attainment_turns_with_the_direction():
    value = np.array([[[6.0], [20.0], [5.0]]])
    level = np.array([[8.0, 10.0, np.nan]])
    found = attainment(value, level, np.array([1, -1, 1], np.int8))
    assert found[0, :2, 0].tolist() == [0.75, 0.5]
    assert np.isnan(found[0, 2, 0])


def test_no_direction_has_no_attainment():
    found = attainment(np.ones((1, 1, 1)), np.ones((1, 1)), np.array([0], np.int8))
    assert np.isnan(found).all()


def test_equal_and_binding_weights_use_what_is_usable():
    assert weights(EQUAL_WEIGHTS) == [0.5, 0.5, 0.0]
    assert weights(BINDING_WEIGHTS) == [1.0, 0.0, 0.0]
    assert np.isnan(weights(EQUAL_WEIGHTS, usable=np.zeros(3, np.bool_))).all()


def test_entropy_weighs_what_is_unequal():
    assert weights(ENTROPY_WEIGHTS) == [1.0, 0.0, 0.0]
    assert weights(ENTROPY_WEIGHTS, base=np.full((3, 2), 0.8)) == [0.5, 0.5, 0.0]


def test_entropy_weights_are_those_of_the_textbook():
    base = np.array([[0.2, 0.5, 0.9], [0.6, 0.7, 0.8], [0.3, 0.3, 0.9]])
    share = base / base.sum(axis=1, keepdims=True)
    spare = 1.0 + (share * np.log(share)).sum(axis=1) / np.log(3.0)
    found = indicator_weights(ENTROPY_WEIGHTS, np.full(3, True), BINDING, base, np.ones(3))
    assert found.tolist() == pytest.approx((spare / spare.sum()).tolist(), rel=1e-9)


def test_an_area_nobody_counts_may_be_missing():
    reached = np.array([[[0.5, np.nan, 1.0], [1.0, np.nan, 1.0]]])
    found = indices(reached, np.array([0.5, 0.5]), np.array([[3.0, 0.0, 1.0]]))
    assert found.by_area[0, 0] == 0.75
    assert found.attainment.tolist() == [0.75 * 0.75 + 0.25]
    # Gini of 0.75 (three people) and 1 (one): 3/16 · 0.25 / 0.8125.
    assert found.equalisation[0] == pytest.approx(0.8125 - 0.25 * 3 / 16)


def test_an_indicator_of_weight_zero_may_be_missing():
    reached = np.array([[[0.5, 0.5], [np.nan, 0.2]]])
    found = indices(reached, np.array([1.0, 0.0]), np.array([[1.0, 1.0]]))
    assert found.equalisation.tolist() == [0.5]
