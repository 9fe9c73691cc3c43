"""Laws of statistics over draws: those of numpy and of adding one draw after the other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from simulator.ensemble.statistics import PERCENTILES, mean, percentiles, standard_error

pytestmark = pytest.mark.unit

# negative zeros are left out: which of two zeros comes first is nobody's promise
numbers = st.one_of(
    st.floats(-1e12, 1e12).map(lambda number: number + 0.0),
    st.sampled_from([0.0, 0.1, 1.0, -1.0, 7.7, np.nan]),
)


def cells(cells=8, draws=300):
    shapes = st.tuples(st.integers(1, cells), st.integers(1, draws))
    return arrays(np.float64, shapes, elements=numbers, fill=numbers)


finite = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=20),
    elements=st.floats(-1e12, 1e12),
)


@given(cells())
def test_percentiles_are_those_of_numpy_to_the_bit(values):
    expected = np.quantile(values, PERCENTILES, axis=1, method="linear").T
    found = percentiles(values.copy())
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    assert np.array_equal(
        np.nan_to_num(found).view(np.uint64), np.nan_to_num(expected).view(np.uint64)
    )


@given(cells())
def test_draws_are_added_one_after_the_other(values):
    total, squares = np.zeros(len(values)), np.zeros(len(values))
    for draw in range(values.shape[1]):
        total += values[:, draw] - values[:, 0]
    middle = values[:, 0] + total / values.shape[1]
    assert mean(values).tobytes() == middle.tobytes()
    for draw in range(values.shape[1]):
        squares += (values[:, draw] - middle) ** 2
    if values.shape[1] > 1:
        expected = np.sqrt(squares / (values.shape[1] - 1) / values.shape[1])
        assert standard_error(values, middle).tobytes() == expected.tobytes()


@given(finite)
def test_percentiles_rise_and_lie_between_the_extremes(values):
    found = percentiles(values.copy())
    tolerance = 1e-9 * (1.0 + np.abs(values).max())
    assert (np.diff(found, axis=1) >= -tolerance).all()
    assert (found >= values.min(axis=1, keepdims=True) - tolerance).all()
    assert (found <= values.max(axis=1, keepdims=True) + tolerance).all()


@given(finite)
def test_the_mean_of_a_balance_is_balanced(values):
    balance = np.concatenate([values, -values.sum(axis=0, keepdims=True)])
    total = mean(balance).sum()
    assert abs(total) <= 1e-12 * np.abs(balance).sum() + 1e-9


@given(finite, st.integers(1, 19))
def test_the_place_of_the_cells_does_not_matter(values, cut):
    together = np.concatenate([mean(values)[:, None], percentiles(values.copy())], axis=1)
    parts = [part for part in (values[:cut], values[cut:]) if len(part)]
    apart = [np.concatenate([mean(one)[:, None], percentiles(one.copy())], axis=1) for one in parts]
    assert np.concatenate(apart).tobytes() == together.tobytes()
