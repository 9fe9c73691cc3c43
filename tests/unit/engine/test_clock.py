from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import CATEGORIES
from simulator.inputs.arrays import Pipeline
from simulator.projects.rules import still_to_draw
from tests.small_world import BEDS, history, ints, small_world, staff_of

pytestmark = pytest.mark.unit


def test_the_books_begin_with_the_base_year():
    books, _, _ = history(small_world())
    assert books.standing[0].tolist() == [[20, 100]]
    assert books.standing.shape == (4, 1, 2)
    assert books.commissioned[0].sum() == books.retired[0].sum() == 0


@pytest.mark.parametrize(
    ("started", "left"), [(0, 700), (-2, 700), (-3, 300), (-5, 300), (-6, 0), (-20, 0)]
)
def test_what_is_left_to_draw_depends_on_when_it_was_started(started, left):
    # Six months of construction: half-way after three, accepted after six.
    assert still_to_draw(1_000, started, 6, (0.3, 0.4)) == left


def test_what_opens_in_january_counts_in_that_year():
    seed = Pipeline(ints(0), ints(BEDS), ints(1), ints(10), ints(-11))
    books, events, _ = history(small_world(need=0)._replace(pipeline=seed))
    assert books.commissioned[:, 0, BEDS].tolist() == [0, 10, 0, 0]
    assert events["month"][events["units"] == 10].tolist() == [1]


def test_a_year_loses_and_gains_staff():
    world = small_world()._replace(staff=staff_of(3, level=10.0, exits=0.1, recruits=0.02))
    books, _, _ = history(world)
    assert books.retired[1, 0].tolist() == [0, 10]
    assert books.graduated[1, 0].tolist() == [0, 13]
    assert books.recruited[1, 0].tolist() == [0, 2]
    assert books.standing[1, 0].tolist() == [20, 105]


def test_service_income_pays_the_running_cost_of_what_is_used():
    world = small_world(need=5)
    money = world.money._replace(income_fen=ints(3, 0))
    _, events, _ = history(world._replace(money=money))
    income = events["category"] == CATEGORIES.index("service_income")
    assert events["fen"][income].tolist() == [15, 15, 15]


def test_without_running_money_beds_stand_and_are_not_available():
    books, _, _ = history(small_world(own=50, need=0))
    assert books.standing[1:, 0, BEDS].tolist() == [20, 20, 20]
    assert books.available[1:, 0, BEDS].tolist() == [5, 5, 5]
    assert np.all(books.use <= books.available)
