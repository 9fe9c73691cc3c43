"""Laws of later and larger, and three worlds in which more is less.

`docs/methods/monotone.md` explains both; the law of more money stands with those of projects.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.monotone import Numbers, commissioned, world_of
from simulator.budget.rules import FIXED_STARTS
from simulator.inputs.arrays import World
from tests.worlds import BEDS, BUILT, CONVERSIONS, Made, lived, of_event, worlds

pytestmark = pytest.mark.unit
UNLIMITED = 10_000


def plain(made, *, built):
    """Return the world without running cost, losses, pipeline and queues for slots."""
    world, people = made
    lot = np.zeros_like(world.lot)
    lot[:, list(built)] = world.lot[:, list(built)]
    slots = np.full_like(world.approval_slots, UNLIMITED)
    return Made(
        (
            world._replace(
                lot=lot,
                pipeline=type(world.pipeline)(*(column[:0] for column in world.pipeline)),
                money=world.money._replace(unit_fen=world.money.unit_fen * 0),
                traits=world.traits._replace(retirement=world.traits.retirement * 0),
                approval_slots=slots,
                construction_slots=slots,
            ),
            people,
        )
    )


def opening(world, people):
    """Return the month in which every project of the beds opened, by region and serial."""
    _, events, table = lived(world, people)
    rows = of_event(events, "commissioned")
    return {
        (int(table.region[row]), int(table.serial[row])): month
        for row, month in zip(rows["project"].tolist(), rows["month"].tolist(), strict=True)
    }


@given(
    worlds(transfers=False, rules=(FIXED_STARTS,), pipeline=False, n_named=0),
    st.integers(1, 2),
    st.integers(0, 4),
    st.integers(1, 12),
)
def test_a_project_that_takes_longer_never_opens_earlier(made, serial, stage, months):
    """Which projects start is given; money may be short, so others may overtake it."""
    world, people = plain(made, built=(BEDS,))
    world = world._replace(months=(world.months + 4) // 5)
    later = world.months.copy()
    later[BEDS, 0, serial, stage] += months
    before, after = opening(world, people), opening(world._replace(months=later), people)
    if (0, serial) in after:
        assert after[0, serial] >= before[0, serial]


def doubled(made):
    """Return the world with twice the people, stocks, needs, money and lots."""
    world, people = made
    return Made(
        (
            world._replace(
                standing=world.standing * 2,
                lot=world.lot * 2,
                needs=world.needs._replace(level=world.needs.level * 2),
                money=world.money._replace(own=world.money.own * 2),
                policy=world.policy._replace(starts=world.policy.starts * 2),
            ),
            people * 2,
        )
    )


@given(worlds(transfers=False, pipeline=False, n_named=0))
def test_a_province_twice_as_large_in_everything_has_the_same_ratios(made):
    """As many lots, each twice as large, need no more slots. Nothing here rounds: see the page."""
    world, people = plain(made, built=tuple(one for one in BUILT if one != CONVERSIONS))
    whole = np.round(world.money.carry_limit)
    money = world.money._replace(carry_limit=whole, fungible=whole * 0)
    slots = {name: getattr(made[0], name) for name in ("approval_slots", "construction_slots")}
    once = Made((world._replace(money=money, **slots), people))
    small, _, _ = lived(*once)
    large, _, _ = lived(*doubled(once))
    for name in ("standing", "commissioned", "in_pipeline"):
        built = getattr(small, name)[:, :, list(BUILT)]
        np.testing.assert_array_equal(getattr(large, name)[:, :, list(BUILT)], built * 2)


LUMPS = Numbers((5, 16), (196, 58), (1, 15), (162, 53), 1_220, 0.7, 3)
QUEUE = Numbers((9, 3), (179, 78), (17, 26), (88, 93), 4_879, 1.0, 4)
BILLS = Numbers((19, 12), (100, 73), (1, 12), (171, 176), 5_284, 0.4, 1)


def cheaper(world: World) -> World:
    """Return the world with a tenth off the capital cost of the first service."""
    cost = world.money.capital_fen * [[9], [10]] // 10
    return world._replace(money=world.money._replace(capital_fen=cost))


def test_a_little_more_money_may_build_fewer_units_of_two_services():
    """The dear small lot fits a year earlier and leaves too little for the cheap large one."""
    richer = LUMPS._replace(own_fen=1_273)
    assert commissioned(world_of(LUMPS)).tolist() == [0, 0, 5, 10, 15, 36]
    assert commissioned(world_of(richer)).tolist() == [0, 0, 5, 10, 15, 25]


def test_one_more_builder_may_build_fewer_units():
    world = world_of(QUEUE)
    more = world._replace(construction_slots=world.construction_slots + 1)
    assert commissioned(world)[-1] == 117
    assert commissioned(more)[-1] == 114


def test_a_service_that_gets_cheaper_may_be_built_less():
    """Its bill shrinks, so the rule that fills the dearest gap turns to the other one."""
    world = world_of(BILLS)
    assert commissioned(world).tolist() == [0, 0, 38, 69, 100, 131]
    assert commissioned(cheaper(world)).tolist() == [0, 0, 38, 62, 100, 124]
