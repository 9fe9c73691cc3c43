"""The sheets of one draw: projects, queues, purses and events as rows of int64.

`simulator.projects.table` and `simulator.budget.envelopes` say what the same things are on simpy's
clock. Here a project is a row, a queue a chain of rows, and nothing grows: a sheet that is full
stops the draw, which is lived again with larger ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.budget.rules import Choice
from simulator.eventlog import COLUMNS
from simulator.inputs.arrays import Floats, Integers, World
from simulator.instants import MONTHS_PER_YEAR
from simulator.projects.rules import N_STAGES
from simulator.state import Idle, State, opening_idle, opening_state

(
    REGION,
    SERVICE,
    SERIAL,
    UNITS,
    LAUNCHED,
    STATE,
    OPENING,
    SLOT,
    NAME,
    PRIORITY,
    RANK,
    REST_FROM,
    REST_MONTHS,
    STARTED,
    STEP,
    KIND,
    ASKED,
    HELD,
    BEFORE,
    AFTER,
    EARLIER,
    LATER,
    SOURCE,
    TAKES,
    MONTHS,
) = range(25)
"""Columns of a project; the months of its five stages are the last ones."""
N_COLUMNS = MONTHS + N_STAGES

PROJECTS, EVENTS, TIMERS, STATUS = range(4)
"""Counters: rows in use, timers beside those of the rows, and what stopped the draw."""
FINE, FULL, TOO_MANY = range(3)
"""Status: nothing, a sheet is full, a region has more projects of a service than serials."""
FIRST, LAST, LENGTH = range(3)
"""Ends and length of a chain of rows; -1 where it is empty."""
NOBODY = -1
APPROVAL_DESK, BUILDERS = range(2)
"""Positions of the desks."""
NEW, REFUSED = range(2)
"""Positions of the claims: made since money was last settled, and refused then."""


NEED, LOST, GRADUATED, RECRUITED, LEFT, UNPLACED, JOINING, DUE, CLAIMED, PAID, ADDED = range(11)
"""Kinds of units at hand."""
N_KINDS = 11


class Hand(NamedTuple):
    """What is worked on at the moment; nothing of it is remembered."""

    taken: Integers
    """Rows or timers, and what they are sorted by. Shape (2, timer)."""
    asked: Integers
    """What claims ask for [fen]. Shape (project, account + 1)."""
    answer: Integers
    """What was decided of them. Shape (timer,)."""
    units: Integers
    """Needs, claims, changes of stocks. Shape (kind, region, service)."""
    weights: Floats
    """Who receives and who pays. Shape (2, region, account)."""
    fen: Integers
    """What is given and taken. Shape (2, region, account)."""
    moves: Integers
    """What is wanted, offered, lacking, given and taken. Shape (5, account)."""
    choice: Choice
    """What an allocation rule sees of a region."""


TIMERS_PER_PROJECT = 4
"""One for its own next step, and three for what a scenario changes of it."""


class Sheets(NamedTuple):
    """All that the kernels fill. The axes are those of `simulator.inputs.arrays`."""

    counters: Integers
    most: Integers
    """Serials that there are; 0 is none."""
    rows: Integers
    """Shape (project, column)."""
    fen: Integers
    """Cost by account and, last, of social capital [fen]. Shape (project, account + 1)."""
    left: Integers
    """Still set aside [fen]. Shape (project, account)."""
    prepared: Integers
    """Cost of the lots that have no money yet [fen]. Shape (region, service, account)."""
    serials: Integers
    """Last serial in use. Shape (region, service)."""
    timers: Integers
    """What is due: project, what, next timer of the month. Shape (timer, 3)."""
    due: Integers
    """First and last timer of a month. Shape (month, 2)."""
    desks: Integers
    """Slots and free slots. Shape (desk, region, 2)."""
    queues: Integers
    """Who waits at a desk. Shape (desk, region, end)."""
    claims: Integers
    """Who waits for money: new claims, then those that were refused. Shape (2, region, end)."""
    risen: Integers
    """1 where money may have become free since claims were refused. Shape (region,)."""
    borrows: Integers
    """1 where what an account holds is a limit to borrow, and no money. Shape (account,)."""
    level: Integers
    """Money in hand [fen]. Shape (region, account)."""
    aside: Integers
    """Money set aside [fen]. Shape (region, account)."""
    holders: Integers
    """For whom money is set aside, oldest first. Shape (region, end)."""
    drawn: Integers
    """Borrowed [fen]. Shape (year, region, account)."""
    repaid: Integers
    """Shape (region, account)."""
    arrears: Integers
    """Shape (region, account)."""
    cells: Integers
    """The log: one row an event; no rows where events are not kept."""
    ledger: Integers
    """Signed fen. Shape (region and the province's treasury, year, line)."""
    lines: Integers
    """Line of an event, see `simulator.engine.ledger.positions`."""
    joined: Integers
    """Persons who join a coverage service this year. Shape (region, service)."""
    state: State
    idle: Idle
    hand: Hand


class Size(NamedTuple):
    """How many rows the sheets hold."""

    projects: int
    events: int

    def doubled(self) -> Size:
        """Return twice the size."""
        return Size(2 * self.projects, 2 * self.events)


def zeros(*shape: int) -> Integers:
    """Return an array of zeros."""
    return np.zeros(shape, np.int64)


def chains(*shape: int) -> Integers:
    """Return empty chains."""
    chain = np.full((*shape, 3), NOBODY, np.int64)
    chain[..., LENGTH] = 0
    return chain


def make_sheets(world: World, size: Size, lines: Integers, n_lines: int) -> Sheets:
    """Return empty sheets for a draw; ``lines`` are the positions of the ledger's ``n_lines``."""
    n_regions, n_services = world.standing.shape
    n_accounts = world.money.own.shape[2]
    months, purses = world.n_years * MONTHS_PER_YEAR + 2, (n_regions, n_accounts)
    desks = np.stack([world.approval_slots[0], world.construction_slots[0]])
    return Sheets(
        counters=zeros(4),
        most=world.serials(),
        rows=zeros(size.projects, N_COLUMNS),
        fen=zeros(size.projects, n_accounts + 1),
        left=zeros(size.projects, n_accounts),
        prepared=zeros(n_regions, n_services, n_accounts),
        serials=zeros(n_regions, n_services),
        timers=zeros(TIMERS_PER_PROJECT * size.projects, 3),
        due=np.full((months, 2), NOBODY, np.int64),
        desks=np.repeat(desks[:, :, None], 2, axis=2),
        queues=chains(2, n_regions),
        claims=chains(2, n_regions),
        risen=zeros(n_regions),
        borrows=(world.money.bonds.payer >= 0).astype(np.int64),
        level=zeros(*purses),
        aside=zeros(*purses),
        holders=chains(n_regions),
        drawn=np.zeros_like(world.money.own),
        repaid=zeros(*purses),
        arrears=zeros(*purses),
        cells=zeros(size.events, len(COLUMNS)),
        ledger=zeros(n_regions + 1, world.n_years, n_lines),
        lines=lines,
        joined=zeros(n_regions, n_services),
        state=opening_state(world.standing),
        idle=opening_idle(world.standing),
        hand=empty_hand(size, (n_regions, n_services, n_accounts)),
    )


def empty_hand(size: Size, axes: tuple[int, int, int]) -> Hand:
    """Return empty hands; ``axes`` are the numbers of regions, services and accounts."""
    n_regions, n_services, n_accounts = axes
    n_timers = TIMERS_PER_PROJECT * size.projects
    return Hand(
        taken=np.zeros((2, n_timers), np.int64),
        asked=np.zeros((size.projects, n_accounts + 1), np.int64),
        answer=np.zeros(n_timers, np.int64),
        units=np.zeros((N_KINDS, n_regions, n_services), np.int64),
        weights=np.zeros((2, n_regions, n_accounts)),
        fen=np.zeros((2, n_regions, n_accounts), np.int64),
        moves=np.zeros((5, n_accounts), np.int64),
        choice=empty_choice(n_services, n_accounts),
    )


def empty_choice(n_services: int, n_accounts: int) -> Choice:
    """Return a choice of zeros."""
    units, fen = np.zeros(n_services, np.int64), np.zeros((n_services, n_accounts), np.int64)
    numbers = np.zeros(n_services)
    return Choice(
        have=units.copy(),
        need=units.copy(),
        lot=units.copy(),
        unit_fen=fen.copy(),
        money=np.zeros(n_accounts, np.int64),
        queued=fen.copy(),
        limits=numbers.copy(),
        januaries=units.copy(),
        binding=units.copy(),
        people=numbers.copy(),
        shares=numbers.copy(),
    )
