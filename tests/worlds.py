"""Small random worlds for the laws: all families of services, few regions, few years.

Services: beds (with staff), places (with central and social money), conversions (a part of the
beds), doctors, enrolled children (who need places), homes. Accounts: general health, general
childcare, central childcare, special bonds for health. Money is in fen and small, so that every
shortage occurs.
"""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from simulator.axes import CATEGORIES, CATEGORIES_IN
from simulator.budget.rules import FIXED_STARTS
from simulator.engine.clock import live
from simulator.eventlog import EVENT
from simulator.inputs.arrays import (
    COUNT,
    COVERAGE,
    FACILITY,
    NO_NEED,
    PER_SERVICE,
    PROGRAMME,
    WORKFORCE,
    Named,
    Needs,
    Pipeline,
    Policy,
    Traits,
    World,
)
from simulator.inputs.growth import base_pipeline
from simulator.instants import MONTHS_PER_YEAR
from tests.world_costs import (
    BEDS,
    BUILT,
    CONVERSIONS,
    DOCTORS,
    ENROLLED,
    HOMES,
    N_ACCOUNTS,
    N_GROUPS,
    N_SERVICES,
    PLACES,
    array,
    conversions,
    months_of,
    purse,
)
from tests.world_staff import staff_of_world


class Made(tuple):
    """A world and its residents (year, region, group), told in one line when a law fails."""

    def __repr__(self):
        world, _ = self
        policy, money = world.policy, world.money
        return (
            f"{world.standing.shape[0]} regions, {world.n_years} years, "
            f"standing {world.standing.tolist()}, lots {world.lot.tolist()}, "
            f"months {world.months[:, 0, 1].tolist()}, slots {world.approval_slots[0].tolist()} "
            f"{world.construction_slots[0].tolist()}, rules {policy.transfer_rule[1]} "
            f"{policy.additional[1]} {policy.allocation_rule[1]}, own {money.own.tolist()}, "
            f"capital {money.capital_fen.tolist()}, running {money.unit_fen.tolist()}, "
            f"pipeline {np.array(world.pipeline).T.tolist()}, "
            f"named {[column.tolist() for column in world.named]}"
        )


@st.composite
def worlds(
    draw,
    *,
    money=True,
    pipeline=True,
    transfers=True,
    rules=range(6),
    n_regions=None,
    n_named=2,
    closing=False,
    observing=False,
):
    """Return a world and its residents (year, region, group)."""

    def whole(low, high, shape=None):
        if shape is None:
            return draw(st.integers(low, high))
        size = int(np.prod(shape))
        return np.array(
            draw(st.lists(st.integers(low, high), min_size=size, max_size=size)), np.int64
        ).reshape(shape)

    regions, years = n_regions or whole(1, 3), whole(1, 6)
    cells = (regions, N_SERVICES)
    standing = whole(0, 300, cells)
    standing[:, CONVERSIONS] = standing[:, BEDS] * whole(0, 100, (regions,)) // 100
    standing[:, HOMES] = 0
    lot = np.zeros(cells, np.int64)
    lot[:, BUILT] = whole(5, 40, (regions, 3))
    months = months_of(whole(1, 14, (N_SERVICES, 5)), regions)
    added = np.where(lot > 0, whole(0, 40, cells), 0) if pipeline else np.zeros(cells, np.int64)
    own = np.zeros((years + 1, regions, N_ACCOUNTS), np.int64)
    if money:
        own[:] = whole(0, 60_000, (regions, N_ACCOUNTS)) * whole(0, 3, (years + 1, 1, 1))
    people = (whole(500, 2_000, (1, regions, N_GROUPS)) + whole(-40, 40, (years + 1, 1, 1))) * 1.0
    world = World(
        base=2020,
        n_years=years,
        traits=traits(whole(0, 8)),
        standing=standing,
        observed=observed(whole, (years, *cells), possible=observing),
        exists=np.ones(cells, bool),
        programme_target=homes(regions, whole(0, 60)),
        programme_yearly=homes(regions, whole(0, 20)),
        take_up=np.full((years + 1, N_SERVICES), whole(0, 10) / 10),
        closures=np.tile(whole(0, 10 * closing, (N_SERVICES,)) / 10, (years + 1, 1)),
        conversions=conversions(whole, (years, regions), possible=closing),
        served_in=served_in(whole(0, 10, (regions, regions)), years),
        months=months,
        lot=lot,
        approval_slots=np.tile(whole(1, 4, (regions,)), (years + 1, 1)),
        construction_slots=np.tile(whole(1, 4, (regions,)), (years + 1, 1)),
        draw_shares=(whole(0, 4) / 10, whole(0, 5) / 10),
        policy=policy(whole, (years, regions), rules, transfers=transfers and money),
        needs=needs(regions, whole(0, 600, (regions, 3))),
        staff=staff_of_world(whole, (years + 1, regions, N_SERVICES), DOCTORS),
        money=purse(whole, own),
        pipeline=base_pipeline(added, lot, months),
        named=named(whole, n_named, (regions, years)),
    )
    return Made((world, people))


def observed(whole, size, *, possible):
    """Return stocks that a review takes over (year, region, service): a third of all cells."""
    years, *cells = size
    found = np.full((years + 1, *cells), -1)
    if possible:
        units = whole(0, 300, size)
        found[1:] = np.where(units % 3 == 0, units, -1)
    return found


def named(whole, n, size):
    """Return named projects of all kinds, some changed, some given up."""
    regions, years = size
    rests = whole(0, 1, (n,))
    delayed, resized = whole(0, 1, (n,)), whole(0, 1, (n,))
    since = 12 * whole(0, years - 1, (n,)) + 1
    own = whole(0, 1, (n, 1)) * whole(1, 9, (n, 5))
    return Named(
        name=np.arange(n),
        region=whole(0, regions - 1, (n,)),
        service=np.array(BUILT)[whole(0, len(BUILT) - 1, (n,))],
        units=whole(1, 60, (n,)),
        fen=whole(-1, 20_000, (n,)),
        dated=whole(0, 2, (n,)),
        date=whole(-40, 12 * years, (n,)),
        months=own,
        priority=whole(1, 9, (n,)),
        rest_from=rests * since,
        rest_months=rests * whole(1, 20, (n,)),
        cancelled=whole(0, 1, (n,)) * since,
        changed=np.maximum(delayed, resized) * since,
        delayed=delayed,
        resized=resized,
    )


def served_in(tenths, years):
    """Return shares of the beds and places asked for in other regions (year, service, from, to)."""
    shares = tenths / (10 * max(len(tenths) - 1, 1))
    np.fill_diagonal(shares, 0.0)
    found = np.zeros((years + 1, N_SERVICES, *shares.shape))
    found[1:, [BEDS, PLACES]] = shares
    return found


def homes(regions, units):
    """Return units of the programme in every region."""
    found = np.zeros((regions, N_SERVICES), np.int64)
    found[:, HOMES] = units
    return found


def traits(retired_percent):
    """Return the constants of the six services."""
    none = np.full(N_SERVICES, -1)
    links = {name: none.copy() for name in ("sub", "staff", "places")}
    links["sub"][CONVERSIONS], links["staff"][BEDS] = BEDS, DOCTORS
    links["places"][ENROLLED] = PLACES
    retirement = np.zeros(N_SERVICES)
    retirement[[BEDS, PLACES]] = retired_percent / 100
    return Traits(
        family=array(FACILITY, FACILITY, FACILITY, WORKFORCE, COVERAGE, PROGRAMME),
        retirement=retirement,
        sub_stock_of=links["sub"],
        staff_service=links["staff"],
        staff_per_unit=array(0.5, 0, 0, 0, 0, 0, dtype=float),
        places_service=links["places"],
        uncovered_decline=array(0, 0, 0, 0, 0.1, 0, dtype=float),
        standard=np.zeros(N_SERVICES),
        standard_group=np.zeros(N_SERVICES, np.int64),
    )


def policy(whole, size, rules, *, transfers):
    """Return one rule for all years."""
    years, regions = size
    starts = np.zeros((years + 1, regions, N_SERVICES), np.int64)
    starts[1:, :, BEDS] = whole(0, 30, (years, regions))
    rule = rules[whole(0, len(rules) - 1)]
    return Policy(
        transfer_rule=np.full(years + 1, whole(0, 3) if transfers else 0),
        additional=np.full(years + 1, bool(whole(0, 1))),
        allocation_rule=np.full(years + 1, rule),
        shares=np.full((years + 1, N_SERVICES), 0.5),
        limits=np.ones((years + 1, N_SERVICES)),
        starts=starts if rule == FIXED_STARTS else starts * 0,
    )


def needs(regions, levels):
    """Return need levels: counts of beds and places, conversions as a percentage of beds."""
    kind = np.full((regions, N_SERVICES), NO_NEED)
    kind[:, [BEDS, PLACES]], kind[:, CONVERSIONS] = COUNT, PER_SERVICE
    level = np.zeros((regions, N_SERVICES))
    level[:, BUILT] = levels
    level[:, CONVERSIONS] = levels[:, 2] / 6
    whole = np.full(N_SERVICES, -1)
    whole[CONVERSIONS] = BEDS
    return Needs(
        kind=kind,
        level=level,
        per=np.full((regions, N_SERVICES), 100.0),
        group=np.full(N_SERVICES, N_GROUPS - 1),
        whole=whole,
        binding=np.zeros((regions, N_SERVICES), np.int64),
        assumed=np.zeros((regions, N_SERVICES), bool),
    )


def lived(world, people):
    """Run a world and return its books, the columns of its log and its projects."""
    books, log, table = live(world, people)
    return books, log.arrays(), table


def of_event(events, name):
    """Return the rows of one kind of event."""
    return {key: column[events["event"] == EVENT[name]] for key, column in events.items()}


def signed_fen(events):
    """Return what every event adds to its account: plus for what comes in [fen]."""
    plus = events["category"] < CATEGORIES.index(CATEGORIES_IN[-1]) + 1
    return np.where(events["category"] < 0, 0, np.where(plus, 1, -1)) * events["fen"]


def year_of(events):
    """Return the year after the base of every event (1 = first simulated)."""
    return (events["month"] - 1) // MONTHS_PER_YEAR + 1


def empty_pipeline():
    """Return a pipeline without projects."""
    return Pipeline(*(np.zeros(0, np.int64) for _ in Pipeline._fields))
