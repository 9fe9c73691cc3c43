"""The indices over real cities with the rest, and over all cities."""

import numpy as np
import pytest

from simulator.equity import composite
from simulator.equity.composite import Standard
from simulator.equity.series import COUNT, PER_PEOPLE
from tests.unit.equity.examples import series

pytestmark = pytest.mark.unit

PEOPLE = np.array([1000.0, 1000.0, 2000.0, 4000.0])[:, None, None]
BEDS = np.array([[4.0, 2.0], [8.0, 3.0], [10.0, 4.0], [26.0, 7.0]])[:, :, None]
REAL = np.array([[True] * 2, [True] * 2, [False] * 2, [False, True], [True] * 2])
STANDARD = Standard(np.array([[8.0, 4.0]] * 5), np.array([True, False]))


def made(**changes):
    return series(BEDS, np.broadcast_to(PEOPLE, BEDS.shape), **{"real": REAL, **changes})


def test_a_city_real_in_only_some_indicators_belongs_to_the_rest():
    found = composite.with_rest(made(), STANDARD, 0)
    assert (found.n_regions, found.n_imputed) == (3, 0)
    # Rest: 36 and 11 beds for 6,000: attains 6/8 and (11/6)/4.
    rest = (0.75 + 11 / 24) / 2
    assert found.indices.by_area[0, [0, 1, 4]].tolist() == pytest.approx([0.5, 0.875, rest])
    assert found.indices.attainment[0] == pytest.approx((0.5 + 0.875 + 6 * rest) / 8)


def test_all_cities_count_those_with_an_imputed_indicator():
    found = composite.all_cities(made(), STANDARD, 0)
    assert (found.n_regions, found.n_imputed) == (4, 2)


def test_counts_and_indicators_without_provincial_base_or_level_are_not_used():
    count = made(kind=np.array([PER_PEOPLE, COUNT], np.int8))
    assert composite.candidates(count, STANDARD).tolist() == [True, False]
    known = np.array([[True, False]] * 5)
    assert composite.candidates(made(base_known=known), STANDARD).tolist() == [True, False]
    level = STANDARD.level.copy()
    level[-1, 0] = np.nan
    no_level = STANDARD._replace(level=level)
    assert composite.candidates(made(), no_level).tolist() == [False, True]


def test_an_indicator_one_area_has_no_level_for_is_used_for_nobody():
    level = STANDARD.level.copy()
    level[0, 1] = np.nan
    found = composite.with_rest(made(), STANDARD._replace(level=level), 0)
    assert found.indices.weights.tolist() == [1.0, 0.0]


def test_without_candidates_there_is_no_index():
    nothing = made(direction=np.zeros(2, np.int8))
    found = composite.with_rest(nothing, STANDARD, 0)
    assert np.isnan(found.indices.equalisation).all()
    assert found.n_regions == 0
