"""Ranks of the real cities."""

import numpy as np
import pytest

from simulator.equity.ranks import ranks
from tests.unit.equity.examples import series

pytestmark = pytest.mark.unit

BEDS = np.array([4.0, 8.0, 6.0, 8.0, 2.0, 5.0])[:, None, None]


def ranked(**changes):
    return ranks(series(BEDS, 1000.0, **changes))[:, 0, 0].tolist()


def test_the_best_is_first_and_equal_cities_share_the_better_rank():
    assert ranked()[:6] == [5.0, 1.0, 3.0, 1.0, 6.0, 4.0]
    assert np.isnan(ranked()[6])


def test_fewer_is_better_turns_the_order():
    assert ranked(direction=np.array([-1], np.int8))[4] == 1.0


def test_imputed_cities_have_no_rank():
    real = np.ones((7, 1), np.bool_)
    real[1] = False
    found = ranked(real=real)
    assert np.isnan(found[1])
    assert found[3] == 1.0


def test_four_real_cities_are_too_few():
    real = np.ones((7, 1), np.bool_)
    real[:2] = False
    assert np.isnan(ranked(real=real)).all()
