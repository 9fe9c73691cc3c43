"""The purses of the regions: money in hand, money set aside, and what is owed.

The same as `simulator.budget.envelopes.Treasury`, whose containers are simpy's.
"""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.kernel import kernel
from simulator.compiled.sheets import (
    EARLIER,
    FIRST,
    HELD,
    LAST,
    LATER,
    NOBODY,
    REGION,
    Sheets,
)
from simulator.eventlog import NONE
from simulator.inputs.arrays import Integers
from simulator.instants import MONTHS_PER_YEAR


@kernel
def free(sheets: Sheets, region: int, account: int) -> int:
    """Return the money in hand that is not set aside [fen]."""
    return sheets.level[region, account] - sheets.aside[region, account]


@kernel
def note(
    sheets: Sheets,
    when: tuple[int, int],
    mark: tuple[int, int, int, int],
    what: tuple[int, int],
    fen: int,
) -> None:
    """Log what moved into or out of an account; a limit to borrow is no money, so not that."""
    if sheets.borrows[mark[3]] == 0:
        log.moved(sheets, when, mark, what, (0, fen))


@kernel
def receive(
    sheets: Sheets,
    when: tuple[int, int],
    place: tuple[int, int],
    what: tuple[int, int],
    fen: int,
) -> None:
    """Put money into an account, ``place`` being region and account; nothing for zero."""
    if fen > 0:
        region, account = place
        sheets.level[region, account] += fen
        sheets.risen[region] = 1
        note(sheets, when, (region, NONE, NONE, account), what, fen)


@kernel
def pay(
    sheets: Sheets,
    when: tuple[int, int],
    place: tuple[int, int],
    what: tuple[int, int],
    fen: int,
) -> None:
    """Take money out of an account and log it; nothing happens for zero."""
    if fen > 0:
        region, account = place
        sheets.level[region, account] -= fen
        note(sheets, when, (region, NONE, NONE, account), what, fen)


@kernel
def hold(sheets: Sheets, row: int) -> None:
    """Enter a project among those for whom money is set aside, behind all others."""
    rows, chain = sheets.rows, sheets.holders[sheets.rows[row, REGION]]
    rows[row, HELD] = 1
    rows[row, EARLIER], rows[row, LATER] = chain[LAST], NOBODY
    if chain[LAST] == NOBODY:
        chain[FIRST] = row
    else:
        rows[chain[LAST], LATER] = row
    chain[LAST] = row


@kernel
def let_go(sheets: Sheets, row: int) -> None:
    """Set nothing aside any longer for a project."""
    rows = sheets.rows
    if rows[row, HELD] == 0:
        return
    region = rows[row, REGION]
    for account in range(sheets.left.shape[1]):
        if sheets.left[row, account] != 0:
            sheets.aside[region, account] -= sheets.left[row, account]
            sheets.left[row, account] = 0
            sheets.risen[region] = 1
    chain, earlier, later = sheets.holders[region], rows[row, EARLIER], rows[row, LATER]
    if earlier == NOBODY:
        chain[FIRST] = later
    else:
        rows[earlier, LATER] = later
    if later == NOBODY:
        chain[LAST] = earlier
    else:
        rows[later, EARLIER] = earlier
    rows[row, HELD] = 0


@kernel
def set_aside(sheets: Sheets, row: int, fen: Integers) -> None:
    """Set ``fen`` (account,) aside for a project that has nothing set aside."""
    region, anything = sheets.rows[row, REGION], False
    for account in range(sheets.left.shape[1]):
        if fen[account] != 0:
            sheets.left[row, account] = fen[account]
            sheets.aside[region, account] += fen[account]
            anything = True
    if anything:
        hold(sheets, row)


@kernel
def use_up(sheets: Sheets, row: int, fen: Integers) -> None:
    """Set aside no longer the ``fen`` (account,) that a project draws."""
    region, anything = sheets.rows[row, REGION], False
    for account in range(sheets.left.shape[1]):
        if fen[account] != 0:
            sheets.left[row, account] -= fen[account]
            sheets.aside[region, account] -= fen[account]
        if sheets.left[row, account] != 0:
            anything = True
    if not anything:
        let_go(sheets, row)


@kernel
def free_for_bill(sheets: Sheets, region: int, account: int, bill: int) -> int:
    """Free what is set aside, newest project first, until the bill is covered; return free fen."""
    row = sheets.holders[region, LAST]
    while row != NOBODY and free(sheets, region, account) < bill:
        earlier = sheets.rows[row, EARLIER]
        if sheets.left[row, account] != 0:
            let_go(sheets, row)
        row = earlier
    return free(sheets, region, account)


@kernel
def borrow(
    sheets: Sheets, when: tuple[int, int], mark: tuple[int, int, int, int], fen: int
) -> None:
    """Log bonds that come in to be spent at once, and owe them from now on."""
    year = (when[0] - 1) // MONTHS_PER_YEAR + 1
    sheets.drawn[year, mark[0], mark[3]] += fen
    log.moved(sheets, when, mark, (log.PAID, log.BOND), (0, fen))
