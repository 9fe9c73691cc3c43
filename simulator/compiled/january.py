"""January on the sheets: losses, graduates, and running money for what stands and opens.

The same as `simulator.engine.january`.
"""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.plan import Plan
from simulator.compiled.sheets import (
    CLAIMED,
    DUE,
    GRADUATED,
    JOINING,
    LEFT,
    LOST,
    MONTHS,
    NEED,
    OPENING,
    PAID,
    PROJECTS,
    RECRUITED,
    REGION,
    SERVICE,
    STATE,
    UNITS,
    UNPLACED,
    Sheets,
)
from simulator.compiled.year import pay_running
from simulator.eventlog import CATEGORY, NONE
from simulator.inputs.arrays import (
    COVERAGE,
    FACILITY,
    PROGRAMME,
    WORKFORCE,
    Floats,
    Integers,
    Money,
    Needs,
    Staff,
    Traits,
)
from simulator.instants import JANUARY_RUNNING, MONTHS_PER_YEAR, january
from simulator.projects.rules import ACCEPTANCE, CONSTRUCTION, building_months
from simulator.projects.table import FUNDED, UNDER_CONSTRUCTION
from simulator.services.idle import close
from simulator.services.need import need_units
from simulator.services.stocks import due_this_year, newly_covered, retire
from simulator.state import Idle, State
from simulator.workforce.staff import Carried, entries

CATEGORIES = tuple(CATEGORY[name] for name in ("recurrent", "recruitment", "coverage", "programme"))
"""Ledger category of a family's running claim, in the order of the families."""


@kernel
def resize_desks(sheets: Sheets, desk: int, slots: Integers) -> None:
    """Have another number of slots (region,) from now on; who has one keeps it."""
    for region in range(slots.shape[0]):
        sheets.desks[desk, region, 1] += slots[region] - sheets.desks[desk, region, 0]
        sheets.desks[desk, region, 0] = slots[region]


@kernel
def renew_stocks(sheets: Sheets, plan: Plan, year: int) -> None:
    """Close what is idle, take losses, let graduates in and note at hand who may be recruited."""
    units, when = sheets.hand.units, (january(year), JANUARY_RUNNING)
    if plan.converts == 1:
        close_idle(sheets.state, sheets.idle, plan.traits, plan.closures[year], units)
        log.changed(sheets, when, log.CLOSED, units[LOST])
    lose(plan.traits, sheets.state, units)
    log.changed(sheets, when, log.RETIRED, units[LOST])
    let_in(plan.staff, sheets.state, year, units)
    log.changed(sheets, when, log.GRADUATED, units[GRADUATED])
    log.changed(sheets, when, log.RETIRED, units[LEFT])
    for service in range(units.shape[2]):
        unplaced = units[UNPLACED, 0, service]
        if unplaced != 0:
            mark = (units.shape[1], service, NONE, NONE)
            log.moved(sheets, when, mark, (log.UNPLACED, NONE), (unplaced, 0))


@worker
def close_idle(state: State, idle: Idle, traits: Traits, share: Floats, units: Integers) -> None:
    """Close the year's share of what was idle on the last 31 December."""
    units[LOST] = close(state, idle, traits.sub_stock_of, share)


@worker
def lose(traits: Traits, state: State, units: Integers) -> None:
    """Take the year's losses from all facilities."""
    units[LOST] = retire(traits, state)


@worker
def let_in(staff: Staff, state: State, year: int, units: Integers) -> None:
    """Let staff in and out; who is recruited has still to be paid for."""
    carried = Carried(state.carried_loss, state.carried_gain, state.carried_unplaced)
    people = entries(staff, year, state.standing, carried)
    state.standing[:] += people.graduated - people.left
    state.graduated[:] = people.graduated
    state.retired[:] += people.left
    units[GRADUATED] = people.graduated
    units[RECRUITED] = people.recruited
    units[LEFT] = people.left
    units[UNPLACED, 0] = people.unplaced


@worker
def ask_need(needs: Needs, people: Floats, state: State, units: Integers) -> None:
    """Note the need level at hand; ``people`` (region, group) are of the December before."""
    units[NEED] = need_units(needs, people, state.standing)


@kernel
def claim_running(
    sheets: Sheets,
    traits: Traits,
    programmes: tuple[Integers, Integers],
    groups: tuple[Floats, Floats],
    year: int,
) -> None:
    """Note at hand the units whose running cost is claimed.

    ``programmes`` are target and equal part of a year, ``groups`` the residents asked for last
    year and now; all (region, service).
    """
    units = sheets.hand.units
    join(traits, sheets, programmes, groups, year)
    count_due_to_open(sheets, year)
    for service in range(traits.family.shape[0]):
        family = traits.family[service]
        for region in range(sheets.level.shape[0]):
            if family == FACILITY:
                units[CLAIMED, region, service] += sheets.state.standing[region, service]
            elif family == WORKFORCE:
                units[CLAIMED, region, service] = units[RECRUITED, region, service]
            elif family == COVERAGE:
                units[CLAIMED, region, service] = units[JOINING, region, service]
            elif family == PROGRAMME:
                units[CLAIMED, region, service] = units[DUE, region, service]


@worker
def join(
    traits: Traits,
    sheets: Sheets,
    programmes: tuple[Integers, Integers],
    groups: tuple[Floats, Floats],
    year: int,
) -> None:
    """Note who would join a coverage service and what programmes deliver if money allows."""
    state, units = sheets.state, sheets.hand.units
    units[JOINING] = newly_covered(traits, state, groups[0], groups[1])
    units[DUE] = due_this_year(traits, programmes[0], programmes[1], state.standing, year)


@kernel
def count_due_to_open(sheets: Sheets, year: int) -> None:
    """Note the unit-years of funded projects that open in ``year``, rounded down."""
    rows, first, claimed = sheets.rows, january(year), sheets.hand.units[CLAIMED]
    claimed[:, :] = 0
    for row in range(sheets.counters[PROJECTS]):
        state, opening = rows[row, STATE], rows[row, OPENING]
        if (state != FUNDED and state != UNDER_CONSTRUCTION) or opening >= first + MONTHS_PER_YEAR:
            continue
        if state == FUNDED:
            building = building_months(rows[row, MONTHS + CONSTRUCTION])
            opening = max(opening, first + building + rows[row, MONTHS + ACCEPTANCE])
        if first <= opening < first + MONTHS_PER_YEAR:
            months = first + MONTHS_PER_YEAR - opening
            units = rows[row, UNITS] * months // MONTHS_PER_YEAR
            claimed[rows[row, REGION], rows[row, SERVICE]] += units


@kernel
def pay_claims(sheets: Sheets, traits: Traits, money: Money, year: int) -> None:
    """Pay running claims; turn what was paid for into stocks and funded shares."""
    pay_running(sheets, money, CATEGORIES, traits.family, year)
    state, units = sheets.state, sheets.hand.units
    recruited, delivered = units[RECRUITED], units[DUE]
    for region in range(sheets.level.shape[0]):
        for service in range(traits.family.shape[0]):
            paid, asked = units[PAID, region, service], units[CLAIMED, region, service]
            family = traits.family[service]
            recruited[region, service] = paid if family == WORKFORCE else 0
            delivered[region, service] = paid if family == PROGRAMME else 0
            sheets.joined[region, service] = paid if family == COVERAGE else 0
            state.standing[region, service] += recruited[region, service]
            state.standing[region, service] += delivered[region, service]
            state.recruited[region, service] = recruited[region, service]
            state.commissioned[region, service] += delivered[region, service]
            state.funded_share[region, service] = paid / asked if asked > 0 else 1.0
    when = (january(year), JANUARY_RUNNING)
    log.changed(sheets, when, log.RECRUITED, recruited)
    log.changed(sheets, when, log.DELIVERED, delivered)
