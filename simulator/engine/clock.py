"""The simpy clock: the processes of one draw, and the books they fill.

January    close what is idle                                         `idle`
           retire and graduate, own money, transfers, running money   `january_money`
           starts of the year                                        `january_starts`
monthly    approval desk, treasury, builders                          `projects`, `budget`
December   take over what was observed                               `adjust`
           what is available, who is served, carry-over               `december_books`
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import simpy

from simulator.budget.envelopes import Treasury
from simulator.budget.settlement import settle_monthly
from simulator.budget.year import close_year
from simulator.engine.idle import close_idle
from simulator.engine.january import Payments, note_units, pay_january
from simulator.engine.pipeline import plan_projects
from simulator.engine.starts import start_projects
from simulator.eventlog import EventLog, Mark
from simulator.inputs.arrays import COVERAGE, Floats, Integers, World
from simulator.instants import (
    APPROVAL,
    BOOKS,
    CONSTRUCTION,
    JANUARY_ALLOCATION,
    JANUARY_RUNNING,
    Calendar,
    december,
    january,
)
from simulator.projects.delivery import Site
from simulator.projects.desk import Desk, sit_monthly
from simulator.projects.table import ProjectTable
from simulator.services.idle import spare_units
from simulator.services.need import asked_units, use_of
from simulator.services.observed import take_over
from simulator.services.stocks import cover, update_available
from simulator.state import State, opening_idle, opening_state, start_year
from simulator.waiting import until
from simulator.workforce.places import following, trained

Steps = Generator[simpy.Event, object, None]


class Books(NamedTuple):
    """What every 31 December shows. Shape (year, region, service); year 0 is the base."""

    standing: Integers
    available: Integers
    in_pipeline: Integers
    commissioned: Integers
    retired: Integers
    recruited: Integers
    graduated: Integers
    adjusted: Integers
    need: Integers
    demand: Integers
    use: Integers
    idle: Integers
    unmet: Integers


class Desks(NamedTuple):
    """All that the processes share."""

    world: World
    people: Floats
    """Residents by group. Shape (year, region, group)."""
    calendar: Calendar
    site: Site
    treasury: Treasury
    books: Books
    lot_fen: Integers
    """Cost of the dearest lot an account pays [fen]. Shape (region, account)."""


def live(world: World, people: Floats) -> tuple[Books, EventLog, ProjectTable]:
    """Run one draw from the base year to the end and return its books and its log."""
    env = simpy.Environment()
    desks = set_up(env, world, people)
    calendar, months = desks.calendar, december(world.n_years)
    record(desks, 0)
    plan_projects(env, world, desks.site, desks.treasury)
    desks.books.in_pipeline[0] = desks.site.state.in_pipeline
    env.process(january_money(env, desks))
    env.process(january_starts(env, desks))
    env.process(sit_monthly(env, calendar, desks.site.approval, APPROVAL, months))
    env.process(settle_monthly(env, calendar, desks.treasury, desks.site.money, months))
    env.process(sit_monthly(env, calendar, desks.site.construction, CONSTRUCTION, months))
    env.process(december_books(env, desks))
    with collector_paused():
        env.run(until=calendar.instant(months + 1, 0))
    return desks.books, desks.site.log, desks.site.table


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the garbage collector still: a draw makes many small objects and hardly a cycle.

    Their number alone would make it walk through all that is loaded, a tenth of a draw's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def set_up(env: simpy.Environment, world: World, people: Floats) -> Desks:
    """Return empty desks, the treasury and the books of a draw."""
    n_regions, n_services = world.standing.shape
    calendar, log = Calendar(n_regions, n_services), EventLog()
    treasury = Treasury(env, world.money, log)
    state = opening_state(world.standing)
    site = Site(
        calendar=calendar,
        table=ProjectTable(calendar, world.money.own.shape[2]),
        state=state,
        log=log,
        approval=Desk(world.approval_slots[0].tolist()),
        construction=Desk(world.construction_slots[0].tolist()),
        joined=np.zeros_like(world.standing),
        money=[],
        idle=opening_idle(world.standing),
        sub_stock=tuple(int(s) for s in world.traits.sub_stock_of),
        draw_shares=world.draw_shares,
    )
    shape = (world.n_years + 1, n_regions, n_services)
    books = Books(*(np.zeros(shape, np.int64) for _ in Books._fields))
    lot_fen = (world.lot[:, :, None] * world.money.capital_fen[None]).max(axis=1)
    return Desks(world, people, calendar, site, treasury, books, lot_fen)


def january_money(env: simpy.Environment, desks: Desks) -> Steps:
    """Each January: slots, closures, losses and graduates, money that comes in and goes out."""
    world, site = desks.world, desks.site
    payments = Payments(world, desks.people, site, desks.treasury)
    for year in range(1, world.n_years + 1):
        yield until(env, desks.calendar.instant(january(year), JANUARY_RUNNING))
        site.approval.resize(world.approval_slots[year].tolist())
        site.construction.resize(world.construction_slots[year].tolist())
        close_idle(world, site, year)
        pay_january(payments, year)


def january_starts(env: simpy.Environment, desks: Desks) -> Steps:
    """Each January, after the running money: decide which projects are prepared."""
    for year in range(1, desks.world.n_years + 1):
        yield until(env, desks.calendar.instant(january(year), JANUARY_ALLOCATION))
        start_projects(env, desks.world, desks.people[year - 1], (desks.site, desks.treasury), year)


def december_books(env: simpy.Environment, desks: Desks) -> Steps:
    """Each December: what is available, who is covered and served, what money is carried over."""
    world, state = desks.world, desks.site.state
    group = world.needs.group
    for year in range(1, world.n_years + 1):
        yield until(env, desks.calendar.instant(december(year), BOOKS))
        staff_places(desks, year)
        adjust(desks, year, covered=False)
        update_available(world.traits, state)
        before, now = desks.people[year - 1][:, group], desks.people[year][:, group]
        gained, lost = cover(world.traits, state, before, now, desks.site.joined)
        state.standing[:] += gained - lost
        state.commissioned[:] += gained
        state.retired[:] += lost
        note_units(desks.site.log, (december(year), BOOKS), "covered", gained)
        note_units(desks.site.log, (december(year), BOOKS), "retired", lost)
        adjust(desks, year, covered=True)
        update_available(world.traits, state)
        record(desks, year)
        collect_income(desks, year)
        close_year(desks.treasury, year, desks.lot_fen)
        start_year(state)


def staff_places(desks: Desks, year: int) -> None:
    """Let staff enter that was trained in the year for places that opened or lost theirs."""
    state = desks.site.state
    entered = trained(desks.world.staff, year, state.standing, state.retired)
    state.standing[:] += entered
    state.graduated[:] += entered
    note_units(desks.site.log, (december(year), BOOKS), "graduated", entered)


def adjust(desks: Desks, year: int, *, covered: bool) -> None:
    """Take over what was observed of this 31 December: persons covered, or all other stocks."""
    traits, state, observed = desks.world.traits, desks.site.state, desks.world.observed[year]
    change = take_over(traits, state, observed, (traits.family == COVERAGE) == covered)
    added = following(desks.world.staff, observed, state.standing, change)
    state.standing[:] += added
    state.adjusted[:] += added
    note_units(desks.site.log, (december(year), BOOKS), "adjusted", change + added)


def record(desks: Desks, year: int) -> None:
    """Write the state of a 31 December into the books, and note what of it may go."""
    world, state, books = desks.world, desks.site.state, desks.books
    need = asked_units(world.traits, world.needs, desks.people[year], state.standing)
    use = use_of(need, world.take_up[year], world.served_in[year], state.available)
    for name in State._fields:
        if name in Books._fields:
            getattr(books, name)[year] = getattr(state, name)
    for name in use._fields:
        getattr(books, name)[year] = getattr(use, name)
    if world.closures.any() or world.conversions.share.any():
        desks.site.idle.units[:] = use.idle
        desks.site.idle.spare[:] = spare_units(
            world.traits, world.needs, state, desks.people[year], use
        )


def collect_income(desks: Desks, year: int) -> None:
    """Log the service income of the units in use and the running cost it pays."""
    income = desks.books.use[year] * desks.world.money.income_fen
    when = (december(year), BOOKS)
    for region, service in np.argwhere(income).tolist():
        mark, fen = Mark(region, service), int(income[region, service])
        desks.site.log.add(when, mark, "paid", category="service_income", fen=fen)
        desks.site.log.add(when, mark, "paid", category="recurrent", fen=fen)
