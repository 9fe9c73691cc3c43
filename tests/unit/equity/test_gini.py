"""The Gini coefficient beyond its published values."""

import numpy as np
import pytest

from simulator.equity.gini import gini

pytestmark = pytest.mark.unit


def test_leading_axes_are_kept():
    values = np.array([[[0.0, 2.0], [1.0, 1.0]], [[1.0, 3.0], [3.0, 1.0]]])
    assert gini(values).tolist() == [[0.5, 0.0], [0.25, 0.25]]


def test_one_area_left_by_the_weights_is_equal():
    assert gini(np.array([1.0, 9.0]), np.array([0.0, 5.0])) == 0.0


def test_a_missing_value_that_counts_has_no_answer():
    assert np.isnan(gini(np.array([1.0, np.nan])))
