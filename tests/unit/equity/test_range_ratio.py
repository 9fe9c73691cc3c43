"""The range ratio at its edges."""

import numpy as np
import pytest

from simulator.equity.range_ratio import range_ratio

pytestmark = pytest.mark.unit


def test_weights_only_say_who_is_counted():
    values = np.array([1.0, 2.0, 8.0])
    assert range_ratio(values, np.array([0.0, 5.0, 1.0])) == 4.0


def test_nothing_at_the_bottom_is_infinite_and_missing_has_no_answer():
    assert range_ratio(np.array([0.0, 2.0])) == np.inf
    assert np.isnan(range_ratio(np.array([np.nan, 2.0])))
    assert np.isnan(range_ratio(np.array([1.0, 2.0]), np.zeros(2)))
