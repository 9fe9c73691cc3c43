"""Laws of staff: who is not yet trained cannot be counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.inputs.staffing import staff
from simulator.inputs.values import Values
from simulator.workforce.hiring import lost, offered, wanted
from simulator.workforce.places import trained
from simulator.workforce.rules import (
    entrants,
    hires_paid,
    hiring_cost,
    inflow_factor,
    leavers,
    placed,
    staff_needed,
)
from simulator.workforce.staff import Carried, entries, graduates
from tests.shipped_runs import case_of
from tests.worlds import DOCTORS, lived, worlds

pytestmark = pytest.mark.unit
SHARE = st.floats(0.0, 1.0)
WEIGHTS = st.floats(0.0, 500.0).map(lambda weight: round(weight, 6))
CITIES = st.lists(st.tuples(WEIGHTS, st.floats(0.0, 900.0)), min_size=2, max_size=6)
NEAR = 1e-6
PERSONS = st.integers(0, 500_000)


def nothing_carried(people):
    return Carried(
        *(np.zeros_like(people.level) for _ in range(2)), np.zeros(people.level.shape[1])
    )


def hired(levers=None, as_of=2020):
    """Return staff on the shipped parameters, with one doctor a city and a growth of seven."""
    case = case_of({"levers": levers or {}, "horizon": {"base": 2020, "as_of": as_of, "end": 2035}})
    cells = (len(case.cities), len(case.services))
    bases = (np.ones(cells, np.int64), np.full(cells, 7.0))
    return staff(case.services, Values(case.parameters), case.scenario, case.cities, bases), case


@given(st.integers(2021, 2032), st.floats(0.0, 3.0), st.sampled_from(["physicians", "nurses"]))
def test_a_change_of_seats_is_not_seen_before_the_years_to_licence(year, factor, name):
    at = {2021: 1.0, year: factor}
    levers = {"workforce": {"seats": {name: {"unit": "factor", "at": at}}}}
    changed, case = hired(levers)
    before, _ = hired()
    position = list(case.services).index(name)
    lag = int(before.years_to_licence[position])
    for index in range(1, before.seats.shape[0]):
        seen, known = graduates(changed, index), graduates(before, index)
        others = [s for s in range(seen.shape[1]) if s != position]
        np.testing.assert_array_equal(seen[:, others], known[:, others])
        if 2020 + index < year + lag:
            np.testing.assert_array_equal(seen[:, position], known[:, position])
        elif factor != 1.0:
            assert (seen[:, position] != known[:, position]).all()


@given(PERSONS, st.floats(0, 1e5), st.floats(0, 1e4), SHARE, st.tuples(SHARE, SHARE))
def test_a_year_moves_whole_persons_and_forgets_no_fraction(
    stock, graduated, recruits, rate, carried
):
    came, hired_now, entry_lag = entrants(graduated, recruits, carried[0])
    left, exit_lag = leavers(stock, rate, carried[1])
    assert 0 <= left <= stock
    assert 0 <= entry_lag < 1
    assert 0 <= exit_lag < 1
    assert came + hired_now + entry_lag == pytest.approx(graduated + recruits + carried[0])
    assert hired_now <= recruits < hired_now + 1


@given(st.integers(-5, 30), st.integers(0, 20), st.floats(0.0, 0.3))
def test_the_inflow_rises_to_the_last_observed_year_and_is_held(year, last, rise):
    held = inflow_factor(last, last, rise)
    assert inflow_factor(year, last, rise) <= held
    assert inflow_factor(last + abs(year), last, rise) == held


@given(worlds())
def test_over_the_years_entries_follow_the_rates(made):
    """Fractions are carried: after n years no more than one person is missing."""
    world, _ = made
    people = world.staff._replace(posts=np.full_like(world.staff.posts, np.inf))
    lags = nothing_carried(people)
    standing = np.zeros(people.level.shape, np.int64)
    told, due = np.zeros(people.level.shape), np.zeros(people.level.shape)
    for year in range(1, world.n_years + 1):
        told += entries(people, year, standing, lags).graduated
        due += graduates(people, year)
    assert (np.abs(told - due)[:, DOCTORS] < 1 + 1e-9).all()


@given(st.floats(0.0, 2_000.0), CITIES)
def test_every_graduate_takes_a_post_or_leaves_the_province(pool, cities):
    weights, room = np.array(cities).T
    found, unplaced = placed(pool, weights, room)
    assert sum(found) + unplaced == pytest.approx(pool, abs=NEAR)
    assert (found <= room + NEAR).all()
    assert (found >= 0.0).all()
    if unplaced > NEAR:
        assert (found >= room - NEAR)[weights > 0.0].all()


@given(st.floats(0.0, 2_000.0), CITIES, st.floats(0.0, 500.0))
def test_more_posts_never_cost_a_city_graduates_and_never_bring_its_neighbours_any(
    pool, cities, more
):
    weights, room = np.array(cities).T
    before, unplaced_before = placed(pool, weights, room)
    room[0] += more
    after, unplaced_after = placed(pool, weights, room)
    assert after[0] >= before[0] - NEAR
    assert (after[1:] <= before[1:] + NEAR).all()
    assert unplaced_after <= unplaced_before + NEAR


@given(st.floats(0.0, 2_000.0), CITIES, st.floats(1.0, 5.0))
def test_attraction_never_costs_a_city_graduates_and_never_brings_its_neighbours_any(
    pool, cities, factor
):
    weights, room = np.array(cities).T
    before, _ = placed(pool, weights, room)
    weights[0] *= factor
    after, _ = placed(pool, weights, room)
    assert after[0] >= before[0] - NEAR
    assert (after[1:] <= before[1:] + NEAR).all()


@given(worlds())
def test_posts_cap_entries_and_whole_persons_leave_the_province(made):
    world, _ = made
    people, lags = world.staff, nothing_carried(world.staff)
    standing, told, due = world.standing.copy(), 0, 0.0
    for year in range(1, world.n_years + 1):
        found = entries(people, year, standing, lags)
        stayed = standing - found.left
        standing = stayed + found.graduated + found.recruited
        assert (standing <= np.maximum(people.posts[year], stayed))[:, DOCTORS].all()
        assert (found.unplaced >= 0).all()
        told += int(found.graduated[:, DOCTORS].sum() + found.unplaced[DOCTORS])
        due += float(graduates(people, year)[:, DOCTORS].sum())
    assert told <= due + world.n_years * len(standing) + NEAR
    assert told >= due - len(standing) - 1 - NEAR


@given(worlds())
def test_hiring_from_neighbours_gains_the_province_nobody(made):
    """What cities hire is what others lose, where nobody is trained to take their place."""
    world, people = made
    world = world._replace(staff=world.staff._replace(facility=world.staff.facility * 0 - 1))
    apart = world._replace(staff=world.staff._replace(hires=world.staff.hires * 0))
    offers = offered(world.staff, 1, world.standing)
    hired = wanted(world.staff, 1, world.standing, offers)
    gone = lost(offers, hired)
    assert hired.sum() == gone.sum()
    assert (gone <= offers).all()
    assert (gone[hired > 0] == 0).all()
    books, _, _ = lived(world, people)
    alone, _, _ = lived(apart, people)
    moved = (books.recruited - books.retired + books.graduated)[1:, :, DOCTORS]
    assert (np.diff(books.standing[:, :, DOCTORS], axis=0) == moved).all()
    first = books.standing[1, :, DOCTORS].sum()
    assert first == alone.standing[1, :, DOCTORS].sum()


@given(
    st.integers(0, 5_000),
    st.integers(0, 10**8),
    st.floats(0.0, 30.0),
    st.integers(0, 200_000),
    st.integers(0, 10**12),
)
def test_no_more_is_hired_than_money_pays_and_one_more_never_costs_less(
    asked, unit_fen, rise, own, free
):
    n = hires_paid(asked, unit_fen, rise, own, free)
    assert 0 <= n <= asked
    assert hiring_cost(n, unit_fen, rise, own) <= free
    if n < asked:
        assert hiring_cost(n + 1, unit_fen, rise, own) > free
    steps = np.diff([hiring_cost(k, unit_fen, rise, own) for k in range(4)])
    assert (np.diff(steps) >= -1).all()


@given(worlds(), st.randoms(use_true_random=False))
def test_cities_in_another_order_get_the_same(made, random):
    """Only ties of whole persons go by rank: nobody's share depends on where a city stands."""
    world, _ = made
    order = list(range(len(world.standing)))
    random.shuffle(order)
    staff = world.staff
    other = staff._replace(
        **{name: getattr(staff, name)[order] for name in ("level",)},
        **{
            name: getattr(staff, name)[:, order]
            for name in ("recruited", "hires", "attraction", "posts", "exits")
        },
    )
    here = entries(staff, 1, world.standing, nothing_carried(staff))
    there = entries(other, 1, world.standing[order], nothing_carried(other))
    for name in ("graduated", "recruited", "left"):
        assert (np.abs(getattr(here, name)[order] - getattr(there, name)) <= 1).all()
    offers = offered(staff, 1, world.standing)
    assert (offers[order] == offered(other, 1, world.standing[order])).all()
    hired = wanted(staff, 1, world.standing, offers)
    moved = wanted(other, 1, world.standing[order], offers[order])
    assert (np.abs(hired[order] - moved) <= 1).all()
    assert (np.abs(lost(offers, hired)[order] - lost(offers[order], hired[order])) <= 1).all()


@given(worlds(), st.integers(0, 30), st.integers(0, 30))
def test_more_seats_never_lower_the_staff_of_any_city(made, more, fewer):
    """Whole persons apart: a remainder carried on may fall into the next year."""
    world, _ = made
    people = world.staff._replace(recruits=world.staff.recruits * 0.0)
    stocks = []
    for tenths in sorted((fewer, more)):
        wider = people._replace(seats=people.seats * tenths / 10.0)
        standing, lags = world.standing.copy(), nothing_carried(people)
        for year in range(1, world.n_years + 1):
            found = entries(wider, year, standing, lags)
            standing = standing - found.left + found.graduated + found.recruited
            standing = standing + trained(wider, year, standing, found.left)
        stocks.append(standing[:, DOCTORS])
    assert (stocks[1] >= stocks[0] - 2).all()


@given(worlds())
def test_staff_for_places_is_just_enough_or_all_that_is_trained(made):
    world, _ = made
    people, standing = world.staff, world.standing
    entered = trained(people, 1, standing, standing * 0)[:, DOCTORS]
    if people.facility[DOCTORS] < 0:
        assert (entered == 0).all()
        return
    needed = staff_needed(standing[:, people.facility[DOCTORS]], people.per_place[DOCTORS])
    room = np.maximum(np.minimum(needed, people.posts[1, :, DOCTORS]) - standing[:, DOCTORS], 0)
    most = np.floor(standing[:, DOCTORS].sum() * people.training_limit[DOCTORS])
    assert (entered <= room).all()
    assert entered.sum() == min(room.sum(), most)


@given(worlds(money=False, pipeline=False, n_named=0))
def test_nobody_is_recruited_without_money_and_graduates_still_come(made):
    world, people = made
    books, _, _ = lived(world, people)
    assert books.recruited.max() == 0
    limited = np.isfinite(world.staff.posts).any()
    if (world.staff.level[:, DOCTORS] >= 1).all() and not limited:
        assert (books.graduated[1:, :, DOCTORS].sum(axis=0) > 0).all()
