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
    ProjectTable,
)
from simulator.state import Integers, State
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
    sub_stock: tuple[int, ...]
    """For each service the service it is a part of, or -1: a conversion builds nothing new."""
    draw_shares: tuple[float, float]
    """Shares of the cost drawn at the start and half-way."""


def deliver(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Carry a project that is launched now through all its stages."""
    yield from prepare(env, site, row)
    yield from ask_for_money(env, site, row)
    yield from build(env, site, row)


def resume(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Carry a project of the base year's pipeline on from where its dates put it.

    Before its money was set aside it is asked for like any other; once under construction
    its money is committed, since past years set it aside.
    """
    months = site.table.months[row]
    funding = int(site.table.launched[row] + months[: rules.CONSTRUCTION].sum())
    if funding >= 1:
        yield from prepare(env, site, row)
        yield from ask_for_money(env, site, row)
        yield from build(env, site, row)
        return
    yield from build_on(env, site, row, started=under_construction(site, row, funding))


def prepare(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Wait for a slot of the approval desk, then for approval, land and design approval."""
    table, region = site.table, int(site.table.region[row])
    approved = ends(site, row, int(table.launched[row]), rules.APPROVAL)
    if table.launched[row] >= 1:
        note(env, site, row, "asked", units=int(table.units[row]))
        yield ask_desk(env, site.approval, site, row)
        approved = ends(site, row, site.calendar.month(int(env.now)), rules.APPROVAL)
    elif approved >= 1:
        site.approval.occupy(region)
    if approved >= 1:
        table.slot[row] = AT_APPROVAL
        yield at(env, site, row, approved)
        site.approval.release(region)
        table.slot[row] = NO_DESK
        note(env, site, row, "approved")
    land = ends(site, row, approved, rules.LAND)
    if land >= 1:
        yield at(env, site, row, land)
        note(env, site, row, "land")
    yield at(env, site, row, ends(site, row, land, rules.DESIGN_APPROVAL))
    note(env, site, row, "design_approved")


def ask_for_money(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Wait until the whole fiscal cost is set aside."""
    table, months = site.table, site.table.months[row]
    yield claim(env, site, row, NEW_START, tuple(table.fen[row].tolist()))
    table.state[row] = FUNDED
    started = site.calendar.month(int(env.now))
    building = rules.building_months(int(months[rules.CONSTRUCTION]))
    table.opening[row] = started + building + int(months[rules.ACCEPTANCE])
    note(env, site, row, "funded", units=int(site.table.units[row]))


def build(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Wait for builders, then build, be accepted and open."""
    yield ask_desk(env, site.construction, site, row)
    site.table.state[row], site.table.slot[row] = UNDER_CONSTRUCTION, WITH_BUILDERS
    started = site.calendar.month(int(env.now))
    note(env, site, row, "started", units=int(site.table.units[row]))
    yield from draw(env, site, row, 0)
    # the first payment is settled in the month after the start; when it waits, so do the works
    paid = site.calendar.month(int(env.now))
    yield from build_on(env, site, row, started=max(started, paid - 1))


def build_on(env: simpy.Environment, site: Site, row: int, *, started: int) -> Steps:
    """Build from the month of the start to the opening; skip what is already past."""
    table = site.table
    construction = int(table.months[row, rules.CONSTRUCTION])
    half, building = rules.half_way(construction), rules.building_months(construction)
    rest = int(table.rest_from[row]), int(table.rest_months[row])
    reached = rules.stage_end(started, half, rest)
    built = rules.stage_end(reached, building - half, rest)
    table.opening[row] = ends(site, row, built, rules.ACCEPTANCE)
    if reached >= 1:
        yield at(env, site, row, reached)
        yield from draw(env, site, row, 1)
        reached = site.calendar.month(int(env.now))
    built = rules.stage_end(reached, building - half, rest)
    if built >= 1:
        yield at(env, site, row, built)
    site.construction.release(int(table.region[row]))
    table.slot[row] = NO_DESK
    if built >= 1:
        note(env, site, row, "accepted")
        yield from draw(env, site, row, 2)
        built = site.calendar.month(int(env.now))
    table.opening[row] = ends(site, row, built, rules.ACCEPTANCE)
    yield at(env, site, row, int(table.opening[row]))
    commission(env, site, row)


def under_construction(site: Site, row: int, started: int) -> int:
    """Take a builders' slot without queueing, for works on record; return their month."""
    site.table.state[row], site.table.slot[row] = UNDER_CONSTRUCTION, WITH_BUILDERS
    site.construction.occupy(int(site.table.region[row]))
    return started


def ends(site: Site, row: int, start: int, stage: int) -> int:
    """Return the month in which a stage that begins in ``start`` ends, a rest counted in."""
    table = site.table
    rest = int(table.rest_from[row]), int(table.rest_months[row])
    return rules.stage_end(start, int(table.months[row, stage]), rest)


def commission(env: simpy.Environment, site: Site, row: int) -> None:
    """Count the units from now on; a conversion never exceeds the stock it is a part of.

    Beds that the whole no longer has cannot be converted: the event ``resized`` says how many
    are left.
    """
    state, table = site.state, site.table
    region, service, units = (int(c[row]) for c in (table.region, table.service, table.units))
    whole = site.sub_stock[service]
    state.in_pipeline[region, service] -= units
    if whole >= 0:
        room = int(state.standing[region, whole] - state.standing[region, service])
        if units > room:
            units = room
            note(env, site, row, "resized", units=units)
    state.standing[region, service] += units
    state.commissioned[region, service] += units
    table.state[row] = OPEN
    note(env, site, row, "commissioned", units=units)


def draw(env: simpy.Environment, site: Site, row: int, part: int) -> Steps:
    """Wait for one of the three draw-downs; the claim is paid by the treasury."""
    costs = (*site.table.fen[row].tolist(), int(site.table.social_fen[row]))
    fen = tuple(rules.draw_downs(cost, *site.draw_shares)[part] if cost else 0 for cost in costs)
    yield claim(env, site, row, DRAW_DOWN, fen)


def claim(
    env: simpy.Environment, site: Site, row: int, kind: int, fen: tuple[int, ...]
) -> simpy.Event:
    """Put a claim on the treasury and return the event of its payment.

    It counts as asked in the month in which it is first settled; of draw-downs those of the
    oldest projects come first.
    """
    granted = env.event()
    month, phase = site.calendar.when(int(env.now))
    oldest_first, chosen = int(site.table.launched[row]), int(site.table.priority[row])
    priority = oldest_first if kind == DRAW_DOWN else chosen
    asked = month if phase < MONEY else month + 1
    site.money.append(Turn(priority, asked, rank(site, row), row, granted, kind, fen))
    return granted


def ask_desk(env: simpy.Environment, desk: Desk, site: Site, row: int) -> simpy.Event:
    """Queue at a desk and return the event of the turn."""
    granted = env.event()
    month = site.calendar.month(int(env.now))
    turn = Turn(int(site.table.priority[row]), month, rank(site, row), row, granted)
    desk.waiting[int(site.table.region[row])].append(turn)
    return granted


def rank(site: Site, row: int) -> int:
    """Return the project's rank among all that happen in one phase."""
    table = site.table
    return site.calendar.rank(
        int(table.region[row]), int(table.service[row]), int(table.serial[row])
    )


def at(env: simpy.Environment, site: Site, row: int, month: int) -> simpy.Timeout:
    """Return the timeout until the opening phase of ``month``, at the project's rank."""
    return until(env, site.calendar.instant(month, OPENING, rank(site, row)))


def note(env: simpy.Environment, site: Site, row: int, event: str, *, units: int = 0) -> None:
    """Log an event of the project at the present month and phase."""
    mark = Mark(int(site.table.region[row]), int(site.table.service[row]), row)
    site.log.add(site.calendar.when(int(env.now)), mark, event, units=units)
