from __future__ import annotations

import numpy as np
import pytest
import simpy

from simulator.budget.rules import FIXED_STARTS
from simulator.engine.starts import launch, still_there
from simulator.errors import ModelError
from tests.small_world import BEDS, desks_of, history, small_world

pytestmark = pytest.mark.unit


def test_starts_stop_at_the_need():
    books, _, table = history(small_world(own=100_000, need=40))
    assert table.n == 2
    assert books.standing[-1, 0, BEDS] == 40


def test_a_building_that_will_be_gone_is_replaced_in_time():
    world = small_world(retired=0.1)
    desks = desks_of(world)
    # Twelve months from now a tenth of twenty beds is gone.
    assert still_there(world, desks.site, 0).tolist() == [18, 100]


def test_fixed_starts_are_started_as_written():
    world = small_world(own=100_000, need=0)
    starts = world.policy.starts.copy()
    starts[2, 0, BEDS] = 7
    policy = world.policy._replace(allocation_rule=np.full(4, FIXED_STARTS), starts=starts)
    _, _, table = history(world._replace(policy=policy))
    assert (table.n, table.units[0], table.launched[0]) == (1, 7, 13)


@pytest.mark.parametrize(
    ("units", "parts"), [(14, [14]), (15, [8, 7]), (30, [10, 10, 10]), (34, [12, 11, 11])]
)
def test_fixed_starts_are_projects_of_about_one_lot(units, parts):
    world = small_world(own=100_000, need=0)
    starts = world.policy.starts.copy()
    starts[1, 0, BEDS] = units
    policy = world.policy._replace(allocation_rule=np.full(4, FIXED_STARTS), starts=starts)
    _, _, table = history(world._replace(policy=policy))
    assert table.units[: table.n].tolist() == parts


def test_of_fixed_starts_as_much_is_built_as_the_money_carries():
    world = small_world(own=1_200, need=0)
    starts = world.policy.starts.copy()
    starts[1, 0, BEDS] = 30
    policy = world.policy._replace(allocation_rule=np.full(4, FIXED_STARTS), starts=starts)
    books, _, _ = history(world._replace(policy=policy))
    assert 0 < books.commissioned[:, 0, BEDS].sum() < 30


def test_more_projects_than_a_run_holds_are_our_bug_and_said_so():
    world = small_world()
    desks = desks_of(world)
    env = simpy.Environment()
    for _ in range(63):
        launch(env, world, desks.site, (0, BEDS), (10, 1))
    with pytest.raises(ModelError) as caught:
        launch(env, world, desks.site, (0, BEDS), (10, 1))
    assert [problem.code for problem in caught.value.problems] == ["M101"]
    assert desks.site.table.serial[: desks.site.table.n].max() == 63
