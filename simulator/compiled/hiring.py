"""Staff from other cities, and staff trained for places, on the sheets.

The same as `simulator.engine.hiring`, ``move_staff`` of `simulator.engine.january` and
``staff_places`` of `simulator.engine.clock`.
"""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.purse import free
from simulator.compiled.sheets import DUE, GRADUATED, LEFT, RECRUITED, Sheets
from simulator.eventlog import NONE
from simulator.inputs.arrays import Integers, Money, Staff
from simulator.instants import BOOKS, JANUARY_RUNNING, december, january
from simulator.state import State
from simulator.workforce.hiring import lost, offered, wanted
from simulator.workforce.places import trained
from simulator.workforce.rules import hires_paid, hiring_cost

OFFERS = DUE
"""Where offers stand at hand: what was due is paid by now."""


@kernel
def move_staff(sheets: Sheets, money: Money, staff: Staff, year: int) -> None:
    """Let cities hire from each other: ``recruited`` in one city is ``retired`` in another."""
    if not any_hires(staff.hires[year]):
        return
    units, when, state = sheets.hand.units, (january(year), JANUARY_RUNNING), sheets.state
    ask_neighbours(staff, state, year, units)
    for region in range(units.shape[1]):
        for service in range(units.shape[2]):
            if units[RECRUITED, region, service] > 0:
                pay_hires(sheets, money, staff, (region, service), year)
    lose_hires(units)
    for region in range(units.shape[1]):
        for service in range(units.shape[2]):
            came, went = units[RECRUITED, region, service], units[LEFT, region, service]
            state.standing[region, service] += came - went
            state.recruited[region, service] += came
            state.retired[region, service] += went
    log.changed(sheets, when, log.RECRUITED, units[RECRUITED])
    log.changed(sheets, when, log.RETIRED, units[LEFT])


@kernel
def any_hires(hires: Integers) -> bool:
    """Return whether any city would hire."""
    for region in range(hires.shape[0]):
        for service in range(hires.shape[1]):
            if hires[region, service] != 0:
                return True
    return False


@worker
def ask_neighbours(staff: Staff, state: State, year: int, units: Integers) -> None:
    """Note at hand whom cities offer and whom they would hire."""
    offers = offered(staff, year, state.standing)
    units[OFFERS] = offers
    units[RECRUITED] = wanted(staff, year, state.standing, offers)


@worker
def lose_hires(units: Integers) -> None:
    """Note at hand whom each city loses."""
    units[LEFT] = lost(units[OFFERS], units[RECRUITED])


@kernel
def pay_hires(
    sheets: Sheets, money: Money, staff: Staff, place: tuple[int, int], year: int
) -> None:
    """Pay for as many hires as free money reaches; ``place`` is region and service."""
    region, service = place
    account, unit_fen = money.pays_running[service], money.unit_fen[service]
    rise, own = staff.hire_cost_rise[service], sheets.state.standing[region, service]
    there = free(sheets, region, account) if account >= 0 else 0
    asked = sheets.hand.units[RECRUITED, region, service]
    hires = hires_paid(asked, unit_fen, rise, own, there)
    sheets.hand.units[RECRUITED, region, service] = hires
    fen = hiring_cost(hires, unit_fen, rise, own)
    if fen > 0:
        sheets.level[region, account] -= fen
        if sheets.borrows[account] == 0:
            when, mark = (january(year), JANUARY_RUNNING), (region, service, NONE, account)
            log.moved(sheets, when, mark, (log.PAID, log.RECRUITMENT), (hires, fen))


@kernel
def staff_places(sheets: Sheets, staff: Staff, year: int) -> None:
    """Let staff enter that was trained in the year for places that opened or lost theirs."""
    units = sheets.hand.units
    train(staff, sheets.state, year, units)
    log.changed(sheets, (december(year), BOOKS), log.GRADUATED, units[GRADUATED])


@worker
def train(staff: Staff, state: State, year: int, units: Integers) -> None:
    """Count who was trained."""
    entered = trained(staff, year, state.standing, state.retired)
    state.standing[:] += entered
    state.graduated[:] += entered
    units[GRADUATED] = entered
