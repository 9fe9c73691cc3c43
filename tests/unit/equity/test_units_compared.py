"""Who is compared in each variant."""

import numpy as np
import pytest

from simulator.equity.series import COUNT
from simulator.equity.units_compared import all_cities, real_only, with_rest
from tests.unit.equity.examples import series

pytestmark = pytest.mark.unit

PEOPLE = [[[1000.0]], [[1000.0]], [[2000.0]], [[4000.0]]]
BEDS = [[[4.0]], [[8.0]], [[10.0]], [[26.0]]]


def made(real=(True, True, False, False, True), **changes):
    return series(BEDS, PEOPLE, real=np.array(real)[:, None], **changes)


def test_the_rest_of_the_province_is_one_area():
    found = with_rest(made())
    assert found.weight[0, 0].tolist() == [1000, 1000, 0, 0, 6000]
    assert found.value[0, 0, [0, 1, 4]].tolist() == [4.0, 8.0, 6.0]
    assert (found.n_regions.tolist(), found.n_imputed.tolist()) == ([3], [0])


def test_without_a_provincial_base_the_rest_has_no_value():
    known = np.zeros((5, 1), np.bool_)
    assert np.isnan(with_rest(made(base_known=known)).value[0, 0, 4])


def test_nobody_is_the_rest_when_all_are_real():
    found = with_rest(made(real=[True] * 5))
    assert found.weight[0, 0, 4] == 0.0
    assert found.n_regions.tolist() == [4]


def test_all_cities_count_the_imputed_among_them():
    found = all_cities(made())
    assert found.weight[0, 0].tolist() == [1000, 1000, 2000, 4000, 0]
    assert (found.n_regions.tolist(), found.n_imputed.tolist()) == ([4], [2])


def test_fewer_than_five_real_cities_are_not_counted_one_by_one():
    assert not real_only(made(real=[True] * 5)).weight.any()
    people, beds = [*PEOPLE, [[500.0]]], [*BEDS, [[3.0]]]
    assert real_only(series(beds, people)).weight[0, 0].tolist() == [1, 1, 1, 1, 1, 0]


def test_counts_are_not_compared():
    count = made(kind=np.array([COUNT], np.int8))
    for found in (with_rest(count), all_cities(count), real_only(count)):
        assert not found.weight.any()
        assert found.n_regions.tolist() == [0]
