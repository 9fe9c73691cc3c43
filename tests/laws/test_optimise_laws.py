"""Laws of optimisation: what must hold of every question, whatever its numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise.absorb import opened
from simulator.optimise.best_use import SLACK, Desk, best_use, weights_of
from simulator.optimise.effects import effects_of
from simulator.optimise.greedy import Greedy
from simulator.optimise.plan import Plan, whole
from simulator.optimise.programme import programme_of
from simulator.optimise.purse import money_of
from simulator.optimise.relaxation import least_wider
from simulator.optimise.replay import money_needed
from simulator.optimise.solving import Solver
from tests.optimise_grounds import questions

pytestmark = pytest.mark.unit

NEAR = 1e-6


def shortfall(question, weights=None):
    """Return the least weighted shortfall; the weights of the question unless given."""
    desk = Desk(question)
    if weights is not None:
        desk.weights[: weights.size] = weights.ravel()
    return desk.shortfall().value


def level(question):
    return Desk(question).highest_level()


@given(questions())
def test_an_answer_keeps_to_all_bounds_and_rows(asked):
    """Checked on the programme as it was built, not as the solver keeps it."""
    (question,) = asked
    desk = Desk(question)
    linear = desk.programme.linear
    columns, rows, matrix = linear.column_bounds(), linear.row_bounds(), linear.matrix().toarray()
    for answer in (desk.shortfall(), desk.mixed(0.5)):
        for value, bounds in ((answer.x, columns), (matrix @ answer.x, rows)):
            slack = NEAR * np.maximum(1.0, np.abs(value))
            assert (value >= bounds.least - slack).all()
            assert (value <= bounds.most + slack).all()


@given(questions())
def test_the_lowest_attainment_keeps_nobody_from_the_least_shortfall(asked):
    """It may fall below nothing: more beds raise what a share of them asks for."""
    (question,) = asked
    desk = Desk(question)
    plain = Solver(programme_of(question).linear)
    plain.least(desk.lacks, desk.weights)  # the same columns come first
    assert desk.shortfall().value == pytest.approx(plain.optimum().value, rel=NEAR, abs=NEAR)


@given(questions(), st.integers(0, 50), st.integers(0, 3))
def test_more_money_never_worsens_the_best(asked, more, place):
    (question,) = asked
    ground = question.ground
    account = np.arange(len(ground.axes.accounts)) == place
    richer = question._replace(ground=ground._replace(free=ground.free + more * account))
    assert shortfall(richer) <= shortfall(question) + NEAR
    assert level(richer) >= level(question) - NEAR


@given(questions(), st.integers(0, 5), st.integers(0, 5))
def test_more_slots_never_worsen_the_best(asked, desk, site):
    (question,) = asked
    world = question.ground.world
    world = world._replace(
        approval_slots=world.approval_slots + desk,
        construction_slots=world.construction_slots + site,
    )
    wider = question._replace(ground=question.ground._replace(world=world))
    assert shortfall(wider) <= shortfall(question) + NEAR
    assert level(wider) >= level(question) - NEAR


@given(questions(limited=True), st.integers(0, 100))
def test_a_tighter_limit_on_what_opens_never_improves_the_best(asked, percent):
    (question,) = asked
    limits = question.absorb
    less = np.floor(np.where(np.isfinite(limits), limits, 100.0) * (percent / 100.0))
    tighter = question._replace(absorb=np.minimum(less, limits))
    assert shortfall(tighter) >= shortfall(question) - NEAR
    assert level(tighter) <= level(question) + NEAR
    free = question._replace(absorb=None)
    assert shortfall(free) <= shortfall(question) + NEAR


@given(questions(limited=True), st.sampled_from(["shortfall", "equality"]))
def test_whole_starts_keep_to_the_limit_on_what_opens(asked, objective):
    (question,) = asked
    ground, effects = question.ground, effects_of(question.ground)
    coming = ground.opening.transpose(1, 2, 0)
    most = np.maximum(question.absorb[:, :, None], coming)
    for plan in best_use(question, objective):
        assert (opened(ground, effects, plan.starts) <= most).all()


@given(questions(limited=True, floors=False))
def test_limits_that_rise_as_said_keep_nothing_back(asked):
    (question,) = asked
    services, stock = question.ground.axes.services, question.ground.before[0]
    rise = np.array([least_wider(question).rise.get(name, 0.0) for name in services])
    weights = np.ones(question.wanted.units.shape)
    wider = question._replace(absorb=question.absorb + rise * stock + NEAR)
    unlimited = question._replace(absorb=question.absorb + 1e6 * (stock > 0.0))
    size = np.nansum(question.wanted.units)
    assert shortfall(wider, weights) <= shortfall(unlimited, weights) + NEAR * (1.0 + size)


@given(questions())
def test_the_same_asked_a_year_later_is_never_harder(asked):
    (question,) = asked
    wanted = question.wanted
    first = np.argmax(~np.isnan(wanted.units), axis=1)
    units = wanted.units.copy()
    units[np.arange(len(units)), first] = np.nan
    later = question._replace(wanted=wanted._replace(units=units))
    weights = weights_of(wanted)
    assert shortfall(later, weights) <= shortfall(question, weights) + NEAR
    assert level(later) >= level(question) - NEAR


@given(questions(), st.data())
def test_a_shadow_price_is_what_a_little_money_changes(asked, data):
    """The optimum is convex in the money: a price lies between the slopes on both sides."""
    (question,) = asked
    desk, step = Desk(question), 0.1
    free, rows = money_of(question.ground), desk.programme.money
    cell = tuple(data.draw(st.integers(0, n - 1)) for n in rows.shape)
    if free[cell] < step:
        return

    def at(change):
        desk.solver.limit_rows(rows[cell].reshape(1), free[cell] + change)
        return desk.shortfall()

    below, here, above = at(-step), at(0.0), at(step)
    price = here.price[rows[cell]]
    before, after = (here.value - below.value) / step, (above.value - here.value) / step
    assert before - NEAR <= price <= after + NEAR
    if after - before < NEAR:
        assert price == pytest.approx(after, abs=NEAR)


@given(questions(floors=False))
def test_equality_has_the_highest_lowest_and_shortfall_the_least_short(asked):
    (question,) = asked
    desk = Desk(question)
    least = desk.told(desk.shortfall())
    desk.hold_level(desk.highest_level())
    even = desk.told(desk.shortfall())
    slack = 100 * SLACK
    assert even.lowest >= least.lowest - slack
    assert even.shortfall >= least.shortfall - slack


@given(
    st.lists(st.lists(st.floats(0.0, 500.0), min_size=4, max_size=4), min_size=1, max_size=5).map(
        np.array
    )
)
def test_whole_units_have_the_sums_of_the_parts_rounded_up(units):
    found = whole(units)
    assert found.dtype == np.int64
    assert (found >= 0).all()
    upto = units.cumsum(axis=1)
    assert (found.cumsum(axis=1) >= upto - NEAR).all()
    assert (found.cumsum(axis=1) < upto + 1.0).all()


@given(questions(pool=False))
def test_no_less_money_pays_a_plan_than_is_said(asked):
    """Any decisions: here those that are best where money is no object."""
    (question,) = asked
    desk = Desk(question._replace(extra=np.inf))
    solver, programme = desk.solver, desk.programme
    answer, ground = desk.shortfall(), question.ground
    effects = programme.effects
    for columns in (programme.start, programme.recruit):
        solver.limit_columns(columns, answer.x[columns], least=answer.x[columns])
    solver.least(programme.extra, 1.0)
    least = solver.solve().x[programme.extra].sum()
    shape = len(ground.axes.regions), len(ground.axes.services), len(ground.axes.years)
    starts, recruits = np.zeros(shape), np.zeros(shape)
    starts[:, effects.built] = answer.x[programme.start] * effects.lot[:, :, None]
    recruits[:, effects.staff] = answer.x[programme.recruit] * effects.most_recruited
    nothing = np.zeros((shape[0], len(ground.axes.accounts), shape[2]))
    plan = Plan(starts, recruits, nothing, ground.standing, question.wanted.units)
    assert money_needed(ground, plan).sum() == pytest.approx(least, rel=NEAR, abs=NEAR)


@given(questions(pool=False, floors=False))
def test_a_greedy_start_fits_the_programme_and_is_as_good_as_it_says(asked):
    (question,) = asked
    desk, found = Desk(question), Greedy(question).once()
    best = desk.shortfall().value
    for columns, x in (
        (desk.programme.start, found.start),
        (desk.programme.recruit, found.recruit),
    ):
        # the solver takes limits that are nearly one for none that fits
        desk.solver.limit_columns(columns, x + NEAR, least=np.maximum(x - NEAR, 0.0))
    assert desk.shortfall().value == pytest.approx(found.shortfall, rel=1e-4, abs=1e-4)
    assert found.shortfall >= best - NEAR
