"""Laws of projects: none opens too early, none costs more than it costs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from simulator.axes import CATEGORIES
from simulator.eventlog import EVENT
from simulator.projects.rules import still_to_draw
from simulator.projects.table import ANNOUNCED, CANCELLED, OPEN
from tests.worlds import BEDS, BUILT, lived, of_event, worlds

pytestmark = pytest.mark.unit
SEQUENCE = (
    "asked",
    "approved",
    "land",
    "design_approved",
    "funded",
    "started",
    "accepted",
    "commissioned",
)


def months_of(events, name):
    """Return the month of an event by project; every project has it once at most."""
    rows = of_event(events, name)
    found = dict(zip(rows["project"].tolist(), rows["month"].tolist(), strict=True))
    assert len(found) == len(rows["project"])
    return found


@given(worlds())
def test_nothing_opens_before_it_could(made):
    _, events, table = lived(*made)
    for row, month in months_of(events, "commissioned").items():
        assert month >= table.launched[row] + table.months[row].sum()


@given(worlds())
def test_a_project_passes_every_stage_once_and_in_order(made):
    _, events, _ = lived(*made)
    reached = [months_of(events, name) for name in SEQUENCE]
    for earlier, later in pairwise(reached):
        for row in earlier.keys() & later.keys():
            assert earlier[row] <= later[row]


@given(worlds())
def test_every_open_project_was_commissioned_exactly_once(made):
    _, events, table = lived(*made)
    opened = set(np.flatnonzero(table.state[: table.n] == OPEN).tolist())
    assert set(months_of(events, "commissioned")) == opened


def drawn(events, table):
    """Return what every project drew by account, social capital last."""
    found = np.zeros((table.n, table.fen.shape[1] + 1), np.int64)
    rows = of_event(events, "drawn")
    social = rows["category"] == CATEGORIES.index("social_capital")
    twice = (rows["account"] < 0) & ~social
    account = np.where(rows["account"] < 0, table.fen.shape[1], rows["account"])
    place = rows["project"][~twice], account[~twice]
    np.add.at(found, place, rows["fen"][~twice])
    return found


@given(worlds())
def test_a_project_never_draws_more_than_its_cost_and_all_of_it_to_open(made):
    world, _ = made
    _, events, table = lived(*made)
    cost = np.concatenate([table.fen, table.social_fen[:, None]], axis=1)[: table.n]
    taken = drawn(events, table)
    assert (taken <= cost).all()
    for row in np.flatnonzero(table.state[: table.n] == OPEN):
        funding = int(table.launched[row] + table.months[row, :3].sum())
        due = cost[row]
        if table.launched[row] < 1 and funding < 1:
            due = [
                still_to_draw(int(fen), funding, int(table.months[row, 3]), world.draw_shares)
                for fen in cost[row]
            ]
        np.testing.assert_array_equal(taken[row], due)


@given(worlds())
def test_the_order_of_events_never_turns_back(made):
    _, events, _ = lived(*made)
    assert (np.diff(events["month"] * 8 + events["phase"]) >= 0).all()


@given(worlds(n_named=0))
def test_no_more_projects_are_built_at_once_than_there_are_builders(made):
    world, people = made
    few = world._replace(pipeline=type(world.pipeline)(*(c[:0] for c in world.pipeline)))
    _, events, table = lived(few, people)
    busy = np.zeros(world.standing.shape[0], np.int64)
    for row in range(len(events["month"])):
        region = table.region[max(events["project"][row], 0)]
        if events["event"][row] == EVENT["accepted"]:
            busy[region] -= 1
        if events["event"][row] == EVENT["started"]:
            busy[region] += 1
        assert (busy <= world.construction_slots[0]).all()


@given(worlds(transfers=False, n_named=0))
def test_permuting_the_regions_permutes_the_books(made):
    """Transfers, second places to be served in and hires from other cities are left out.

    Largest remainders break ties by rank, which permuting changes.
    """
    world, people = made
    first = world.served_in.argmax(axis=-1)[..., None] == np.arange(world.standing.shape[0])
    staff = world.staff._replace(hires=world.staff.hires * 0)
    world = world._replace(served_in=world.served_in * first, staff=staff)
    turned, back = mirrored(world, people)
    straight, _, _ = lived(world, people)
    other, _, _ = lived(turned, back)
    for name in straight._fields:
        np.testing.assert_array_equal(
            getattr(other, name), getattr(straight, name)[:, ::-1], err_msg=name
        )


def mirrored(world, people):
    """Return the world with its regions in reverse order."""
    last = world.standing.shape[0] - 1
    pipeline = world.pipeline
    order = np.argsort(last - pipeline.region, kind="stable")
    own = world.money._replace(own=world.money.own[:, ::-1])
    policy = world.policy._replace(starts=world.policy.starts[:, ::-1])
    by_region = {
        name: getattr(world, name)[::-1]
        for name in (
            "standing",
            "exists",
            "programme_target",
            "programme_yearly",
            "lot",
        )
    }
    slots = {
        name: getattr(world, name)[:, ::-1] for name in ("approval_slots", "construction_slots")
    }
    needs = world.needs._replace(
        **{name: getattr(world.needs, name)[::-1] for name in ("kind", "level", "per", "binding")}
    )
    staff = world.staff._replace(
        level=world.staff.level[::-1],
        **{
            name: getattr(world.staff, name)[:, ::-1]
            for name in ("recruited", "hires", "attraction", "posts", "exits")
        },
    )
    return world._replace(
        served_in=world.served_in[:, :, ::-1, ::-1],
        **by_region,
        **slots,
        needs=needs,
        staff=staff,
        money=own,
        policy=policy,
        months=world.months[:, ::-1],
        pipeline=pipeline._replace(region=last - pipeline.region)._make(
            column[order] for column in pipeline._replace(region=last - pipeline.region)
        ),
    ), people[:, ::-1]


@given(worlds(transfers=False, rules=(0,), n_regions=1, n_named=0), worlds(n_regions=1, n_named=0))
def test_more_money_never_gives_fewer_units_of_one_service(made, other):
    """One region, one service, no running cost, nothing retires.

    What is built costs money ever after, and who builds early has more to replace.
    """
    world, people = made
    only = np.zeros_like(world.lot)
    only[:, BEDS] = world.lot[:, BEDS]
    pipeline = type(world.pipeline)(*(column[:0] for column in world.pipeline))
    same_months = np.broadcast_to(world.months[:, :, 1:2], world.months.shape)
    money = world.money._replace(unit_fen=world.money.unit_fen * 0)
    lasting = world.traits._replace(retirement=world.traits.retirement * 0)
    poor = world._replace(
        lot=only, pipeline=pipeline, months=same_months, money=money, traits=lasting
    )
    more = money.own + other[0].money.own.max(axis=(0, 1)) // 2
    rich = poor._replace(money=money._replace(own=more))
    built = [
        lived(one, people)[0].commissioned[:, :, list(BUILT)].cumsum(axis=0) for one in (poor, rich)
    ]
    assert (built[1] >= built[0]).all()


@given(worlds(n_named=4))
def test_the_pipeline_holds_every_project_that_is_announced_and_neither_open_nor_given_up(made):
    books, _, table = lived(*made)
    over = np.isin(table.state[: table.n], (OPEN, ANNOUNCED, CANCELLED))
    assert books.in_pipeline[-1].sum() == table.units[: table.n][~over].sum()


@given(worlds(n_named=4))
def test_what_is_given_up_never_opens_and_draws_nothing_more(made):
    _, events, _ = lived(*made)
    given_up = months_of(events, "cancelled")
    assert not given_up.keys() & months_of(events, "commissioned").keys()
    for row, month in given_up.items():
        later = (events["project"] == row) & (events["month"] > month)
        assert not later.any()
