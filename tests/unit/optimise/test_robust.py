"""Margins for a chance: a town that builds what it can, and futures that build less."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.errors import ModelError, Problem
from simulator.optimise.replay import Replay
from simulator.optimise.robust import safe_plan
from simulator.optimise.wanted import Wanted

pytestmark = pytest.mark.unit

P = 0.8
TARGET = 100.0
LESS = np.linspace(0.6, 1.05, 10)
"""What is built of a plan in the futures, the worst first."""


def wanted_of(n_rows, regions=("town",) * 9):
    """Return rows of one region that each ask for 100 units in one year."""
    rows = tuple(SimpleNamespace(region=one) for one in regions[:n_rows])
    ones = np.ones((n_rows, 1))
    units = TARGET * ones
    return Wanted(rows, ones > 0, ones, units, units * np.nan, units, ones[:, 0], ones[:, 0] > 0)


class Town:
    """Units that are planned in the order of the rows, as far as ``room`` goes."""

    def __init__(self, futures, room=np.inf):
        self.futures = np.array(futures)
        """Share of its plan that each row builds. Shape (row, future)."""
        self.room = room
        self.asked = []

    def solve(self, wanted):
        left, plan = self.room, []
        for units in wanted.units[:, 0].tolist():
            plan.append(min(units, left))
            left -= plan[-1]
        self.asked.append(wanted.units[:, 0] / TARGET - 1.0)
        return np.array(plan)

    def tried(self, plan):
        values = plan[:, None]
        drawn = (values * self.futures).T[:, :, None]
        return Replay(
            planned=values,
            simulated=values,
            drawn=drawn,
            target=np.full(len(plan), TARGET),
            opened=np.zeros((0, 0, 0), np.int64),
            reasons=("",) * len(plan),
        )

    def safe(self):
        wanted = wanted_of(len(self.futures))
        return safe_plan(wanted, P, self.solve, self.tried, first=self.solve(wanted))


def test_a_margin_makes_a_row_as_likely_as_is_asked():
    found = Town([LESS]).safe()
    assert found.chance[0] >= P
    assert found.margin[0] == pytest.approx(1.0 / LESS[1] - 1.0)
    assert found.plan[0] >= TARGET / LESS[1] - 1e-6


def test_a_row_that_the_central_future_leaves_room_is_raised_from_where_it_stands():
    """Its plan stands above the target, so a margin on the target alone would move nothing."""
    town = Town([LESS])
    solve = town.solve
    town.solve = lambda wanted: np.maximum(solve(wanted), 1.1 * TARGET)
    found = town.safe()
    assert found.chance[0] >= P
    assert found.plan[0] > 1.1 * TARGET


def test_a_margin_that_helps_nothing_is_not_in_the_plan():
    """Units that come too late in most futures, however many."""
    found = Town([np.zeros(10), LESS]).safe()
    assert found.margin[0] == 0.0
    assert found.plan[0] == TARGET
    assert found.chance[1] >= P


@pytest.mark.parametrize("chances", [(0, 2, 4, 6, 1), (0, 0, 0, 0, 0), (3, 1, 5, 5, 2)])
def test_the_plan_has_the_margin_that_is_told_and_not_that_of_the_last_round(chances):
    """Whatever comes of the rounds: that of the most futures stays, and it beats none at all."""
    town, rounds = Town([LESS]), iter((*chances, *[0] * 99))

    def tried(plan):
        met = next(rounds)
        drawn = np.where(np.arange(10) < met, TARGET, 0.9 * TARGET).reshape(10, 1, 1)
        return Town.tried(town, plan)._replace(drawn=drawn)

    wanted = wanted_of(1)
    found = safe_plan(wanted, P, town.solve, tried, first=town.solve(wanted))
    assert found.plan[0] == np.ceil(TARGET * (1.0 + found.margin[0]) - 1e-9)
    best = max(chances)
    assert (found.margin[0] > 0.0) == (best > chances[0])


def test_what_cannot_be_likely_takes_nothing_from_what_can():
    """The first row would fill the room with margins that make it no more likely."""
    hopeless = np.zeros(10)
    found = Town([hopeless, LESS], room=2.7 * TARGET).safe()
    assert found.margin[0] == 0.0
    assert found.chance[1] >= P


@pytest.mark.parametrize("room", [150.0, 220.0, 300.0, 400.0])
def test_never_fewer_rows_are_likely_than_without_margins(room):
    futures = [LESS, np.full(10, 1.0), LESS * 0.9]
    found, town = Town(futures, room).safe(), Town(futures, room)
    bare = town.tried(town.solve(wanted_of(3)))
    likely = (bare.drawn[:, :, 0] >= TARGET).mean(axis=0) >= P
    assert (found.chance >= P).sum() >= likely.sum()


def test_a_world_too_full_to_run_ends_the_search():
    town = Town([LESS])

    def tried(plan):
        if plan[0] > TARGET:
            raise ModelError(Problem("M101", args={"most": "1"}))
        return Town.tried(town, plan)

    wanted = wanted_of(1)
    found = safe_plan(wanted, P, town.solve, tried, first=town.solve(wanted))
    assert found.margin.tolist() == [0.0]


def test_regions_give_up_one_row_each_at_a_time():
    """Two hopeless rows in each of two towns are given up in two rounds, not four."""
    regions = ("a", "a", "b", "b")
    town = Town([np.zeros(10)] * 4)
    wanted = wanted_of(4, regions)
    safe_plan(wanted, P, town.solve, town.tried, first=town.solve(wanted))
    held = [int((one > 0.0).sum()) for one in town.asked]
    assert held[-3:] == [4, 2, 0]
