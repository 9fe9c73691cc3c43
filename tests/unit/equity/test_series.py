"""Values of ratios and their population weights."""

import numpy as np
import pytest

from simulator.equity.series import COUNT, PER_PEOPLE, PER_SERVICE, area_weights, series_value
from tests.unit.equity.examples import series

pytestmark = pytest.mark.unit


def test_a_ratio_without_people_does_not_exist():
    value = series_value(np.array([[5.0, 5.0]]), np.array([[0.0, 10.0]]), np.array([100.0]))
    assert np.isnan(value[0, 0])
    assert value[0, 1] == 50.0


@pytest.mark.parametrize("printed", [6.6, 7.7, 8.31, 2.9])
def test_whole_units_reach_a_printed_decimal_exactly(printed):
    value = series_value(
        np.array([[printed * 100_000]]).round(), np.array([[1e8]]), np.array([1e3])
    )
    assert value[0, 0] == printed


def test_ratios_are_weighted_by_their_own_people_shares_by_residents():
    made = series(
        np.ones((2, 3, 1)),
        [[[30.0], [7.0], [1.0]], [[10.0], [5.0], [1.0]]],
        kind=np.array([PER_PEOPLE, PER_SERVICE, COUNT], np.int8),
        population=np.array([[300.0], [100.0], [400.0]]),
    )
    assert area_weights(made)[:, :, 0].tolist() == [[30, 300, 300], [10, 100, 100], [40, 400, 400]]
