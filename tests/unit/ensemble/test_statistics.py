"""Statistics over the draws of many cells."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import STATISTICS
from simulator.ensemble.statistics import drawn_statistics, mean, percentiles, standard_error

pytestmark = pytest.mark.unit


def test_statistics_stand_in_the_order_of_the_axes():
    # draws 1 to 5: P5 lies at 1 + 0.05 · 4, and the mean errs by the root of 10 / 4 / 5
    (found,) = drawn_statistics(np.array([[5.0, 3.0, 1.0, 2.0, 4.0]]))
    assert STATISTICS[1:] == ("mean", "p05", "p25", "p50", "p75", "p95", "standard_error")
    assert found.tolist() == pytest.approx([3.0, 1.2, 2.0, 3.0, 4.0, 4.8, 0.5**0.5])


def test_a_cell_that_never_varies_keeps_its_value_to_the_last_bit():
    values = np.full((1, 997), 0.1)
    assert mean(values).tolist() == [0.1]
    assert percentiles(values).tolist() == [[0.1] * 5]
    assert standard_error(values, mean(values)).tolist() == [0.0]


def test_the_error_of_the_mean_is_that_of_independent_draws():
    one = np.array([[1.0]])
    assert np.isnan(standard_error(one, mean(one))).all()
    values = np.arange(8.0).reshape(2, 4)
    found = standard_error(values, mean(values))
    assert found.tolist() == pytest.approx((values.std(axis=1, ddof=1) / 2.0).tolist())


def test_a_cell_that_is_null_in_a_draw_has_no_statistic():
    values = np.array([[1.0, np.nan, 3.0], [1.0, 2.0, 3.0]])
    found = drawn_statistics(values)
    assert np.isnan(found[0]).all()
    assert not np.isnan(found[1]).any()
