"""One interval, small enough to check by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import InputError
from simulator.population.step import advance_one_year, bear, refuse_negative, survive

pytestmark = pytest.mark.unit
RATIO = np.broadcast_to(np.array([0.99, 0.9, 0.5]), (1, 2, 3))


def advance(migrants, timing="end"):
    return advance_one_year(
        np.full((1, 2, 3), 100.0),
        survival_ratio=RATIO,
        fertility_rate=np.array([[0.0, 0.1, 0.0]]),
        males_per_female_birth=1.0,
        net_migration=migrants,
        timing=timing,
    )


def test_the_open_group_keeps_its_survivors():
    residents = np.array([[[10.0, 20.0, 30.0]]])
    assert survive(residents, RATIO[:, :1]).tolist() == [[[0.0, 9.0, 25.0]]]


def test_births_follow_the_mean_of_both_days():
    births = bear(np.array([[100.0]]), np.array([[90.0]]), np.array([[0.2]]), 1.0, width=5.0)
    assert births.tolist() == [[47.5, 47.5]]


def test_newborns_die_too_and_their_deaths_are_counted():
    step = advance(np.zeros((1, 2, 3)))
    assert step.births[0].tolist() == [4.75, 4.75]
    np.testing.assert_allclose(step.residents[0, 0], [4.75 * 0.99, 90.0, 100.0])
    np.testing.assert_allclose(step.deaths[0, 0], 300.0 + 4.75 - 190.0 - 4.75 * 0.99)


def test_migrants_of_the_last_day_neither_die_nor_give_birth():
    migrants = np.full((1, 2, 3), 10.0)
    moved, still = advance(migrants), advance(np.zeros((1, 2, 3)))
    np.testing.assert_allclose(moved.residents, still.residents + 10.0)
    np.testing.assert_array_equal(moved.births, still.births)


def test_even_migrants_live_and_bear_for_half_the_year():
    step = advance(np.full((1, 2, 3), 10.0), "even")
    np.testing.assert_allclose(step.residents[0, 0, 1:], [105 * 0.9 + 5, 210 * 0.5 + 5])
    np.testing.assert_allclose(step.births.sum(), 0.1 * (105.0 + 94.5 + 5.0) / 2.0)


def test_a_negative_or_missing_cell_is_named():
    persons = np.ones((2, 2, 3))
    persons[1, 1, 2] = np.nan
    with pytest.raises(InputError) as failure:
        refuse_negative(persons, ("luoyang", "hebi"), 2027)
    (problem,) = failure.value.problems
    assert (problem.code, dict(problem.args)) == (
        "M110",
        {"region": "hebi", "age": "2", "sex": "male", "year": "2027"},
    )
