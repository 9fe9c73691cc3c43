"""How projects end on the sheets: they open, or are given up.

The same as ``commission`` of `simulator.projects.delivery` and ``abandon`` of
`simulator.projects.reserve`.
"""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.chains import contains, remove
from simulator.compiled.kernel import kernel
from simulator.compiled.purse import let_go
from simulator.compiled.sheets import (
    APPROVAL_DESK,
    BUILDERS,
    NEW,
    REFUSED,
    REGION,
    SERVICE,
    SLOT,
    SOURCE,
    STATE,
    STEP,
    TAKES,
    UNITS,
    Sheets,
)
from simulator.compiled.steps import (
    AT_DESK,
    FOR_BUILDERS,
    FOR_FIRST,
    FOR_LAST,
    FOR_MONEY,
    FOR_SECOND,
    GONE,
    TELL_BOTH,
    TELL_DELAY,
    TELL_SIZE,
    note,
    set_state,
)
from simulator.eventlog import NONE
from simulator.inputs.arrays import Traits
from simulator.projects.table import ANNOUNCED, AT_APPROVAL, CANCELLED, OPEN, WITH_BUILDERS


@kernel
def commission(sheets: Sheets, traits: Traits, row: int, when: tuple[int, int]) -> None:
    """Count the units from now on; a conversion makes no more than is there to be converted."""
    rows, state = sheets.rows, sheets.state
    region, service, units = rows[row, REGION], rows[row, SERVICE], rows[row, UNITS]
    whole = traits.sub_stock_of[service]
    state.in_pipeline[region, service] -= units
    if whole >= 0:
        units = min(units, state.standing[region, whole] - state.standing[region, service])
    if rows[row, TAKES] > 0:
        units = units * take_source(sheets, traits, row, when) // rows[row, TAKES]
    if units < rows[row, UNITS]:
        note(sheets, row, when, log.RESIZED, units)
    state.standing[region, service] += units
    state.commissioned[region, service] += units
    set_state(sheets, row, OPEN)
    rows[row, STEP] = GONE
    note(sheets, row, when, log.COMMISSIONED, units)


@kernel
def take_source(sheets: Sheets, traits: Traits, row: int, when: tuple[int, int]) -> int:
    """Take the idle units that are converted out of their service and return how many."""
    rows, state, idle = sheets.rows, sheets.state, sheets.idle
    region, source, takes = rows[row, REGION], rows[row, SOURCE], rows[row, TAKES]
    beside = state.standing[region, source]
    for part in range(traits.sub_stock_of.shape[0]):
        if traits.sub_stock_of[part] == source:
            beside -= state.standing[region, part]
    taken = min(takes, idle.spare[region, source], beside)
    idle.promised[region, source] -= takes
    idle.spare[region, source] -= taken
    state.standing[region, source] -= taken
    state.retired[region, source] += taken
    log.moved(sheets, when, (region, source, row, NONE), (log.RETIRED, NONE), (taken, 0))
    return taken


@kernel
def give_up(sheets: Sheets, row: int, when: tuple[int, int]) -> None:
    """Give a project up, unless it is open; its money is free again, what was drawn is lost."""
    rows = sheets.rows
    if rows[row, STEP] == GONE:
        return
    let_go(sheets, row)
    region, step = rows[row, REGION], rows[row, STEP]
    if rows[row, STATE] != ANNOUNCED:
        sheets.state.in_pipeline[region, rows[row, SERVICE]] -= rows[row, UNITS]
    if step == AT_DESK:
        remove(rows, sheets.queues[APPROVAL_DESK, region], row)
    elif step == FOR_BUILDERS:
        remove(rows, sheets.queues[BUILDERS, region], row)
    elif step in (FOR_MONEY, FOR_FIRST, FOR_SECOND, FOR_LAST):
        is_new = contains(rows, sheets.claims[NEW, region], row)
        remove(rows, sheets.claims[NEW if is_new else REFUSED, region], row)
    if rows[row, SLOT] == AT_APPROVAL:
        sheets.desks[APPROVAL_DESK, region, 1] += 1
    elif rows[row, SLOT] == WITH_BUILDERS:
        sheets.desks[BUILDERS, region, 1] += 1
    set_state(sheets, row, CANCELLED)
    rows[row, STEP] = GONE
    note(sheets, row, when, log.CANCELLED, rows[row, UNITS])


@kernel
def tell_change(sheets: Sheets, row: int, what: int, when: tuple[int, int]) -> None:
    """Log that a project takes another date or size, in the month in which it is decided."""
    units = sheets.rows[row, UNITS]
    if what in (TELL_DELAY, TELL_BOTH):
        note(sheets, row, when, log.DELAYED, units)
    if what in (TELL_SIZE, TELL_BOTH):
        note(sheets, row, when, log.RESIZED, units)
