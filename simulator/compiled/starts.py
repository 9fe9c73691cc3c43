"""The starts of a year on the sheets: what the allocation rule chooses asks for approval.

The same as `simulator.engine.starts`.
"""

from __future__ import annotations

import math

from simulator.budget.rules import FIXED_STARTS, Choice, choose_starts, may_start
from simulator.compiled.delivery import prepare
from simulator.compiled.january import ask_need
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.plan import Plan
from simulator.compiled.purse import free
from simulator.compiled.sheets import (
    FINE,
    NEED,
    NOBODY,
    PROJECTS,
    SOURCE,
    STATUS,
    TAKES,
    Sheets,
)
from simulator.compiled.steps import add_project, kept_serial, next_serial
from simulator.compiled.transfers import move_between_domains
from simulator.inputs.arrays import Conversions, Floats, Integers, Whole
from simulator.instants import JANUARY_ALLOCATION, MONTHS_PER_YEAR, january
from simulator.projects.rules import CONSTRUCTION, part_of, projects_of
from simulator.projects.table import NO_SOURCE
from simulator.services.idle import share_of, units_taken

TYPICAL = 0
"""Serial that no project has: its times are those a planner reckons with."""


@kernel
def start_projects(sheets: Sheets, plan: Plan, seen: tuple[Floats, Floats], year: int) -> None:
    """Launch the projects of a January.

    ``seen`` are the residents by group (region, group) and of each service's target group (region,
    service) of the December before.
    """
    ask_need(plan.needs, seen[0], sheets.state, sheets.hand.units)
    policy, starts, money = plan.policy, sheets.hand.answer, plan.money
    rule, first = policy.allocation_rule[year], sheets.counters[PROJECTS]
    for region in range(plan.lot.shape[0]):
        if rule != FIXED_STARTS:
            move_between_domains(sheets, plan.money, year, region)
        if plan.converts == 1:
            look(sheets, plan, seen[1], region, year)
            start_conversions(sheets, plan, region, year)
        if rule != FIXED_STARTS:
            look(sheets, plan, seen[1], region, year)
            choose(rule, sheets.hand.choice, starts)
        if sheets.counters[STATUS] != FINE:
            return
        for service in range(plan.lot.shape[1]):
            units, n_lots = plan.lot[region, service], starts[service]
            fixed = policy.starts[year, region, service]
            if rule == FIXED_STARTS:
                n_lots = projects_of(fixed, units)
            for place in range(n_lots):
                if rule == FIXED_STARTS:
                    units = part_of(fixed, n_lots, place)
                which = ((region, service), (units, january(year)))
                launch(sheets, money.capital_fen, money.social_fen, plan.months, which)
                if sheets.counters[STATUS] != FINE:
                    return
    for row in range(first, sheets.counters[PROJECTS]):
        prepare(sheets, row, (january(year), JANUARY_ALLOCATION))


@worker
def choose(rule: int, seen: Choice, starts: Integers) -> None:
    """Write the lots to prepare (service,)."""
    chosen = choose_starts(rule, seen)
    for service in range(chosen.shape[0]):
        starts[service] = chosen[service]


@kernel
def look(sheets: Sheets, plan: Plan, people: Floats, region: int, year: int) -> None:
    """Note at hand what the rule sees of a region: stocks, pipeline, need, this year's money."""
    lot, months, retirement = plan.lot, plan.months, plan.traits.retirement
    seen, state, policy, money = sheets.hand.choice, sheets.state, plan.policy, plan.money
    for service in range(lot.shape[1]):
        typical = whole = 0
        for stage in range(months.shape[3]):
            whole += months[service, region, TYPICAL, stage]
            if stage < CONSTRUCTION:
                typical += months[service, region, TYPICAL, stage]
        share = max(1.0 - retirement[service] * (whole / MONTHS_PER_YEAR), 0.0)
        left = math.floor(state.standing[region, service] * share)
        seen.have[service] = left + state.in_pipeline[region, service]
        seen.need[service] = sheets.hand.units[NEED, region, service]
        seen.lot[service] = lot[region, service]
        seen.limits[service] = policy.limits[year, service]
        seen.januaries[service] = -(-typical // MONTHS_PER_YEAR)
        seen.shares[service] = policy.shares[year, service]
        seen.binding[service] = plan.needs.binding[region, service]
        seen.people[service] = people[region, service]
    for account in range(sheets.level.shape[1]):
        seen.money[account] = free(sheets, region, account)
        for service in range(lot.shape[1]):
            seen.unit_fen[service, account] = money.capital_fen[service, account]
            seen.queued[service, account] = sheets.prepared[region, service, account]


@kernel
def start_conversions(sheets: Sheets, plan: Plan, region: int, year: int) -> None:
    """Launch the conversions of a January in a region; what the rule sees stands at hand."""
    made, seen = plan.conversions, sheets.hand.choice
    n_services, n_accounts = made.capital_fen.shape
    waiting, cost = sheets.hand.moves[0], sheets.hand.moves[1]
    for account in range(n_accounts):
        waiting[account] = 0
        for service in range(n_services):
            waiting[account] += seen.queued[service, account]
    for service in range(n_services):
        typical = 0
        for stage in range(CONSTRUCTION):
            typical += made.months[service, region, TYPICAL, stage]
        seen.januaries[service] = -(-typical // MONTHS_PER_YEAR)
        if made.share[year, service] == 0.0:
            continue
        for account in range(n_accounts):
            cost[account] = plan.lot[region, service] * made.capital_fen[service, account]
        lots, source, takes = offered(sheets, plan, region, service, year)
        started, queued = 0, seen.queued[service]
        while started < lots and may_start(seen, started, (queued, waiting), cost, service):
            for account in range(n_accounts):
                queued[account] += cost[account]
                waiting[account] += cost[account]
            what = (plan.lot[region, service], january(year))
            convert(sheets, made, (region, service), what, (source, takes))
            started += 1


@kernel
def offered(
    sheets: Sheets, plan: Plan, region: int, service: int, year: int
) -> tuple[int, int, int]:
    """Return how many lots may be converted into a service, from which, and what one takes."""
    made, state, idle = plan.conversions, sheets.state, sheets.idle
    share, source = made.share[year, service], made.source[service]
    lot = plan.lot[region, service]
    if lot == 0:
        return 0, NO_SOURCE, 0
    if plan.traits.sub_stock_of[service] == source:
        beside = state.standing[region, source] - state.standing[region, service]
        beside = max(beside - state.in_pipeline[region, service], 0)
        return share_of(beside, share, beside) // lot, NO_SOURCE, 0
    takes = units_taken(lot, made.units[service])
    left = max(idle.spare[region, source] - idle.promised[region, source], 0)
    return share_of(idle.units[region, source], share, left) // takes, source, takes


@kernel
def convert(
    sheets: Sheets,
    made: Conversions,
    place: tuple[int, int],
    what: tuple[int, int],
    source: tuple[int, int],
) -> None:
    """Enter a conversion at its own cost and in its own time; ``source`` service and units."""
    row = launch(sheets, made.capital_fen, made.social_fen, made.months, (place, what))
    if row != NOBODY and source[1] > 0:
        sheets.rows[row, SOURCE], sheets.rows[row, TAKES] = source
        sheets.idle.promised[place[0], source[0]] += source[1]


@kernel
def launch(
    sheets: Sheets,
    capital_fen: Integers,
    social_fen: Integers,
    months: Whole,
    which: tuple[tuple[int, int], tuple[int, int]],
) -> int:
    """Enter a project and return its row; ``which`` is region and service, units and month."""
    (region, service), what = which
    units, n_accounts = what[0], capital_fen.shape[1]
    serial = next_serial(sheets, region, service)
    if sheets.counters[STATUS] != FINE:
        return NOBODY
    fen = sheets.hand.asked[0]
    for account in range(n_accounts):
        fen[account] = units * capital_fen[service, account]
    fen[n_accounts] = units * social_fen[service]
    stages = months[service, region, kept_serial(months, serial)]
    row = add_project(sheets, (region, service, serial), what, stages, fen)
    if row != NOBODY:
        sheets.state.in_pipeline[region, service] += units
    return row
