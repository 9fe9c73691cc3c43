"""Projects step by step: the same stages as `simulator.projects.delivery`, as a table of steps.

A project waits for a month, a desk or money. What it waits for is its step; `go_on` is called when
the waiting ends and does what the process on simpy's clock does until it waits again.
"""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.ending import commission
from simulator.compiled.kernel import kernel
from simulator.compiled.sheets import (
    APPROVAL_DESK,
    BUILDERS,
    LAUNCHED,
    MONTHS,
    OPENING,
    REGION,
    REST_FROM,
    REST_MONTHS,
    SERVICE,
    SLOT,
    STARTED,
    STEP,
    UNITS,
    Sheets,
)
from simulator.compiled.steps import (
    ANNOUNCE,
    ASK_ON_DATE,
    AT_DESK,
    FOR_BUILDERS,
    FOR_FIRST,
    FOR_LAST,
    FOR_MONEY,
    FOR_SECOND,
    START_ON_DATE,
    TO_ACCEPTANCE,
    TO_APPROVAL,
    TO_DESIGN,
    TO_HALF,
    TO_LAND,
    TO_OPENING,
    ask_desk,
    claim,
    end_of,
    note,
    set_state,
    wait_until,
)
from simulator.inputs.arrays import Traits
from simulator.instants import MONTHS_PER_YEAR
from simulator.projects.rules import (
    ACCEPTANCE,
    APPROVAL,
    CONSTRUCTION,
    DESIGN_APPROVAL,
    LAND,
    building_months,
    half_way,
    stage_end,
)
from simulator.projects.table import (
    ANNOUNCED,
    AT_APPROVAL,
    FUNDED,
    NO_DESK,
    PREPARATION,
    UNDER_CONSTRUCTION,
    WITH_BUILDERS,
)
from simulator.waiting import DRAW_DOWN, NEW_START


@kernel
def begin_under_way(sheets: Sheets, row: int) -> None:
    """Carry a project of the base year on from where its dates put it."""
    rows = sheets.rows
    funding = rows[row, LAUNCHED]
    for stage in range(CONSTRUCTION):
        funding += rows[row, MONTHS + stage]
    if funding >= 1:
        prepare(sheets, row, (0, 0))
    else:
        take_builders(sheets, row)
        build_on(sheets, row, funding)


@kernel
def begin_announced(sheets: Sheets, row: int, month: int, started: int) -> None:
    """Wait for January of the year of a named project's date; ``started`` 0: it will ask."""
    set_state(sheets, row, ANNOUNCED)
    sheets.rows[row, STARTED] = started
    year = (month - 1) // MONTHS_PER_YEAR + 1
    wait_until(sheets, row, ANNOUNCE, (year - 1) * MONTHS_PER_YEAR + 1)


@kernel
def prepare(sheets: Sheets, row: int, when: tuple[int, int]) -> None:
    """Ask for approval, or go on with what was asked before the base year."""
    rows = sheets.rows
    approved = end_of(sheets, row, rows[row, LAUNCHED], APPROVAL)
    if rows[row, LAUNCHED] >= 1:
        note(sheets, row, when, log.ASKED, rows[row, UNITS])
        ask_desk(sheets, row, APPROVAL_DESK, when[0])
        rows[row, STEP] = AT_DESK
    elif approved >= 1:
        sheets.desks[APPROVAL_DESK, rows[row, REGION], 1] -= 1
        rows[row, SLOT] = AT_APPROVAL
        wait_until(sheets, row, TO_APPROVAL, approved)
    else:
        buy_land(sheets, row, approved)


@kernel
def buy_land(sheets: Sheets, row: int, approved: int) -> None:
    """Wait for land, then for design approval, from the month of approval on."""
    land = end_of(sheets, row, approved, LAND)
    if land >= 1:
        wait_until(sheets, row, TO_LAND, land)
    else:
        wait_until(sheets, row, TO_DESIGN, end_of(sheets, row, land, DESIGN_APPROVAL))


@kernel
def take_builders(sheets: Sheets, row: int) -> None:
    """Take a builders' slot without queueing, for works on record."""
    begin_building(sheets, row)
    sheets.desks[BUILDERS, sheets.rows[row, REGION], 1] -= 1


@kernel
def begin_building(sheets: Sheets, row: int) -> None:
    """Note that the project is being built and holds a builders' slot."""
    set_state(sheets, row, UNDER_CONSTRUCTION)
    sheets.rows[row, SLOT] = WITH_BUILDERS


@kernel
def begin_works(sheets: Sheets, row: int, when: tuple[int, int]) -> None:
    """Begin the works with the first payment; when it waits, so do they."""
    begin_building(sheets, row)
    sheets.rows[row, STARTED] = when[0]
    note(sheets, row, when, log.STARTED, sheets.rows[row, UNITS])
    claim(sheets, row, DRAW_DOWN, when)
    sheets.rows[row, STEP] = FOR_FIRST


@kernel
def build_on(sheets: Sheets, row: int, started: int) -> None:
    """Build from the month of the start to the second draw-down; skip what is already past."""
    rows = sheets.rows
    half = half_way(rows[row, MONTHS + CONSTRUCTION])
    reached = stage_end(started, half, (rows[row, REST_FROM], rows[row, REST_MONTHS]))
    built = built_from(sheets, row, reached)
    rows[row, OPENING] = end_of(sheets, row, built, ACCEPTANCE)
    if reached >= 1:
        wait_until(sheets, row, TO_HALF, reached)
    elif built >= 1:
        wait_until(sheets, row, TO_ACCEPTANCE, built)
    else:
        leave_builders(sheets, row)
        wait_until(sheets, row, TO_OPENING, rows[row, OPENING])


@kernel
def built_from(sheets: Sheets, row: int, reached: int) -> int:
    """Return the month of acceptance, half of the works being done in ``reached``."""
    rows = sheets.rows
    construction = rows[row, MONTHS + CONSTRUCTION]
    second = building_months(construction) - half_way(construction)
    return stage_end(reached, second, (rows[row, REST_FROM], rows[row, REST_MONTHS]))


@kernel
def leave_builders(sheets: Sheets, row: int) -> None:
    """Give the builders' slot back."""
    sheets.desks[BUILDERS, sheets.rows[row, REGION], 1] += 1
    sheets.rows[row, SLOT] = NO_DESK


@kernel
def go_on(sheets: Sheets, traits: Traits, row: int, when: tuple[int, int]) -> None:
    """Do what follows now that the waiting of a project has ended."""
    rows = sheets.rows
    step, month = rows[row, STEP], when[0]
    if step == AT_DESK:
        rows[row, SLOT] = AT_APPROVAL
        wait_until(sheets, row, TO_APPROVAL, end_of(sheets, row, month, APPROVAL))
    elif step == TO_APPROVAL:
        sheets.desks[APPROVAL_DESK, rows[row, REGION], 1] += 1
        rows[row, SLOT] = NO_DESK
        note(sheets, row, when, log.APPROVED, 0)
        buy_land(sheets, row, month)
    elif step == TO_LAND:
        note(sheets, row, when, log.LAND, 0)
        wait_until(sheets, row, TO_DESIGN, end_of(sheets, row, month, DESIGN_APPROVAL))
    elif step == TO_DESIGN:
        note(sheets, row, when, log.DESIGN_APPROVED, 0)
        claim(sheets, row, NEW_START, when)
        rows[row, STEP] = FOR_MONEY
    elif step == FOR_MONEY:
        set_state(sheets, row, FUNDED)
        building = building_months(rows[row, MONTHS + CONSTRUCTION])
        rows[row, OPENING] = month + building + rows[row, MONTHS + ACCEPTANCE]
        note(sheets, row, when, log.FUNDED, rows[row, UNITS])
        ask_desk(sheets, row, BUILDERS, month)
        rows[row, STEP] = FOR_BUILDERS
    elif step == FOR_BUILDERS:
        begin_works(sheets, row, when)
    elif step == FOR_FIRST:
        # the first payment is settled in the month after the start at the earliest
        build_on(sheets, row, max(rows[row, STARTED], month - 1))
    else:
        finish(sheets, traits, row, when)


@kernel
def finish(sheets: Sheets, traits: Traits, row: int, when: tuple[int, int]) -> None:
    """Do what follows in the second half of the works, and what named projects wait for."""
    rows = sheets.rows
    step, month = rows[row, STEP], when[0]
    if step == TO_HALF:
        claim(sheets, row, DRAW_DOWN, when)
        rows[row, STEP] = FOR_SECOND
    elif step == FOR_SECOND:
        wait_until(sheets, row, TO_ACCEPTANCE, built_from(sheets, row, month))
    elif step == TO_ACCEPTANCE:
        leave_builders(sheets, row)
        note(sheets, row, when, log.ACCEPTED, 0)
        claim(sheets, row, DRAW_DOWN, when)
        rows[row, STEP] = FOR_LAST
    elif step == FOR_LAST:
        rows[row, OPENING] = end_of(sheets, row, month, ACCEPTANCE)
        wait_until(sheets, row, TO_OPENING, rows[row, OPENING])
    elif step == TO_OPENING:
        commission(sheets, traits, row, when)
    elif step == ANNOUNCE:
        set_state(sheets, row, PREPARATION)
        region, service = rows[row, REGION], rows[row, SERVICE]
        sheets.state.in_pipeline[region, service] += rows[row, UNITS]
        started = rows[row, STARTED]
        if started > 0:
            wait_until(sheets, row, START_ON_DATE, started)
        else:
            wait_until(sheets, row, ASK_ON_DATE, rows[row, LAUNCHED])
    elif step == ASK_ON_DATE:
        prepare(sheets, row, when)
    elif step == START_ON_DATE:
        take_builders(sheets, row)
        begin_works(sheets, row, when)
