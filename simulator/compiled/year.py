"""The money of a year: what comes in, debt service, running money, what the books carry over.

The same as `simulator.budget.year` and `simulator.budget.debt`, in purses instead of simpy's
containers.
"""

from __future__ import annotations

import numpy as np

from simulator.budget.rules import carried_over, debt_paid, interest_of, repaid_by, units_paid
from simulator.compiled import log
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.purse import free, free_for_bill, note, pay, receive
from simulator.compiled.sheets import CLAIMED, PAID, Sheets
from simulator.eventlog import NONE
from simulator.inputs.arrays import Integers, Money
from simulator.instants import BOOKS, JANUARY_RUNNING, december, january


@kernel
def open_year(sheets: Sheets, money: Money, year: int) -> None:
    """Log the carry-over and receive the own money of ``year`` (1 = first simulated year)."""
    when = (january(year), JANUARY_RUNNING)
    for region in range(sheets.level.shape[0]):
        for account in range(sheets.level.shape[1]):
            carried = sheets.level[region, account]
            if carried != 0:
                mark = (region, NONE, NONE, account)
                note(sheets, when, mark, (log.TRANSFERRED, log.CARRY_IN), carried)
            own, place = money.own[year, region, account], (region, account)
            receive(sheets, when, place, (log.PAID, log.OWN), own)


@kernel
def pay_debts(sheets: Sheets, money: Money, year: int) -> None:
    """Pay the debt service of all regions, before all running cost (class 0)."""
    for region in range(sheets.level.shape[0]):
        for account in range(sheets.level.shape[1]):
            if sheets.borrows[account] == 1:
                pay_debt(sheets, money, year, region, account)


@kernel
def pay_debt(sheets: Sheets, money: Money, year: int, region: int, account: int) -> None:
    """Pay the debt service of one bond account; what cannot be paid stays due."""
    when, bonds = (january(year), JANUARY_RUNNING), money.bonds
    payer = bonds.payer[account]
    owed = principal_due = -sheets.repaid[region, account]
    for then in range(year):
        fen = sheets.drawn[then, region, account]
        owed += fen
        principal_due += repaid_by(fen, year - then, bonds.term, bonds.interest_only)
    interest_due = interest_of(owed, bonds.millionths) + sheets.arrears[region, account]
    if interest_due == 0 and principal_due == 0:
        return
    there = free_for_bill(sheets, region, payer, interest_due + principal_due)
    interest, principal = debt_paid(interest_due, principal_due, there)
    sheets.repaid[region, account] += principal
    sheets.arrears[region, account] = interest_due - interest
    what = (log.PAID, log.DEBT_SERVICE)
    pay(sheets, when, (region, payer), what, interest + principal)
    unpaid = interest_due + principal_due - interest - principal
    if unpaid != 0:
        log.moved(sheets, when, (region, NONE, NONE, payer), (log.DELAYED, NONE), (0, unpaid))


@kernel
def pay_running(
    sheets: Sheets, money: Money, categories: tuple[int, ...], family: Integers, year: int
) -> None:
    """Pay the running claims at hand, region by region, and note what is paid."""
    claimed, paid = sheets.hand.units[CLAIMED], sheets.hand.units[PAID]
    when = (january(year), JANUARY_RUNNING)
    for region in range(sheets.level.shape[0]):
        for service in range(family.shape[0]):
            paid[region, service] = claimed[region, service]
        for account in range(sheets.level.shape[1]):
            bill, is_used = 0, False
            for service in range(family.shape[0]):
                if money.pays_running[service] == account:
                    bill += claimed[region, service] * money.unit_fen[service]
                    is_used = True
            if not is_used:
                continue
            there = free_for_bill(sheets, region, account, bill)
            buy(claimed[region], money.unit_fen, money.pays_running, (account, there), paid[region])
            for service in range(family.shape[0]):
                fen = paid[region, service] * money.unit_fen[service]
                if money.pays_running[service] == account and fen > 0:
                    sheets.level[region, account] -= fen
                    if sheets.borrows[account] == 0:
                        mark = (region, service, NONE, account)
                        what = (log.PAID, categories[family[service]])
                        log.moved(sheets, when, mark, what, (paid[region, service], fen))


@worker
def buy(
    units: Integers,
    unit_fen: Integers,
    pays_running: Integers,
    purse: tuple[int, int],
    paid: Integers,
) -> None:
    """Write the units that an account pays of those of its services; ``purse`` account and fen."""
    here = np.flatnonzero(pays_running == purse[0])
    paid[here] = units_paid(units[here], unit_fen[here], purse[1])


@kernel
def close_year(sheets: Sheets, money: Money, year: int, lot_fen: Integers) -> None:
    """Carry over what is set aside and free money to its limit; the rest lapses.

    ``lot_fen`` (region, account) is the dearest lot an account pays: one lot may always wait.
    """
    when, limit = (december(year), BOOKS), money.carry_limit[year]
    for region in range(lot_fen.shape[0]):
        for account in range(lot_fen.shape[1]):
            there, own = free(sheets, region, account), money.own[year, region, account]
            kept = carried_over(there, own, limit, lot_fen[region, account])
            place = (region, account)
            pay(sheets, when, place, (log.LAPSED, log.LAPSE), there - kept)
            left = sheets.level[region, account]
            if left != 0:
                mark = (region, NONE, NONE, account)
                note(sheets, when, mark, (log.TRANSFERRED, log.CARRY_OUT), left)
