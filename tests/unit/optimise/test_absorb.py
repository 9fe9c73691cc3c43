"""Limits on what opens in a year: what they are, their rows, and what a lot more would bring."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.optimise.absorb import limits_of, opened
from simulator.optimise.best_use import Desk, best_use
from simulator.optimise.effects import effects_of
from simulator.optimise.greedy import Greedy
from simulator.optimise.prices import room_prices
from simulator.optimise.programme import programme_of
from simulator.optimise.question import Question
from tests.optimise_towns import asked_of, towns
from tests.small_world import BEDS, DOCTORS

pytestmark = pytest.mark.unit


def asking(*, coming=0.0, limit=0.5, asked=40.0, **more):
    """Return the question of a town of twenty beds, of which a half may open in a year."""
    ground = towns(standing=[20], money=[1000], years=3, lot=5, **more)
    opening = ground.opening.copy()
    opening[1, 0, BEDS] = coming
    ground = ground._replace(opening=opening)
    limits = None if limit is None else limits_of(ground, {"beds": limit})
    return Question(ground, asked_of(ground, [([0], BEDS, 2022, asked)]), absorb=limits)


def test_a_limit_is_whole_units_and_one_lot_where_nothing_stands():
    ground = towns(standing=[33, 0, 3], money=[0, 0, 0], lot=5)
    assert limits_of(ground, {"beds": 0.1})[:, BEDS].tolist() == [3.0, 5.0, 0.0]
    assert limits_of(ground, {"beds": 0.0})[:, BEDS].tolist() == [0.0, 0.0, 0.0]
    assert np.isinf(limits_of(ground, {"beds": 0.1})[:, DOCTORS]).all()
    both = limits_of(ground, {"all": 0.5, "beds": 1.0})
    assert both[0].tolist() == [33.0, 50.0]


def test_what_comes_anyhow_takes_its_part_of_the_limit():
    (plan,) = best_use(asking(coming=4.0), "shortfall")
    assert plan.starts[0, BEDS].tolist() == [6, 10, 0]
    (plan,) = best_use(asking(coming=12.0), "shortfall")
    assert plan.starts[0, BEDS].tolist() == [0, 10, 0]


def test_the_option_adds_rows_and_columns_and_changes_no_other():
    with_limits, without = (programme_of(asking(limit=one)).linear for one in (0.5, None))
    columns, rows = with_limits.names()
    assert [one for one in rows if not one.startswith("absorb.")] == without.names()[1]
    assert [one for one in columns if not one.startswith("wider.")] == without.names()[0]
    assert "absorb.town1.beds.2022" in rows


def test_an_answer_that_opens_more_is_refused():
    desk = Desk(asking())
    desk.shortfall()
    desk.solver.rows.most[desk.programme.absorb[0, 0, 1]] -= 1.0  # HiGHS keeps the old limit
    with pytest.raises(ModelError) as refused:
        desk.shortfall()
    (problem,) = refused.value.problems
    assert (problem.code, problem.args["name"]) == ("M302", "absorb.town1.beds.2022")


def test_whole_lots_stay_below_a_limit_that_is_no_whole_lot():
    plans = best_use(asking(limit=0.45)._replace(whole_lots=True), "shortfall")
    assert [plan.starts[0, BEDS].tolist() for plan in plans] == [[5, 5, 0]]


def test_a_greedy_start_keeps_to_the_limit():
    question = asking(coming=4.0)
    lots = Greedy(question).once().start
    units = np.zeros((1, 2, 3))
    units[:, :1] = 5 * lots
    found = opened(question.ground, effects_of(question.ground), units)
    assert found[0, BEDS].tolist() == [0.0, 10.0, 10.0]


def test_a_lot_more_closes_a_lot_of_what_is_missing():
    (found,) = room_prices(asking())
    assert (found.region, found.service, found.year) == (0, BEDS, 1)
    assert np.nansum(found.gained) == pytest.approx(5.0)
    assert room_prices(asking(asked=25.0)) == []
    assert room_prices(asking(limit=None)) == []
