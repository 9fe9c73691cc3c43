"""What an optimisation stands on: the run without new starts, and what a lot costs and brings.

All that is not decided here is simulated once, on the central draw: what stands ages, seeded and
named projects open, staff graduate and leave, own money comes in and running cost goes out. What
free money that leaves is what decisions may use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.engine.keys import case_lines
from simulator.engine.lived import Live
from simulator.eventlog import EVENT
from simulator.inputs.arrays import FACILITY, WORKFORCE, World
from simulator.inputs.case import Case, build_case
from simulator.inputs.envelopes import NO_LIMIT
from simulator.inputs.levers import Allocation, Transfers
from simulator.instants import MONTHS_PER_YEAR
from simulator.model import Engine, Member, lived_as
from simulator.optimise.aside import for_conversions, lifted, set_aside
from simulator.optimise.seats import Seats, seats_of
from simulator.optimise.timing import Timing, timing_of
from simulator.units import FEN_PER_YUAN

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
FEN = 1e10
"""Fen in the unit of money here, 100 million yuan (亿元)."""
TOTAL_SEX, TYPICAL = 2, 0
CENTRAL = Member({}, 0, 0)
NOTHING = np.zeros((0, 0, 0))
NOTHING_STARTS = Allocation(rule="fixed_starts")
NOTHING_GIVEN = Transfers()


class Axes(NamedTuple):
    """Names of the axes."""

    regions: tuple[str, ...]
    services: tuple[str, ...]
    accounts: tuple[str, ...]
    years: tuple[int, ...]
    """The years in which something is decided: from the one after ``as_of`` to the end."""


class Ground(NamedTuple):
    """The ground of an optimisation. Money in 100 million yuan of 2020, stocks of 31 December."""

    axes: Axes
    world: World
    timing: Timing
    shown: NDArray[np.bool_]
    """Where an indicator has a value. Shape (area, indicator), the province last."""
    real: NDArray[np.bool_]
    """Where its base is evidence and not imputed. Same shape."""
    builds: NDArray[np.bool_]
    """Where lots may be started. Shape (region, service)."""
    recruits: NDArray[np.bool_]
    """Where staff may be recruited. Shape (region, service)."""
    standing: Floats
    """Without new starts. Shape (year, region, service)."""
    people: Floats
    """Residents by group. Shape (year, region, group)."""
    before: tuple[Floats, Floats]
    """What stands and who lives there when the decisions begin: 31 December of ``as_of``.
    Shapes (region, service) and (region, group)."""
    free: Floats
    """Money of the year that nothing has claimed yet. Shape (year, region, account)."""
    carried: Floats
    """Free money carried into the first year. Shape (region, account)."""
    keeps: Floats
    """Greatest carry-over. Shape (year, region, account)."""
    carry_share: Floats
    """By how much that limit moves with the account's money: its share, or nothing where one lot
    is more. Same shape."""
    opening: Floats
    """Units that open without new starts. Shape (year, region, service)."""
    busy: tuple[Floats, Floats]
    """Projects that sit at the approval desk and with builders without new starts, mean of the
    year. Shapes (year, region)."""
    capital: Floats
    """Capital cost of a unit by account. Shape (service, account)."""
    social: Floats
    """Capital cost of a unit carried by social capital. Shape (service,)."""
    recruit_limit: Floats
    """Persons that may be recruited beyond the usual a year, as a share of the stock: up to the
    upper end of the range of its parameter. Shape (service,)."""
    running: Floats
    """Yearly public cost of a unit, or the cost of a recruit. Shape (service,)."""
    seats: Seats | None = None
    """What training seats bring, None where they are not decided."""
    converted: Floats = NOTHING
    """What the scenario itself sets aside for conversions. Shape (year, region, account)."""


def undecided_starts(case: Case) -> Case:
    """Return the case in which nothing new is started after ``as_of``."""
    return _with(case, allocation=NOTHING_STARTS)


def undecided_transfers(case: Case) -> Case:
    """Return the case in which the province hands out nothing by a rule after ``as_of``."""
    return _with(case, transfers=NOTHING_GIVEN)


def _with(case: Case, **levers_changed: object) -> Case:
    levers = case.scenario.levers.model_copy(update=levers_changed)
    scenario = replace(case.scenario, levers=levers)
    return replace(build_case(scenario, case.params, like=case), budget=case.budget)


def ground_of(
    case: Case,
    live: Live,
    *,
    transfers: bool = False,
    seats: bool = False,
    member: Member = CENTRAL,
) -> Ground:
    """Return the ground of a case in a future; ``live`` is the engine that simulates it once.

    ``transfers`` says that the province's transfers are decided, and are none here; ``seats``
    that training seats are (C217 where the parameters know nothing of them).
    """
    found = undecided_starts(undecided_transfers(case) if transfers else case)
    frame, draw = lived_as(found, member, Engine(live, keep_events=True))
    world, lived, people = frame.world, draw.lived, draw.groups[:, :, TOTAL_SEX]
    decided = _decided(case)
    first = decided.start
    aside, lines = set_aside(world, lived) / FEN, lived.ledger[: len(case.cities)] / FEN
    limit, with_money = keeps_of(world)
    carried = carried_into(case, lines, aside, first)
    return Ground(
        axes=axes_of(case),
        world=world,
        timing=timing_of(world.months[:, 0, TYPICAL]),
        shown=frame.found.shown,
        real=frame.found.series.real,
        builds=(world.lot > 0) & (world.traits.family == FACILITY),
        recruits=world.exists & _recruited(world),
        standing=lived.books.standing[decided].astype(np.float64),
        people=people[decided],
        before=(lived.books.standing[first - 1].astype(np.float64), people[first - 1]),
        free=lifted(free_by_account(case, world, lines, aside)[decided], carried, limit[decided]),
        carried=carried,
        keeps=limit[decided],
        carry_share=with_money[decided],
        opening=lived.books.commissioned[decided].astype(np.float64),
        busy=busy_of(world, lived.events or {}, decided),
        capital=world.money.capital_fen / FEN,
        social=world.money.social_fen / FEN,
        recruit_limit=recruit_limits(case),
        running=np.where(world.money.pays_running >= 0, world.money.unit_fen, 0) / FEN,
        seats=seats_of(case, world, axes_of(case).years) if seats else None,
        converted=for_conversions(world, lived)[decided] / FEN,
    )


def _decided(case: Case) -> slice:
    """Return the places of the years of decisions among all years."""
    base, as_of, end = case.scenario.horizon
    return slice(as_of + 1 - base, end - base + 1)


def _recruited(world: World) -> NDArray[np.bool_]:
    """Return the staff that cities recruit from outside. Shape (service,)."""
    found: NDArray[np.bool_] = (world.traits.family == WORKFORCE) & (world.staff.recruits > 0.0)
    return found


def axes_of(case: Case) -> Axes:
    """Return the names of the axes."""
    _, as_of, end = case.scenario.horizon
    accounts = tuple("-".join(account) for account in case.accounts)
    return Axes(case.cities, tuple(case.services), accounts, tuple(range(as_of + 1, end + 1)))


def pool_of(case: Case, ground_years: tuple[int, ...]) -> Floats:
    """Return the province's pool of a scenario by year [100 million yuan]."""
    given = [case.scenario.levers_in(year).transfers.pool_in(year) for year in ground_years]
    return np.array(given) * FEN_PER_YUAN / FEN


def recruit_limits(case: Case) -> Floats:
    """Return the share of a stock that may be recruited beyond the usual. Shape (service,)."""
    found = np.zeros(len(case.services))
    for place, service in enumerate(case.services.values()):
        if service.recruitment:
            given = case.parameters[service.recruitment]
            found[place] = max((given.high or given.value) - given.value, 0.0)
    return found


def of_accounts(case: Case, lines: Floats, category: str) -> Floats:
    """Return what a category moved. Shape (year, region, account), year 0 the base: nothing."""
    found = np.zeros((lines.shape[1] + 1, lines.shape[0], len(case.accounts)))
    places = {account: place for place, account in enumerate(case.accounts)}
    for position, line in enumerate(case_lines(case)):
        if line.category == category and (line.tier, line.fund, line.domain) in places:
            account = places[line.tier, line.fund, line.domain]  # type: ignore[index]
            found[1:, :, account] += np.abs(lines[:, :, position]).T
    return found


def free_money(case: Case, lines: Floats, aside: Floats) -> Floats:
    """Return the money of every year that is free. Shape (year, region, account).

    What a year leaves free beyond what it found: carried on or lapsed, less what was carried in,
    less what was set aside anew.
    """
    found, kept, lost = (
        of_accounts(case, lines, name) for name in ("carry_in", "carry_out", "lapsed")
    )
    anew = np.diff(aside, axis=0, prepend=aside[:1])
    free: Floats = kept + lost - found - anew
    return free


def free_by_account(case: Case, world: World, lines: Floats, aside: Floats) -> Floats:
    """Return the money of every year that is free, of bonds what may still be borrowed.

    Shape (year, region, account).
    """
    borrowed = world.money.bonds.payer >= 0
    left = to_borrow(case, world, lines)
    return np.where(borrowed, left, free_money(case, lines, aside))


def to_borrow(case: Case, world: World, lines: Floats) -> Floats:
    """Return what bond accounts may still borrow, infinite where nothing limits them.

    Shape (year, region, account).
    """
    own = world.money.own
    left = own / FEN - of_accounts(case, lines, "bond")
    return np.where(own >= NO_LIMIT, np.inf, np.maximum(left, 0.0))


def carried_into(case: Case, lines: Floats, aside: Floats, first: int) -> Floats:
    """Return the free money carried into year ``first``. Shape (region, account)."""
    found = of_accounts(case, lines, "carry_in")[first] - aside[first - 1]
    return np.asarray(np.maximum(found, 0.0))


def keeps_of(world: World) -> tuple[Floats, Floats]:
    """Return the greatest carry-over, and by how much it moves with the account's money.

    A share of own money, at least the dearest lot. Shapes (year, region, account).
    """
    dearest = (world.lot[:, :, None] * world.money.capital_fen).max(axis=1)
    share = np.broadcast_to(world.money.carry_limit[:, None, None], world.money.own.shape)
    limit = world.money.own * share
    return np.maximum(limit, dearest) / FEN, np.where(limit > dearest, share, 0.0)


def busy_of(world: World, events: Mapping[str, Integers], decided: slice) -> tuple[Floats, Floats]:
    """Return the projects at the approval desk and with builders. Shapes (year, region)."""
    desk, site = ("asked", "approved"), ("started", "accepted")
    return busy_years(world, events, desk)[decided], busy_years(world, events, site)[decided]


def busy_years(world: World, events: Mapping[str, Integers], ends: tuple[str, str]) -> Floats:
    """Return the projects between two events, mean of each year. Shape (year, region)."""
    n_months = world.n_years * MONTHS_PER_YEAR
    change = np.zeros((n_months + 2, len(world.standing)))
    for sign, name in zip((1.0, -1.0), ends, strict=True):
        rows = events["event"] == EVENT[name]
        np.add.at(change, (events["month"][rows], events["region"][rows]), sign)
    # those that began before the base have an end and no beginning: they sit there from the first
    begun = change.cumsum(axis=0)
    begun -= np.minimum(begun.min(axis=0), 0.0)
    months = begun[1 : n_months + 1].reshape(world.n_years, MONTHS_PER_YEAR, -1)
    none = np.zeros((1, months.shape[2]))
    return np.concatenate([none, months.mean(axis=1)])
