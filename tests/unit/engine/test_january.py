from __future__ import annotations

import numpy as np
import pytest

from simulator.engine.january import Payments, due_to_open, pay_january, running_claims
from simulator.projects.table import FUNDED, PREPARATION, Launch
from tests.small_world import BEDS, LOT_FEN, desks_of, ints, people_of, small_world

pytestmark = pytest.mark.unit


def january_of(world):
    desks = desks_of(world)
    return desks, Payments(world, people_of(world), desks.site, desks.treasury)


def test_only_what_is_funded_and_opens_this_year_is_due():
    desks, _ = january_of(small_world())
    table = desks.site.table
    months = ints(1, 1, 1, 1, 1)
    for state, opening in ((FUNDED, 7), (FUNDED, 13), (PREPARATION, 7)):
        row = table.add(Launch(0, BEDS, 1, 12, 1, months, ints(LOT_FEN), 0)).row
        table.state[row], table.opening[row] = state, opening
    # Opening in month 7 means six months of running cost: half of twelve unit-years.
    assert due_to_open(desks.site, 1).tolist() == [[6, 0]]


def test_claims_are_what_stands_and_the_recruits():
    _, payments = january_of(small_world())
    assert running_claims(payments, 1, ints(0, 4)[None]).tolist() == [[20, 4]]


def test_recruits_come_only_as_far_as_money_reaches():
    world = small_world(own=214)
    staff = world.staff._replace(recruited=np.full((4, 1, 2), [0.0, 4.0]))
    desks, payments = january_of(world._replace(staff=staff))
    pay_january(payments, 1)
    # The bill is 20 beds x 10 + 4 recruits x 7 = 228; 214 fen cut both alike.
    assert desks.site.state.recruited.tolist() == [[0, 3]]
    assert desks.site.state.funded_share[0, BEDS] == pytest.approx(18 / 20)
    assert desks.site.state.standing.tolist() == [[20, 103]]


def test_what_still_waits_for_builders_is_not_due_before_it_can_be_built():
    desks, _ = january_of(small_world())
    table = desks.site.table
    row = table.add(Launch(0, BEDS, 1, 12, -20, ints(1, 1, 1, 9, 3), ints(LOT_FEN), 0)).row
    table.state[row], table.opening[row] = FUNDED, 7
    assert due_to_open(desks.site, 1).tolist() == [[0, 0]]
