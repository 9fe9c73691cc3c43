"""A world of one region that a reader can follow with a pencil.

Beds cost 100 fen each (a lot of 10 is 1,000), run for 10 fen a year and take 12 months: approval
2, land 1, design 1, construction 6, acceptance 2. Doctors wait beside them: nothing moves them
unless a test says so. Money: one account, ``own`` fen a year.
"""

from __future__ import annotations

import numpy as np
import simpy

from simulator.axes import AGE_GROUPS
from simulator.budget.envelopes import Treasury
from simulator.engine.clock import live, set_up
from simulator.eventlog import EventLog
from simulator.inputs.arrays import (
    COUNT,
    FACILITY,
    NO_NEED,
    NO_PROJECTS,
    WORKFORCE,
    Bonds,
    Conversions,
    Money,
    Needs,
    Pipeline,
    Policy,
    Staff,
    Traits,
    World,
)

BEDS, DOCTORS = range(2)
MONTHS = (2, 1, 1, 6, 2)
LOT_FEN = 1_000


def ints(*values):
    return np.array(values, np.int64)


def money_of(own, years, *, carry_limit=1.0, fungible=0.0, n_regions=1, n_accounts=1):
    """Return money that comes in every year; only the first account pays."""
    capital = np.zeros((2, n_accounts), np.int64)
    capital[BEDS, 0] = 100
    income = np.full((years + 1, n_regions, n_accounts), own, np.int64)
    return Money(
        own=income,
        pays_running=ints(0, 0),
        unit_fen=ints(10, 7),
        capital_fen=capital,
        social_fen=ints(0, 0),
        income_fen=ints(0, 0),
        pool=np.zeros(years + 1, np.int64),
        carry_limit=np.full(years + 1, carry_limit),
        fungible=np.full(years + 1, fungible),
        pooled=np.ones(n_accounts, bool),
        purse=np.zeros(n_accounts, np.int64),
        bonds=no_bonds(n_accounts),
    )


def no_bonds(n_accounts):
    """Return accounts that borrow nothing."""
    return Bonds(np.full(n_accounts, -1), millionths=0, term=1, interest_only=0)


def no_conversions(years):
    """Return that nothing is turned into anything else."""
    months = np.broadcast_to(ints(*MONTHS), (2, 1, 64, 5))
    share, fen = np.zeros((years + 1, 2)), np.zeros((2, 1), np.int64)
    return Conversions(ints(-1, -1), np.ones(2), share, months, fen, ints(0, 0))


def staff_of(years, *, level=0.0, recruits=0.0, exits=0.0):
    """Return doctors who do not move unless told."""
    return Staff(
        level=np.array([[0.0, level]]),
        rise=np.array([0.0, 0.1]),
        observed_years=ints(0, 2),
        years_to_licence=ints(0, 6),
        seats=np.ones((years + 1, 2)),
        recruits=np.array([0.0, recruits]),
        recruited=np.zeros((years + 1, 1, 2)),
        hires=np.zeros((years + 1, 1, 2), np.int64),
        hire_limit=np.zeros(2),
        hire_cost_rise=np.zeros(2),
        attraction=np.ones((years + 1, 1, 2)),
        posts=np.full((years + 1, 1, 2), np.inf),
        facility=ints(-1, -1),
        per_place=np.zeros(2),
        training_limit=np.zeros(2),
        exits=np.full((years + 1, 1, 2), [0.0, exits]),
    )


def small_world(*, own=3_000, years=3, need=40, standing=20, retired=0.0, slots=5):
    """Return the world; beds stop at ``need``."""
    traits = Traits(
        family=ints(FACILITY, WORKFORCE),
        retirement=np.array([retired, 0.0]),
        sub_stock_of=ints(-1, -1),
        staff_service=ints(-1, -1),
        staff_per_unit=np.zeros(2),
        places_service=ints(-1, -1),
        uncovered_decline=np.zeros(2),
        standard=np.zeros(2),
        standard_group=ints(0, 0),
    )
    needs = Needs(
        kind=np.array([[COUNT, NO_NEED]]),
        level=np.array([[float(need), 0.0]]),
        per=np.ones((1, 2)),
        group=ints(len(AGE_GROUPS) - 1, len(AGE_GROUPS) - 1),
        whole=ints(-1, -1),
        binding=np.zeros((1, 2), np.int64),
        assumed=np.zeros((1, 2), bool),
    )
    policy = Policy(
        transfer_rule=np.zeros(years + 1, np.int64),
        additional=np.zeros(years + 1, bool),
        allocation_rule=np.zeros(years + 1, np.int64),
        shares=np.zeros((years + 1, 2)),
        limits=np.ones((years + 1, 2)),
        starts=np.zeros((years + 1, 1, 2), np.int64),
    )
    return World(
        base=2020,
        n_years=years,
        traits=traits,
        standing=np.array([[standing, 100]]),
        observed=np.full((years + 1, 1, 2), -1),
        exists=np.ones((1, 2), bool),
        programme_target=np.zeros((1, 2), np.int64),
        programme_yearly=np.zeros((1, 2), np.int64),
        take_up=np.ones((years + 1, 2)),
        closures=np.zeros((years + 1, 2)),
        conversions=no_conversions(years),
        served_in=np.zeros((years + 1, 2, 1, 1)),
        months=np.broadcast_to(ints(*MONTHS), (2, 1, 64, 5)),
        lot=np.array([[10, 0]]),
        approval_slots=np.full((years + 1, 1), slots),
        construction_slots=np.full((years + 1, 1), slots),
        draw_shares=(0.3, 0.4),
        policy=policy,
        needs=needs,
        staff=staff_of(years),
        money=money_of(own, years),
        pipeline=Pipeline(*(np.zeros(0, np.int64) for _ in Pipeline._fields)),
        named=NO_PROJECTS,
    )


def people_of(world, persons=1_000.0):
    """Return the same residents in every group and year."""
    return np.full((world.n_years + 1, world.standing.shape[0], len(AGE_GROUPS)), persons)


def history(world):
    """Return books, events and projects of the world."""
    books, log, table = live(world, people_of(world))
    return books, log.arrays(), table


def desks_of(world):
    """Return the desks of the world before anything happened."""
    return set_up(simpy.Environment(), world, people_of(world))


def treasury_of(money):
    """Return an empty treasury and its log."""
    log = EventLog()
    return Treasury(simpy.Environment(), money, log), log
