"""What cities owe for special bonds since the base year, and what January pays of it.

What is drawn from a bond account is debt on 31 December of that year; the next January brings
its first year's interest. Debt of before the base year is not in it, and neither is the money
that pays it: the derived envelope holds none.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.budget.envelopes import Treasury
from simulator.budget.rules import debt_paid, interest_of, repaid_by
from simulator.budget.year import release_commitments
from simulator.eventlog import Mark
from simulator.instants import JANUARY_RUNNING, january


class Due(NamedTuple):
    """What one January asks for a bond account [fen], arrears of earlier ones included."""

    interest: int
    principal: int


def due_in(treasury: Treasury, year: int, region: int, account: int) -> Due:
    """Return what is due in January of ``year`` (1 = first simulated year)."""
    bonds, debt = treasury.money.bonds, treasury.debt
    drawn = debt.drawn[:year, region, account].tolist()
    owed = sum(drawn) - int(debt.repaid[region, account])
    scheduled = sum(
        repaid_by(fen, year - then, bonds.term, bonds.interest_only)
        for then, fen in enumerate(drawn)
    )
    return Due(
        interest_of(owed, bonds.millionths) + int(debt.interest_arrears[region, account]),
        scheduled - int(debt.repaid[region, account]),
    )


def pay_debt(treasury: Treasury, year: int, region: int) -> None:
    """Pay the debt service of one region, before all running cost (class 0).

    Money that is set aside is reached only when free money is gone, newest project first. What
    cannot be paid stays due, without interest on interest; the event ``delayed`` tells it.
    """
    when = (january(year), JANUARY_RUNNING)
    debt, payers = treasury.debt, treasury.money.bonds.payer
    for account in np.flatnonzero(payers >= 0).tolist():
        due, payer = due_in(treasury, year, region, account), int(payers[account])
        if not any(due):
            continue
        free = release_commitments(treasury, region, payer, sum(due))
        interest, principal = debt_paid(*due, free)
        debt.repaid[region, account] += principal
        debt.interest_arrears[region, account] = due.interest - interest
        mark = Mark(region, account=payer)
        treasury.pay(when, mark, interest + principal, event="paid", category="debt_service")
        unpaid = sum(due) - interest - principal
        if unpaid:
            treasury.log.add(when, mark, "delayed", fen=unpaid)
