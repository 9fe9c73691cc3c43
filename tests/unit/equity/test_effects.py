"""The two effects in the cases a planner argues about."""

import numpy as np
import pytest

from simulator.equity.effects import decompose, logarithmic_mean
from simulator.equity.series import COUNT, PER_SERVICE
from tests.unit.equity.examples import series

pytestmark = pytest.mark.unit


def effects_of(numerator, denominator, **changes):
    made = series(np.array([[numerator]]), np.array([[denominator]]), **changes)
    effects = decompose(made, 0)
    return effects, float(effects.capacity[0, 0, 1]), float(effects.population[0, 0, 1])


def test_a_known_split():
    # V goes from 10 to 18 per 1000: N 10 -> 20 (ln 2), D 1000 -> 1111.1 (ln 0.9).
    _, capacity, population = effects_of([10.0, 20.0], [1000.0, 1000.0 / 0.9])
    mean = 8.0 / np.log(1.8)
    assert capacity == pytest.approx(mean * np.log(2.0), rel=1e-12)
    assert population == pytest.approx(mean * np.log(0.9), rel=1e-12)


def test_people_leaving_alone_is_all_population_and_flagged():
    effects, capacity, population = effects_of([10.0, 10.0], [1000.0, 800.0])
    assert (capacity, population) == (0.0, 2.5)
    assert effects.improved_only_because_people_left[0, 0].tolist() == [False, True]


def test_building_too_slowly_is_flagged():
    effects, capacity, population = effects_of([10.0, 11.0], [1000.0, 2000.0])
    assert capacity > 0.0 > population
    assert effects.worse_although_more_was_built[0, 0].tolist() == [False, True]


def test_a_start_from_nothing_is_all_capacity():
    _, capacity, population = effects_of([0.0, 9.0], [1000.0, 900.0])
    assert (capacity, population) == (10.0, 0.0)


def test_an_end_at_nothing_is_all_capacity():
    _, capacity, population = effects_of([9.0, 0.0], [900.0, 1000.0])
    assert (capacity, population) == (-10.0, 0.0)


def test_a_count_has_no_population_effect():
    _, capacity, population = effects_of(
        [9.0, 12.0], [1.0, 1.0], per=[1.0], kind=np.array([COUNT], np.int8)
    )
    assert (capacity, population) == (3.0, 0.0)


def test_people_leave_no_share_of_services():
    effects, _, _ = effects_of([9.0, 9.0], [90.0, 60.0], kind=np.array([PER_SERVICE], np.int8))
    assert not effects.improved_only_because_people_left.any()


def test_what_does_not_exist_has_no_effects():
    _, capacity, population = effects_of([9.0, 9.0], [0.0, 10.0])
    assert np.isnan(capacity)
    assert np.isnan(population)


def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic():
    mean = float(logarithmic_mean(np.array(2.0), np.array(8.0)))
    assert 4.0 < mean < 5.0
    assert mean == pytest.approx(6.0 / np.log(4.0), rel=1e-14)
