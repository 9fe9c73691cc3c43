"""Laws of summaries over draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from simulator.ensemble.summaries import mean, percentiles

pytestmark = pytest.mark.unit

numbers = st.floats(-1e12, 1e12)
draws = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=20), elements=numbers)


@given(draws)
def test_percentiles_rise_and_lie_between_the_extremes(values):
    found = percentiles(values)
    tolerance = 1e-9 * (1.0 + np.abs(values).max())
    assert (np.diff(found, axis=0) >= -tolerance).all()
    assert (found >= values.min(axis=0) - tolerance).all()
    assert (found <= values.max(axis=0) + tolerance).all()


@given(draws)
def test_the_mean_of_a_balance_is_balanced(values):
    balance = np.concatenate([values, -values.sum(axis=1, keepdims=True)], axis=1)
    total = mean(balance).sum()
    assert abs(total) <= 1e-12 * np.abs(balance).sum() + 1e-9


@given(draws, st.integers(1, 19))
def test_the_place_of_the_rows_does_not_matter(values, cut):
    together = np.concatenate([mean(values)[None, :], percentiles(values)])
    parts = [part for part in (values[:, :cut], values[:, cut:]) if part.shape[1]]
    apart = [np.concatenate([mean(part)[None, :], percentiles(part)]) for part in parts]
    assert np.concatenate(apart, axis=1).tobytes() == together.tobytes()
