"""All years of a draw, read top to bottom like `simulator.engine.clock`."""

from __future__ import annotations

from simulator.compiled.books import close_stocks, end_year, record
from simulator.compiled.clock import open_month, sit
from simulator.compiled.hiring import move_staff
from simulator.compiled.january import (
    ask_need,
    claim_running,
    pay_claims,
    renew_stocks,
    resize_desks,
)
from simulator.compiled.kernel import entry, kernel
from simulator.compiled.plan import Plan
from simulator.compiled.settling import settle_month
from simulator.compiled.sheets import APPROVAL_DESK, BUILDERS, FINE, STATUS, Sheets
from simulator.compiled.starts import start_projects
from simulator.compiled.transfers import hand_out
from simulator.compiled.year import open_year, pay_debts
from simulator.engine.clock import Books
from simulator.inputs.arrays import Floats
from simulator.instants import (
    APPROVAL,
    BOOKS,
    CONSTRUCTION,
    JANUARY_RUNNING,
    OPENING,
    december,
    january,
)


@entry
def live_years(sheets: Sheets, books: Books, plan: Plan, people: Floats, groups: Floats) -> None:
    """Live through all years; ``people`` (year, region, group), ``groups`` (year, region, service).

    ``groups`` are the residents of each service's target group. Python calls this once a draw:
    draws in threads wait for each other's lock only before and after.
    """
    record(sheets, books, plan, people[0], 0)
    for year in range(1, people.shape[0]):
        first, before = january(year), people[year - 1]
        advance(sheets, plan, (first, OPENING), (first, JANUARY_RUNNING))
        renew(sheets, plan, before, year)
        pay_january(sheets, plan, groups[year - 1 : year + 1], year)
        start_projects(sheets, plan, (before, groups[year - 1]), year)
        advance(sheets, plan, (first, APPROVAL), (december(year), BOOKS))
        if is_stopped(sheets):
            return
        close_stocks(sheets, plan, groups[year - 1 : year + 1], year)
        record(sheets, books, plan, people[year], year)
        end_year(sheets, books, plan, year)


@kernel
def is_stopped(sheets: Sheets) -> bool:
    """Return whether something stopped the draw."""
    return bool(sheets.counters[STATUS] != FINE)


@kernel
def advance(sheets: Sheets, plan: Plan, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Live from one (month, phase) to another, without what only January and December do."""
    traits, shares = plan.traits, (plan.start_share, plan.half_share)
    for month in range(start[0], end[0] + 1):
        if month > start[0] or start[1] <= OPENING:
            open_month(sheets, traits, month)
        if month < end[0] or end[1] > CONSTRUCTION:
            sit(sheets, traits, APPROVAL_DESK, (month, APPROVAL))
            settle_month(sheets, traits, shares, month)
            sit(sheets, traits, BUILDERS, (month, CONSTRUCTION))


@kernel
def renew(sheets: Sheets, plan: Plan, people: Floats, year: int) -> None:
    """Begin January: slots, stocks, and the money that comes in; ``people`` (region, group)."""
    resize_desks(sheets, APPROVAL_DESK, plan.approval_slots[year])
    resize_desks(sheets, BUILDERS, plan.construction_slots[year])
    renew_stocks(sheets, plan, year)
    open_year(sheets, plan.money, year)
    ask_need(plan.needs, people, sheets.state, sheets.hand.units)
    hand_out(sheets, plan.money, plan.policy, people[:, -1], year)


@kernel
def pay_january(sheets: Sheets, plan: Plan, groups: Floats, year: int) -> None:
    """Pay debt and running cost; ``groups`` (2, region, service) are last year's and today's."""
    pay_debts(sheets, plan.money, year)
    programmes = (plan.target, plan.yearly)
    claim_running(sheets, plan.traits, programmes, (groups[0], groups[1]), year)
    pay_claims(sheets, plan.traits, plan.money, year)
    move_staff(sheets, plan.money, plan.staff, year)
