"""What inequality measures start from, and where they do not exist."""

import numpy as np
import pytest

from simulator.equity.shares import relative, x_log_x

pytestmark = pytest.mark.unit


def test_values_are_taken_relative_to_the_population_mean():
    seen = relative(np.array([1.0, 5.0]), np.array([3.0, 1.0]))
    assert seen.share.tolist() == [0.75, 0.25]
    assert seen.mean.tolist() == [2.0]
    assert seen.value.tolist() == [0.5, 2.5]


def test_weight_zero_leaves_a_missing_value_out():
    seen = relative(np.array([2.0, np.nan, 2.0]), np.array([1.0, 0.0, 1.0]))
    assert seen.value.tolist() == [1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("values", "weights"),
    [
        ([1.0, np.nan], [1.0, 1.0]),
        ([1.0, -1.0], [1.0, 1.0]),
        ([0.0, 0.0], [1.0, 1.0]),
        ([1.0, 2.0], [0.0, 0.0]),
    ],
)
def test_where_nothing_can_be_measured_all_is_nan(values, weights):
    seen = relative(np.array(values), np.array(weights))
    assert np.isnan(seen.value).all()


def test_x_log_x_has_its_limit_at_zero():
    assert x_log_x(np.array([0.0, 1.0, np.e])).tolist() == pytest.approx([0.0, 0.0, np.e])
