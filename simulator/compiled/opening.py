"""What is under way or planned at the base, entered into the sheets.

The same as `simulator.engine.pipeline`: first all projects are entered, then each takes its first
step, in the same order.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled.behind import behind, in_one_block
from simulator.compiled.delivery import begin_announced, begin_under_way
from simulator.compiled.kernel import entry, kernel
from simulator.compiled.plan import Plan
from simulator.compiled.purse import set_aside
from simulator.compiled.sheets import (
    LAUNCHED,
    MONTHS,
    NAME,
    NOBODY,
    PRIORITY,
    PROJECTS,
    REGION,
    REST_FROM,
    REST_MONTHS,
    SERVICE,
    UNITS,
    Sheets,
)
from simulator.compiled.steps import (
    GIVE_UP,
    TELL_BOTH,
    TELL_DELAY,
    TELL_SIZE,
    add_project,
    kept_serial,
    set_timer,
)
from simulator.engine.named import Entry, entries, make_room
from simulator.inputs.arrays import Integers, Pipeline, World
from simulator.projects.rules import CONSTRUCTION, N_STAGES, still_to_draw

PLACE, WHAT, NAMED, REST, STARTS, CHANGE, CANCEL = 0, 3, 5, 7, 9, 11, 13
"""First columns of a planned project: region, service, serial; units, month asked; name, priority;
rest; whether it is under way, month its works start on record (0 none); kind and month of a change;
month in which it is given up (0 never)."""
N_PLANNED = 14


def plan_projects(world: World, sheets: Sheets, plan: Plan) -> None:
    """Put the projects of the base year under way, then every named project on its date."""
    planned = entries(world)
    room = make_room(world.pipeline, [one.launch for one in planned if one.replaces_lots])
    table = np.zeros((len(planned), N_PLANNED), np.int64)
    months = np.zeros((len(planned), N_STAGES), np.int64)
    fen = np.zeros((len(planned), world.money.own.shape[2] + 1), np.int64)
    for row, one in enumerate(planned):
        table[row] = planned_row(world, one)
        months[row] = one.launch.months
        fen[row] = (*one.launch.fen, one.launch.social_fen)
    enter_all(sheets, plan, behind(in_one_block(room)), (table, months, fen))


def planned_row(world: World, one: Entry) -> tuple[int, ...]:
    """Return one named project as the numbers of its row."""
    launch, named = one.launch, world.named
    delayed, resized = named.delayed[one.position] != 0, named.resized[one.position] != 0
    kind = TELL_BOTH if delayed and resized else TELL_DELAY if delayed else TELL_SIZE
    changed = int(named.changed[one.position]) if delayed or resized else 0
    return (
        *(launch.region, launch.service, launch.serial, launch.units, launch.month),
        *(launch.name, launch.priority, *launch.rest),
        *(int(one.is_under_way), one.started or 0, kind, changed),
        int(named.cancelled[one.position]),
    )


@entry
def enter_all(
    sheets: Sheets, plan: Plan, lots: Pipeline, planned: tuple[Integers, Integers, Integers]
) -> None:
    """Enter the lots under way, then the named projects; then let each take its first step."""
    money, months, shares = plan.money, plan.months, (plan.start_share, plan.half_share)
    n_accounts = money.capital_fen.shape[1]
    fen = sheets.hand.asked[0]
    for lot in range(lots.region.shape[0]):
        region, service, serial = lots.region[lot], lots.service[lot], lots.serial[lot]
        units = lots.units[lot]
        for account in range(n_accounts):
            fen[account] = units * money.capital_fen[service, account]
        fen[n_accounts] = units * money.social_fen[service]
        what, kept = (units, lots.launched[lot]), kept_serial(months, serial)
        stages = months[service, region, kept]
        row = add_project(sheets, (region, service, serial), what, stages, fen)
        if row == NOBODY:
            return
        put_under_way(sheets, row, shares)
    first = sheets.counters[PROJECTS]
    for one in range(planned[0].shape[0]):
        if enter_planned(sheets, planned[0][one], planned[1][one], planned[2][one]) == NOBODY:
            return
        if planned[0][one, STARTS] == 1:
            put_under_way(sheets, first + one, shares)
    for row in range(first):
        begin_under_way(sheets, row)
    for one in range(planned[0].shape[0]):
        first_step(sheets, first + one, planned[0][one])


@kernel
def enter_planned(sheets: Sheets, one: Integers, months: Integers, fen: Integers) -> int:
    """Enter a named project and return its row."""
    place = (one[PLACE], one[PLACE + 1], one[PLACE + 2])
    row = add_project(sheets, place, (one[WHAT], one[WHAT + 1]), months, fen)
    if row != NOBODY:
        rows = sheets.rows
        rows[row, NAME], rows[row, PRIORITY] = one[NAMED], one[NAMED + 1]
        rows[row, REST_FROM], rows[row, REST_MONTHS] = one[REST], one[REST + 1]
    return row


@kernel
def put_under_way(sheets: Sheets, row: int, shares: tuple[float, float]) -> None:
    """Count what began before the base; what past years set aside comes along."""
    rows = sheets.rows
    region, funding = rows[row, REGION], rows[row, LAUNCHED]
    sheets.state.in_pipeline[region, rows[row, SERVICE]] += rows[row, UNITS]
    for stage in range(CONSTRUCTION):
        funding += rows[row, MONTHS + stage]
    if funding < 1:
        building = rows[row, MONTHS + CONSTRUCTION]
        left = sheets.hand.asked[1]
        for account in range(sheets.level.shape[1]):
            cost = sheets.fen[row, account]
            left[account] = still_to_draw(cost, funding, building, shares)
            sheets.level[region, account] += left[account]
        set_aside(sheets, row, left)


@kernel
def first_step(sheets: Sheets, row: int, one: Integers) -> None:
    """Start a named project, and what the scenario changes of it."""
    started = one[STARTS + 1]
    if one[STARTS] == 1:
        begin_under_way(sheets, row)
    elif started != 0:
        begin_announced(sheets, row, started, started)
    else:
        begin_announced(sheets, row, sheets.rows[row, LAUNCHED], 0)
    if one[CHANGE + 1] != 0:
        set_timer(sheets, row, one[CHANGE], one[CHANGE + 1])
    if one[CANCEL] != 0:
        set_timer(sheets, row, GIVE_UP, one[CANCEL])
