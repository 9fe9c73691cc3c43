"""Laws of what is told: what it takes, what may be left out, in what order lots are approved."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.inputs.arrays import FACILITY
from simulator.optimise.alternatives import alternatives
from simulator.optimise.best_use import SLACK, Desk, best_use, frontier
from simulator.optimise.ground import Ground
from simulator.optimise.question import Question
from simulator.optimise.relaxation import obstacles, relaxation
from simulator.optimise.required import ENOUGH, required
from simulator.optimise.timing import timing_of
from tests.optimise_grounds import questions
from tests.optimise_towns import asked_of, towns
from tests.small_world import BEDS, DOCTORS

pytestmark = pytest.mark.unit

NEAR = 1e-5


def later_by(wanted, years):
    """Return what is wanted, put off by some years."""
    units = wanted.units.copy()
    for row in units:
        first = int(np.argmax(~np.isnan(row)))
        row[first : first + years] = np.nan
    return wanted._replace(units=units)


def can_be_met(question):
    """Return whether everything can be met: less than half a unit is short anywhere."""
    desk = Desk(question)
    short = desk.shortfall().x[desk.programme.short] * question.wanted.size
    return bool((short <= ENOUGH).all())


@pytest.mark.parametrize("share", [0.096, 0.0999999])
def test_less_than_half_a_person_missing_is_an_answer(share):
    """9.6 nurses may be recruited where ten are asked for."""
    ground = towns(standing=[20], money=[100], recruits=share, pay=1.0)
    question = Question(ground, asked_of(ground, [([0], DOCTORS, 2021, 110)]))
    (plan,) = required(question)
    assert plan.recruits[0, DOCTORS, 0] == 10
    assert not relaxation(question).left


@pytest.mark.parametrize(
    ("name", "told"), [("approval_slots", "queue"), ("construction_slots", "builders")]
)
def test_who_has_no_room_is_told_where(name, told):
    """Money for a thousand beds, and places for two at the desk or with builders."""
    ground = towns(standing=[0], money=[1000], years=2)
    world = ground.world._replace(**{name: np.full((3, 1), 2)})
    ground = ground._replace(world=world)
    question = Question(ground, asked_of(ground, [([0], BEDS, 2022, 50)]))
    (found,) = obstacles(question)
    assert found.first is None
    assert found.binding == (told,)


@given(questions(floors=False))
def test_what_a_relaxation_says_is_enough_and_no_less_is(asked):
    (question,) = asked
    found, wanted = relaxation(question), question.wanted
    assert 0.0 <= found.level <= 1.0 + NEAR
    kept = [place for place, year in enumerate(found.held_from) if year is not None]
    assert bool(kept) == (found.later is not None)
    if found.later is not None:
        some = wanted.only(kept)
        first = np.argmax(~np.isnan(some.units), axis=1) + found.later
        years = question.ground.axes.years
        assert [found.held_from[place] for place in kept] == [years[one] for one in first]
        assert can_be_met(question._replace(wanted=later_by(some, found.later)))
        if found.later:
            desk = Desk(question._replace(wanted=later_by(some, found.later - 1)))
            assert desk.shortfall().value > 0.0
    if found.later == 0 and len(kept) == len(wanted.rows):
        assert found.money <= NEAR
        assert found.level >= 1.0 - NEAR
        assert not found.left


@given(questions(floors=False))
def test_a_row_alone_reaches_at_least_what_it_reaches_among_others(asked):
    (question,) = asked
    desk = Desk(question)
    among = 1.0 - desk.shortfall().x[desk.programme.short]
    first = np.argmax(~np.isnan(question.wanted.units), axis=1)
    for row, found in enumerate(obstacles(question)):
        assert found.reached >= among[row, first[row]] - NEAR
        years = question.ground.axes.years
        assert found.first is None or found.first >= years[first[row]]
        if found.first == years[first[row]]:
            assert found.reached >= 1.0 - NEAR


@given(questions(floors=False), st.integers(1, 10))
def test_alternatives_hold_the_usual_between_the_least_and_the_most(asked, percent):
    (question,) = asked
    for one in alternatives(question, percent / 100.0):
        slack = NEAR * max(1.0, one.most)
        assert one.least - slack <= one.usual <= one.most + slack


@given(questions(floors=False))
def test_a_frontier_gives_up_shortfall_for_the_lowest(asked):
    (question,) = asked
    points = frontier(question, 3)
    for before, after in pairwise(points):
        assert after.lowest >= before.lowest - 10 * SLACK
        assert after.shortfall >= before.shortfall - 10 * SLACK


def comes_in_time(ground: Ground, starts) -> bool:
    """Return whether no service stands behind more lots than the desk passes for it in time."""
    built = np.flatnonzero(ground.builds.any(axis=0))
    lots = starts[:, built] / np.maximum(ground.world.lot[:, built], 1)[:, :, None]
    first = ground.axes.years[0] - ground.world.base
    slots = ground.world.approval_slots[first:].T - ground.busy[0].T
    limit = slots[:, None] * ground.timing.batches[built][:, None]
    return bool(((lots < NEAR) | (lots.cumsum(axis=1) <= limit + 1.0)).all())


@given(questions(floors=False), st.sampled_from(["shortfall", "equality", "mix"]))
def test_the_last_plan_keeps_the_order_at_the_desk(asked, objective):
    """But for the rest of a lot that whole units round up to."""
    (question,) = asked
    ground = question.ground
    plans = best_use(question, objective)
    assert 1 <= len(plans) <= 2
    assert comes_in_time(ground, plans[-1].starts)


def test_whole_lots_that_stand_in_each_others_way_are_chosen_anew():
    """One place at the desk: who asks second opens too late, so one of two lots is built.

    The first sits five months at the desk, the second opens in November, one month before the
    year ends.
    """
    ground = towns(standing=[0], money=[100], slots=1)
    months = np.array([[5, 1, 1, 1, 1], [1, 1, 1, 6, 1]])
    world = ground.world._replace(
        lot=np.array([[1, 1]]),
        construction_slots=ground.world.construction_slots * 10,
        traits=ground.world.traits._replace(family=np.array([FACILITY, FACILITY])),
    )
    ground = ground._replace(
        world=world,
        timing=timing_of(months),
        builds=np.array([[True, True]]),
        standing=np.zeros((1, 1, 2)),
        capital=np.array([[1.0], [1.0]]),
    )
    wanted = asked_of(ground, [([0], 0, 2021, 1), ([0], 1, 2021, 1)])
    plans = best_use(Question(ground, wanted, whole_lots=True), "shortfall")
    assert [int(plan.starts.sum()) for plan in plans] == [2, 1]


@given(questions(floors=False))
def test_whole_lots_are_whole(asked):
    (question,) = asked
    for plan in best_use(question._replace(whole_lots=True), "shortfall"):
        lot = question.ground.world.lot[:, :, None]
        assert (plan.starts % np.maximum(lot, 1) == 0).all()
