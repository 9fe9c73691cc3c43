from __future__ import annotations

import pytest
import simpy

from simulator.axes import EVENTS
from simulator.budget.settlement import settle_region
from simulator.eventlog import Mark
from simulator.instants import Calendar
from simulator.waiting import DRAW_DOWN, NEW_START, Turn
from tests.small_world import ints, money_of, treasury_of

pytestmark = pytest.mark.unit
CALENDAR = Calendar(1, 2)


def turn(row, fen, kind=NEW_START, asked=1, social=()):
    return Turn(0, asked, row, row, simpy.Environment().event(), kind, (fen, *social))


def filled(fen):
    treasury, log = treasury_of(money_of(0, 1))
    treasury.receive((1, 1), Mark(0, account=0), fen, event="paid", category="own")
    return treasury, log


def test_a_start_sets_its_whole_cost_aside_and_pays_nothing_yet():
    treasury, _ = filled(100)
    start = turn(1, 70)
    assert settle_region(treasury, CALENDAR, 1, [start]) == []
    assert start.granted.triggered
    assert (treasury.level(0).tolist(), treasury.free(0).tolist()) == ([100], [30])


def test_committed_money_is_drawn_whatever_else_is_asked():
    treasury, _ = filled(100)
    treasury.commit(1, 0, ints(70))
    draw, start = turn(1, 40, DRAW_DOWN, social=(5,)), turn(2, 60)
    assert settle_region(treasury, CALENDAR, 1, [draw, start]) == [start]
    assert treasury.level(0).tolist() == [60]
    assert treasury.committed(0).tolist() == [30]


def test_a_project_without_money_stops_once_and_waits():
    treasury, log = filled(10)
    draw = turn(1, 40, DRAW_DOWN, asked=3, social=(0,))
    assert settle_region(treasury, CALENDAR, 3, [draw]) == [draw]
    assert settle_region(treasury, CALENDAR, 4, [draw]) == [draw]
    stopped = log.arrays()["event"] == EVENTS.index("stopped")
    assert stopped.sum() == 1
    assert not draw.granted.triggered


def test_social_capital_pays_its_part_of_a_draw_down():
    treasury, log = filled(100)
    settle_region(treasury, CALENDAR, 1, [turn(1, 40, DRAW_DOWN, social=(15,))])
    events = log.arrays()
    assert treasury.level(0).tolist() == [60]
    assert events["fen"][events["account"] < 0].tolist() == [15, 15]
