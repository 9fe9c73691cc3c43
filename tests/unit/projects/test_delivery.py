"""One lot of ten beds, month by month; the months are those of `tests.small_world`."""

from __future__ import annotations

import numpy as np
import pytest
import simpy

from simulator.axes import EVENTS
from simulator.budget.rules import FIXED_STARTS
from simulator.budget.settlement import settle_region
from simulator.inputs.arrays import FACILITY, Pipeline
from simulator.instants import CONSTRUCTION
from simulator.projects.delivery import claim, commission
from simulator.projects.table import Launch
from simulator.waiting import DRAW_DOWN
from tests.small_world import BEDS, LOT_FEN, desks_of, history, ints, small_world

pytestmark = pytest.mark.unit


def story(events, project=0):
    """Return the events of a project as (name, month)."""
    rows = np.flatnonzero(events["project"] == project)
    return [(EVENTS[events["event"][row]], int(events["month"][row])) for row in rows]


def seeded(launched, units=10):
    """Return a world whose only project was launched before the base."""
    one = Pipeline(ints(0), ints(BEDS), ints(1), ints(units), ints(launched))
    world = small_world(own=0, need=0)
    return world._replace(pipeline=one, money=world.money._replace(unit_fen=ints(0, 0)))


def test_a_lot_is_asked_for_in_january_and_opens_after_all_its_stages():
    _, events, _ = history(small_world(need=30))
    assert story(events) == [
        ("asked", 1),
        ("approved", 3),
        ("land", 4),
        ("design_approved", 5),
        ("funded", 5),
        ("started", 5),
        ("drawn", 6),
        ("drawn", 8),
        ("accepted", 11),
        ("drawn", 11),
        ("commissioned", 13),
    ]


def test_its_draw_downs_make_its_cost():
    _, events, _ = history(small_world(need=30))
    fen = events["fen"][(events["project"] == 0) & (events["event"] == EVENTS.index("drawn"))]
    assert fen.tolist() == [300, 400, 300]
    assert fen.sum() == LOT_FEN


def test_units_count_when_commissioned_and_in_that_year():
    books, _, _ = history(small_world(need=30))
    assert books.standing[:, 0, BEDS].tolist() == [20, 20, 30, 30]
    assert books.commissioned[:, 0, BEDS].tolist() == [0, 0, 10, 0]
    assert books.in_pipeline[:, 0, BEDS].tolist() == [0, 10, 0, 0]


def test_a_lot_waits_for_money_without_asking_again():
    # 600 fen a year, of which 200 run the beds: 1,000 fen are in hand in the third January.
    world = small_world(own=600, years=4)
    starts = world.policy.starts.copy()
    starts[1, 0, BEDS] = 10
    policy = world.policy._replace(allocation_rule=np.full(5, FIXED_STARTS), starts=starts)
    _, events, _ = history(world._replace(policy=policy))
    assert story(events)[:5] == [
        ("asked", 1),
        ("approved", 3),
        ("land", 4),
        ("design_approved", 5),
        ("funded", 25),
    ]


def test_one_slot_makes_lots_queue():
    _, events, _ = history(small_world(own=30_000, need=40, slots=1))
    assert dict(story(events, 0))["approved"] == 3
    assert dict(story(events, 1))["approved"] == 5


def test_a_project_under_construction_at_the_base_comes_with_its_money():
    # Funded four months after its launch: at the base it has been built for three months.
    books, events, _ = history(seeded(launched=-7))
    assert story(events) == [("accepted", 3), ("drawn", 3), ("commissioned", 5)]
    assert events["fen"][events["event"] == EVENTS.index("drawn")].tolist() == [300]
    assert books.standing[1, 0, BEDS] == 30
    assert books.in_pipeline[0, 0, BEDS] == 10


def test_a_project_in_preparation_at_the_base_waits_for_money_of_its_own():
    books, events, _ = history(seeded(launched=-1))
    names = [name for name, _ in story(events)]
    assert "design_approved" in names
    assert "funded" not in names
    assert books.in_pipeline[-1, 0, BEDS] == 10


@pytest.mark.parametrize("launched", range(-11, 1))
@pytest.mark.parametrize("construction", [1, 2, 3, 7])
def test_what_is_under_construction_at_the_base_opens_on_committed_money(launched, construction):
    """Whatever its stage: a short construction time must not need money twice."""
    months = np.broadcast_to(ints(2, 1, 1, construction, 2), (2, 1, 64, 5))
    world = seeded(launched)._replace(months=months)
    whole = 6 + construction
    if launched + whole < 1 or launched + 4 >= 1:
        return
    books, _, table = history(world)
    assert books.standing[-1, 0, BEDS] == 30
    assert table.opening[0] >= launched + whole


def test_works_that_cannot_pay_their_first_month_stop_in_the_books():
    # Running cost takes the money that was set aside; the start's first draw-down waits.
    desks = desks_of(small_world())
    env = simpy.Environment(desks.calendar.instant(5, CONSTRUCTION))
    lot = Launch(0, BEDS, 1, 10, 1, ints(2, 1, 1, 6, 2), ints(LOT_FEN), 0)
    project = desks.site.table.add(lot)
    claim(env, desks.site, project, DRAW_DOWN, (300, 0))
    turn = desks.site.money[0]
    assert (turn.asked, turn.priority) == (6, 1)
    settle_region(desks.treasury, desks.calendar, 6, [turn])
    settle_region(desks.treasury, desks.calendar, 7, [turn])
    assert story(desks.site.log.arrays(), project.row) == [("stopped", 6)]


def test_a_conversion_that_finds_fewer_beds_says_so():
    world = small_world(need=0)
    part = world.traits._replace(family=ints(FACILITY, FACILITY), sub_stock_of=ints(-1, BEDS))
    desks = desks_of(world._replace(traits=part, standing=ints(20, 15)[None]))
    project = desks.site.table.add(Launch(0, 1, 1, 8, 1, ints(1, 1, 1, 1, 1), ints(0), 0))
    commission(simpy.Environment(), desks.site, project)
    assert desks.site.state.standing.tolist() == [[20, 20]]
    units = desks.site.log.arrays()["units"].tolist()
    assert (story(desks.site.log.arrays(), project.row), units) == (
        [("resized", 0), ("commissioned", 0)],
        [5, 5],
    )
