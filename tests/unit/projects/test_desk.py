from __future__ import annotations

import pytest
import simpy

from simulator.instants import APPROVAL, Calendar
from simulator.projects.desk import Desk, sit_monthly
from simulator.waiting import Turn

pytestmark = pytest.mark.unit
CALENDAR = Calendar(2, 1)


def ask(env, desk, region, rank, asked=1):
    turn = Turn(0, asked, rank, 0, env.event())
    desk.waiting[region].append(turn)
    return turn


def test_a_desk_serves_as_many_as_it_has_slots_each_region_its_own():
    env = simpy.Environment()
    desk = Desk((1, 2))
    first, second = ask(env, desk, 0, 1), ask(env, desk, 0, 2)
    other = ask(env, desk, 1, CALENDAR.rank(1, 0, 1))
    env.process(sit_monthly(env, CALENDAR, desk, APPROVAL, 2))
    env.run(CALENDAR.instant(1, APPROVAL) + 1)
    assert first.granted.triggered
    assert other.granted.triggered
    assert not second.granted.triggered
    desk.release(0)
    env.run(CALENDAR.instant(2, APPROVAL) + 1)
    assert second.granted.triggered
    assert env.now // CALENDAR.n_ranks == 2 * 8 + APPROVAL


def test_slots_taken_beyond_the_limit_at_the_base_are_not_given_again():
    desk = Desk((1,))
    desk.occupy(0)
    desk.occupy(0)
    assert desk.free == [-1]
    desk.release(0)
    assert desk.free == [0]
    desk.release(0)
    assert desk.free == [1]


def test_a_desk_with_fewer_slots_takes_none_away():
    desk = Desk((3,))
    desk.occupy(0)
    desk.occupy(0)
    desk.resize((1,))
    assert desk.free == [-1]
    desk.resize((5,))
    assert desk.free == [3]
