"""Laws of idle units: only what nobody asks for is closed or converted, and none is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.budget.rules import FIXED_STARTS, START_PER_CAPITA
from simulator.inputs.arrays import World
from simulator.units import WHOLE_SLACK
from tests.worlds import BEDS, CONVERSIONS, ENROLLED, PLACES, Made, lived, of_event, worlds, year_of

pytestmark = pytest.mark.unit
ALONE = (BEDS, PLACES)


def moved(books, events):
    """Return the units (year, region, service) that an event took."""
    found = np.zeros_like(books.standing)
    np.add.at(found, (year_of(events), events["region"], events["service"]), events["units"])
    return found


def converted_out(events):
    """Return the rows in which a project takes units of another service."""
    rows = of_event(events, "retired")
    return {name: column[rows["project"] >= 0] for name, column in rows.items()}


@st.composite
def roomy(draw):
    """Return a world with beds to spare, places to make and money to make them."""
    world, people = draw(worlds(closing=True, rules=(START_PER_CAPITA, FIXED_STARTS)))
    level, share = world.needs.level.copy(), world.conversions.share.copy()
    level[:, BEDS] = level[:, BEDS] // 10
    level[:, PLACES] += 500
    share[:, PLACES] = draw(st.integers(1, 10)) / 10
    money = world.money
    return Made(
        (
            world._replace(
                needs=world.needs._replace(level=level),
                traits=world.traits._replace(staff_per_unit=world.traits.staff_per_unit * 0),
                closures=world.closures * (draw(st.integers(0, 1)) / 2),
                conversions=world.conversions._replace(share=share),
                money=money._replace(unit_fen=money.unit_fen * 0, own=money.own + 100_000),
            ),
            people,
        )
    )


ANY = st.one_of(worlds(closing=True), roomy(), roomy())


def lots_of(world: World, region):
    """Return a lot of places and the beds that it takes."""
    lot = int(world.lot[region, PLACES])
    return lot, int(np.ceil(lot / world.conversions.units[PLACES] - WHOLE_SLACK))


@given(ANY)
def test_no_more_than_the_share_of_what_was_idle_is_closed(made):
    world, _ = made
    books, events, _ = lived(*made)
    closed = moved(books, of_event(events, "closed"))
    most = np.floor(books.idle[:-1] * world.closures[1:, None, :] + WHOLE_SLACK)
    assert (closed[1:] <= most).all()
    others = [service for service in range(closed.shape[2]) if service not in ALONE]
    assert not closed[:, :, others].any()


@given(ANY)
def test_no_more_than_what_was_idle_is_closed_and_converted_together(made):
    books, events, _ = lived(*made)
    gone = moved(books, of_event(events, "closed")) + moved(books, converted_out(events))
    assert (gone[1:] <= books.idle[:-1]).all()


@given(ANY)
def test_what_stays_covers_need_demand_parts_and_who_is_there_already(made):
    books, events, _ = lived(*made)
    gone = moved(books, of_event(events, "closed")) + moved(books, converted_out(events))
    asked = np.maximum(books.need, books.demand)
    asked[:, :, PLACES] = np.maximum(asked[:, :, PLACES], books.standing[:, :, ENROLLED])
    asked[:, :, BEDS] = np.maximum(asked[:, :, BEDS], books.standing[:, :, CONVERSIONS])
    left = books.standing[:-1] - gone[1:]
    assert (left >= asked[:-1])[gone[1:] > 0].all()


@given(ANY)
def test_a_conversion_gives_what_it_took_at_its_rate(made):
    world, _ = made
    _, events, table = lived(*made)
    out, opened = converted_out(events), of_event(events, "commissioned")
    units = dict(zip(opened["project"].tolist(), opened["units"].tolist(), strict=True))
    for row, taken in zip(out["project"].tolist(), out["units"].tolist(), strict=True):
        lot, takes = lots_of(world, int(table.region[row]))
        assert (int(table.service[row]), int(table.units[row])) == (PLACES, lot)
        assert 0 <= taken <= takes
        assert units[row] == lot * taken // takes
    assert set(out["service"].tolist()) <= {BEDS}


@given(ANY)
def test_a_conversion_costs_what_conversions_cost(made):
    world, _ = made
    _, events, table = lived(*made)
    for row in set(converted_out(events)["project"].tolist()):
        bill = table.units[row] * world.conversions.capital_fen[PLACES]
        np.testing.assert_array_equal(table.fen[row], bill)


@given(roomy())
def test_units_are_conserved_and_parts_stay_within_their_whole(made):
    books, events, _ = lived(*made)
    flows = books.commissioned - books.retired + books.recruited + books.graduated
    np.testing.assert_array_equal(np.diff(books.standing, axis=0), flows[1:])
    assert (books.standing[:, :, CONVERSIONS] <= books.standing[:, :, BEDS]).all()
    assert min(int(getattr(books, name).min()) for name in books._fields) >= 0
    assert min(int(events[name].min(initial=0)) for name in ("units", "fen")) >= 0


@given(worlds(closing=True, pipeline=False, money=False, rules=range(5), n_named=0))
def test_without_building_closures_never_raise_what_stands(made):
    world, people = made
    with_, _, _ = lived(world, people)
    without, _, _ = lived(world._replace(closures=world.closures * 0.0), people)
    for service in ALONE:
        assert (with_.standing[:, :, service] <= without.standing[:, :, service]).all()


@given(worlds())
def test_without_a_share_nothing_is_closed_or_converted(made):
    _, events, _ = lived(*made)
    assert of_event(events, "closed")["units"].size == 0
    assert converted_out(events)["units"].size == 0
