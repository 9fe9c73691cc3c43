"""What a project waits for, and how it enters, moves between states, queues and claims."""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.chains import join_claims, join_desk
from simulator.compiled.kernel import kernel
from simulator.compiled.sheets import (
    ASKED,
    FULL,
    KIND,
    LAUNCHED,
    MONTHS,
    NAME,
    NEW,
    NOBODY,
    OPENING,
    PRIORITY,
    PROJECTS,
    RANK,
    REGION,
    REST_FROM,
    REST_MONTHS,
    SERIAL,
    SERVICE,
    SOURCE,
    STATE,
    STATUS,
    STEP,
    TIMERS,
    TOO_MANY,
    UNITS,
    Sheets,
)
from simulator.eventlog import NONE
from simulator.inputs.arrays import Integers, Whole
from simulator.instants import MONEY, N_SERIALS
from simulator.projects.rules import stage_end
from simulator.projects.table import LAST, LOT, NO_SOURCE, PREPARATION

STEP_ON, TELL_DELAY, TELL_SIZE, TELL_BOTH, GIVE_UP = range(5)
"""What a timer is for: the project's own next step, or what a scenario changes of it."""

(
    ANNOUNCE,
    ASK_ON_DATE,
    START_ON_DATE,
    AT_DESK,
    TO_APPROVAL,
    TO_LAND,
    TO_DESIGN,
    FOR_MONEY,
    FOR_BUILDERS,
    FOR_FIRST,
    TO_HALF,
    FOR_SECOND,
    TO_ACCEPTANCE,
    FOR_LAST,
    TO_OPENING,
    GONE,
) = range(16)
"""Steps: what a project waits for. ``TO_`` a month, ``FOR_`` a turn."""


@kernel
def set_timer(sheets: Sheets, row: int, what: int, month: int) -> None:
    """Wake ``row`` in the opening phase of ``month``; beyond the run nothing wakes.

    A project's own step waits for one month at a time: its timer is the one of its row.
    """
    if month >= sheets.due.shape[0] - 1:
        return
    timer = row
    if what != STEP_ON:
        timer = sheets.rows.shape[0] + sheets.counters[TIMERS]
        if timer == sheets.timers.shape[0]:
            sheets.counters[STATUS] = FULL
            return
        sheets.counters[TIMERS] += 1
    sheets.timers[timer, 0], sheets.timers[timer, 1] = row, what
    sheets.timers[timer, 2] = NOBODY
    last = sheets.due[month, 1]
    if last == NOBODY:
        sheets.due[month, 0] = timer
    else:
        sheets.timers[last, 2] = timer
    sheets.due[month, 1] = timer


@kernel
def wait_until(sheets: Sheets, row: int, step: int, month: int) -> None:
    """Wait for ``month`` and then do ``step``."""
    sheets.rows[row, STEP] = step
    set_timer(sheets, row, STEP_ON, month)


@kernel
def note(sheets: Sheets, row: int, when: tuple[int, int], event: int, units: int) -> None:
    """Log an event of a project."""
    if sheets.cells.shape[0] > 0:
        rows = sheets.rows
        mark = (rows[row, REGION], rows[row, SERVICE], row, NONE)
        log.moved(sheets, when, mark, (event, NONE), (units, 0))


@kernel
def end_of(sheets: Sheets, row: int, start: int, stage: int) -> int:
    """Return the month in which a stage that begins in ``start`` ends, a rest counted in."""
    rows = sheets.rows
    rest = (rows[row, REST_FROM], rows[row, REST_MONTHS])
    return stage_end(start, rows[row, MONTHS + stage], rest)


@kernel
def kept_serial(months: Whole, serial: int) -> int:
    """Return under which serial the months of a project are kept; one may stand for all."""
    return min(serial, months.shape[2] - 1)


@kernel
def add_project(
    sheets: Sheets,
    place: tuple[int, int, int],
    what: tuple[int, int],
    months: Whole,
    fen: Integers,
) -> int:
    """Enter a lot, ``place`` region, service and serial, ``what`` units and month asked.

    Returns its row, or `NOBODY` when a sheet is full or there are more projects than serials.
    """
    region, service, serial = place
    row = sheets.counters[PROJECTS]
    if row == sheets.rows.shape[0]:
        sheets.counters[STATUS] = FULL
        return NOBODY
    sheets.counters[PROJECTS] += 1
    rows, n_services = sheets.rows, sheets.serials.shape[1]
    rows[row, REGION], rows[row, SERVICE], rows[row, SERIAL] = region, service, serial
    rows[row, UNITS], rows[row, LAUNCHED] = what
    rows[row, NAME], rows[row, PRIORITY], rows[row, SOURCE] = LOT, LAST, NO_SOURCE
    rows[row, RANK] = (region * n_services + service) * N_SERIALS + serial
    opening = what[1]
    for stage in range(months.shape[0]):
        rows[row, MONTHS + stage] = months[stage]
        opening += months[stage]
    rows[row, OPENING] = opening
    for account in range(sheets.fen.shape[1]):
        sheets.fen[row, account] = fen[account]
    sheets.serials[region, service] = max(sheets.serials[region, service], serial)
    count_prepared(sheets, row, 1)
    return row


@kernel
def next_serial(sheets: Sheets, region: int, service: int) -> int:
    """Return the serial of the next project of a place; the status tells when there is none."""
    serial = sheets.serials[region, service] + 1
    if serial >= sheets.most[service]:
        sheets.counters[STATUS] = TOO_MANY
    return serial


@kernel
def count_prepared(sheets: Sheets, row: int, sign: int) -> None:
    """Count a project's cost among what is prepared and has no money, or no longer."""
    region, service = sheets.rows[row, REGION], sheets.rows[row, SERVICE]
    for account in range(sheets.prepared.shape[2]):
        sheets.prepared[region, service, account] += sign * sheets.fen[row, account]


@kernel
def set_state(sheets: Sheets, row: int, state: int) -> None:
    """Move a project to another state."""
    rows = sheets.rows
    if rows[row, STATE] == PREPARATION and state != PREPARATION:
        count_prepared(sheets, row, -1)
    if rows[row, STATE] != PREPARATION and state == PREPARATION:
        count_prepared(sheets, row, 1)
    rows[row, STATE] = state


@kernel
def ask_desk(sheets: Sheets, row: int, desk: int, month: int) -> None:
    """Queue at a desk."""
    sheets.rows[row, ASKED] = month
    join_desk(sheets.rows, sheets.queues[desk, sheets.rows[row, REGION]], row)


@kernel
def claim(sheets: Sheets, row: int, kind: int, when: tuple[int, int]) -> None:
    """Put a claim on the treasury; it counts as asked in the month in which it is first settled."""
    rows = sheets.rows
    rows[row, KIND] = kind
    rows[row, ASKED] = when[0] if when[1] < MONEY else when[0] + 1
    join_claims(rows, sheets.claims[NEW, rows[row, REGION]], row)
