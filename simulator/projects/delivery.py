"""One project, from asking for approval to the day its units count.

    立项 approval → 用地 land → 批复 design approval → 资金 funding → 施工 construction
    → 竣工验收 acceptance → 投用 commissioning

Approval, builders and money are queues; the other stages take their months. A project that
waits does nothing until its turn comes.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import simpy

from simulator.eventlog import EventLog, Mark
from simulator.instants import MONEY, OPENING, Calendar
from simulator.projects import rules
from simulator.projects.desk import Desk
from simulator.projects.table import (
    AT_APPROVAL,
    FUNDED,
    NO_DESK,
    OPEN,
    UNDER_CONSTRUCTION,
    WITH_BUILDERS,
    Project,
    ProjectTable,
)
from simulator.state import Idle, Integers, State, beside_parts
from simulator.waiting import DRAW_DOWN, NEW_START, Turn, until

Steps = Generator[simpy.Event, object, None]


class Site(NamedTuple):
    """All that a project deals with."""

    calendar: Calendar
    table: ProjectTable
    state: State
    log: EventLog
    approval: Desk
    construction: Desk
    joined: Integers
    """Persons who join a coverage service this year. Shape (region, service)."""
    money: list[Turn]
    """Claims on the treasury, settled once a month."""
    idle: Idle
    sub_stock: tuple[int, ...]
    """For each service the service it is a part of, or -1: a conversion builds nothing new."""
    draw_shares: tuple[float, float]
    """Shares of the cost drawn at the start and half-way."""


def deliver(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Carry a project that is launched now through all its stages."""
    yield from prepare(env, site, project)
    yield from ask_for_money(env, site, project)
    yield from build(env, site, project)


def resume(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Carry a project of the base year's pipeline on from where its dates put it.

    Before its money was set aside it is asked for like any other; once under construction
    its money is committed, since past years set it aside.
    """
    funding = project.launched + sum(project.months[: rules.CONSTRUCTION])
    if funding >= 1:
        yield from deliver(env, site, project)
    else:
        take_builders(site, project)
        yield from build_on(env, site, project, started=funding)


def prepare(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Wait for a slot of the approval desk, then for approval, land and design approval."""
    table, row = site.table, project.row
    approved = stage_end(project, project.launched, rules.APPROVAL)
    if project.launched >= 1:
        note(env, site, project, "asked", units=project.units)
        yield ask_desk(env, site.approval, site, project)
        approved = stage_end(project, month_now(env, site), rules.APPROVAL)
    elif approved >= 1:
        site.approval.occupy(project.region)
    if approved >= 1:
        table.slot[row] = AT_APPROVAL
        yield at(env, site, project, approved)
        site.approval.release(project.region)
        table.slot[row] = NO_DESK
        note(env, site, project, "approved")
    land = stage_end(project, approved, rules.LAND)
    if land >= 1:
        yield at(env, site, project, land)
        note(env, site, project, "land")
    yield at(env, site, project, stage_end(project, land, rules.DESIGN_APPROVAL))
    note(env, site, project, "design_approved")


def ask_for_money(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Wait until the whole fiscal cost is set aside."""
    yield claim(env, site, project, NEW_START, project.fen[:-1])
    site.table.state[project.row] = FUNDED
    building = rules.building_months(project.months[rules.CONSTRUCTION])
    acceptance = project.months[rules.ACCEPTANCE]
    site.table.opening[project.row] = month_now(env, site) + building + acceptance
    note(env, site, project, "funded", units=project.units)


def build(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Wait for builders, then build, be accepted and open."""
    yield ask_desk(env, site.construction, site, project)
    yield from begin_works(env, site, project)


def begin_works(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Begin the works with the first payment; when it waits, so do they."""
    mark_under_construction(site, project)
    started = month_now(env, site)
    note(env, site, project, "started", units=project.units)
    yield from draw(env, site, project, 0)
    # the first payment is settled in the month after the start at the earliest
    paid = month_now(env, site)
    yield from build_on(env, site, project, started=max(started, paid - 1))


def build_on(env: simpy.Environment, site: Site, project: Project, *, started: int) -> Steps:
    """Build from the month of the start to the opening; skip what is already past."""
    table, row = site.table, project.row
    construction = project.months[rules.CONSTRUCTION]
    half, building = rules.half_way(construction), rules.building_months(construction)
    reached = rules.stage_end(started, half, project.rest)
    built = rules.stage_end(reached, building - half, project.rest)
    table.opening[row] = stage_end(project, built, rules.ACCEPTANCE)
    if reached >= 1:
        yield at(env, site, project, reached)
        yield from draw(env, site, project, 1)
        reached = month_now(env, site)
        built = rules.stage_end(reached, building - half, project.rest)
    if built >= 1:
        yield at(env, site, project, built)
    site.construction.release(project.region)
    table.slot[row] = NO_DESK
    if built >= 1:
        note(env, site, project, "accepted")
        yield from draw(env, site, project, 2)
        built = month_now(env, site)
    table.opening[row] = month = stage_end(project, built, rules.ACCEPTANCE)
    yield at(env, site, project, month)
    commission(env, site, project)


def take_builders(site: Site, project: Project) -> None:
    """Take a builders' slot without queueing, for works on record."""
    mark_under_construction(site, project)
    site.construction.occupy(project.region)


def mark_under_construction(site: Site, project: Project) -> None:
    """Note that the project is being built and holds a builders' slot."""
    site.table.state[project.row] = UNDER_CONSTRUCTION
    site.table.slot[project.row] = WITH_BUILDERS


def stage_end(project: Project, start: int, stage: int) -> int:
    """Return the month in which a stage that begins in ``start`` ends, a rest counted in."""
    return rules.stage_end(start, project.months[stage], project.rest)


def commission(env: simpy.Environment, site: Site, project: Project) -> None:
    """Count the units from now on; a conversion makes no more than is there to be converted.

    Beds that the whole no longer has, and idle units that are gone or used again, cannot be
    converted: the event ``resized`` says how many are left.
    """
    state, units = site.state, project.units
    region, service = project.region, project.service
    whole = site.sub_stock[service]
    state.in_pipeline[region, service] -= units
    if whole >= 0:
        room = int(state.standing[region, whole] - state.standing[region, service])
        units = min(units, room)
    if project.takes:
        units = units * take_source(env, site, project) // project.takes
    if units < project.units:
        note(env, site, project, "resized", units=units)
    state.standing[region, service] += units
    state.commissioned[region, service] += units
    site.table.state[project.row] = OPEN
    note(env, site, project, "commissioned", units=units)


def take_source(env: simpy.Environment, site: Site, project: Project) -> int:
    """Take the idle units that are converted out of their service and return how many."""
    region, source, idle = project.region, project.source, site.idle
    beside = int(beside_parts(site.state.standing[[region]], site.sub_stock)[0, source])
    taken = min(project.takes, int(idle.spare[region, source]), beside)
    idle.promised[region, source] -= project.takes
    idle.spare[region, source] -= taken
    site.state.standing[region, source] -= taken
    site.state.retired[region, source] += taken
    when = site.calendar.when(int(env.now))
    site.log.add(when, Mark(region, source, project.row), "retired", units=taken)
    return taken


def draw(env: simpy.Environment, site: Site, project: Project, part: int) -> Steps:
    """Wait for one of the three draw-downs; the claim is paid by the treasury."""
    shares = site.draw_shares
    fen = tuple(cost and rules.draw_downs(cost, *shares)[part] for cost in project.fen)
    yield claim(env, site, project, DRAW_DOWN, fen)


def claim(
    env: simpy.Environment, site: Site, project: Project, kind: int, fen: tuple[int, ...]
) -> simpy.Event:
    """Put a claim on the treasury and return the event of its payment.

    It counts as asked in the month in which it is first settled; of draw-downs those of the
    oldest projects come first.
    """
    granted = env.event()
    month, phase = site.calendar.when(int(env.now))
    priority = project.launched if kind == DRAW_DOWN else project.priority
    asked = month if phase < MONEY else month + 1
    site.money.append(Turn(priority, asked, project.rank, project.row, granted, kind, fen))
    return granted


def ask_desk(env: simpy.Environment, desk: Desk, site: Site, project: Project) -> simpy.Event:
    """Queue at a desk and return the event of the turn."""
    granted = env.event()
    asked = month_now(env, site)
    turn = Turn(project.priority, asked, project.rank, project.row, granted)
    desk.waiting[project.region].append(turn)
    return granted


def month_now(env: simpy.Environment, site: Site) -> int:
    """Return the present month."""
    return site.calendar.month(int(env.now))


def at(env: simpy.Environment, site: Site, project: Project, month: int) -> simpy.Timeout:
    """Return the timeout until the opening phase of ``month``, at the project's rank."""
    return until(env, site.calendar.instant(month, OPENING, project.rank))


def note(
    env: simpy.Environment, site: Site, project: Project, event: str, *, units: int = 0
) -> None:
    """Log an event of the project at the present month and phase."""
    site.log.add(site.calendar.when(int(env.now)), project.mark, event, units=units)
