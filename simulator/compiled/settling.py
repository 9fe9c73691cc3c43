"""The monthly settling of claims: draw-downs first, then new starts (design §4.6).

Free money only falls while claims are settled. So a claim that was refused is asked again only
after money may have become free; until then the answer would be the same.
"""

from __future__ import annotations

from simulator.budget.rules import settle
from simulator.compiled import log
from simulator.compiled.chains import join_claims, remove
from simulator.compiled.delivery import go_on
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.purse import borrow, free, set_aside, use_up
from simulator.compiled.sheets import (
    ASKED,
    FIRST,
    HELD,
    KIND,
    LENGTH,
    NEW,
    REFUSED,
    REGION,
    SERVICE,
    STEP,
    Sheets,
)
from simulator.compiled.steps import FOR_FIRST, FOR_SECOND
from simulator.eventlog import NONE
from simulator.inputs.arrays import Integers, Traits
from simulator.instants import MONEY
from simulator.projects.rules import draw_downs
from simulator.waiting import DRAW_DOWN

GRANTED, ASKING = range(2)
"""Rows at hand in the sheets: those who are paid, and those who ask for free money."""


@kernel
def settle_month(sheets: Sheets, traits: Traits, shares: tuple[float, float], month: int) -> None:
    """Settle the claims of all regions at one instant; who is paid goes on afterwards."""
    n_granted = 0
    for region in range(sheets.level.shape[0]):
        ask_again(sheets, region)
        if sheets.claims[NEW, region, LENGTH] > 0:
            n_granted = settle_region(sheets, shares, (month, region), n_granted)
    for position in range(n_granted):
        go_on(sheets, traits, sheets.hand.taken[GRANTED, position], (month, MONEY))


@kernel
def ask_again(sheets: Sheets, region: int) -> None:
    """Put refused claims among the new ones if money may have become free."""
    if sheets.risen[region] == 0:
        return
    rows, new, refused = sheets.rows, sheets.claims[NEW, region], sheets.claims[REFUSED, region]
    while refused[LENGTH] > 0:
        row = refused[FIRST]
        remove(rows, refused, row)
        join_claims(rows, new, row)
    sheets.risen[region] = 0


@kernel
def settle_region(
    sheets: Sheets,
    shares: tuple[float, float],
    when: tuple[int, int],
    n_granted: int,
) -> int:
    """Pay or set aside what fits in one region; return how many turns are granted so far.

    What is set aside is paid first. Paying it changes nothing of what is free, so what fits of
    the rest is known before. ``when`` is month and region.
    """
    month, region = when
    rows, new, n_asking = sheets.rows, sheets.claims[NEW, region], 0
    n_accounts = sheets.level.shape[1]
    while new[LENGTH] > 0:
        row = new[FIRST]
        remove(rows, new, row)
        if rows[row, HELD] == 1:
            ask(sheets, shares, row, n_asking)
            pay_draw(sheets, month, row, n_asking)
            sheets.hand.taken[GRANTED, n_granted] = row
            n_granted += 1
        else:
            ask(sheets, shares, row, n_asking)
            sheets.hand.taken[ASKING, n_asking] = row
            n_asking += 1
    if n_asking == 0:
        return n_granted
    for account in range(n_accounts):
        sheets.hand.choice.money[account] = free(sheets, region, account)
    meet(sheets.hand.asked[:n_asking, :n_accounts], sheets.hand.choice.money, sheets.hand.answer)
    for position in range(n_asking):
        row = sheets.hand.taken[ASKING, position]
        if sheets.hand.answer[position] == 0:
            refuse(sheets, row, month)
            continue
        if rows[row, KIND] == DRAW_DOWN:
            pay_draw(sheets, month, row, position)
        else:
            set_aside(sheets, row, sheets.hand.asked[position])
        sheets.hand.taken[GRANTED, n_granted] = row
        n_granted += 1
    return n_granted


@worker
def meet(claims: Integers, level: Integers, answer: Integers) -> None:
    """Write 1 for each claim that is met and 0 for each that waits."""
    met = settle(claims, level)
    for position in range(met.shape[0]):
        answer[position] = met[position]


@kernel
def ask(sheets: Sheets, shares: tuple[float, float], row: int, position: int) -> None:
    """Write what a claim asks of each account and, last, of social capital [fen]."""
    rows, n_accounts = sheets.rows, sheets.level.shape[1]
    step, is_draw = rows[row, STEP], rows[row, KIND] == DRAW_DOWN
    for account in range(n_accounts + 1):
        fen = sheets.fen[row, account]
        if is_draw and fen != 0:
            start, half, last = draw_downs(fen, shares[0], shares[1])
            fen = start if step == FOR_FIRST else half if step == FOR_SECOND else last
        sheets.hand.asked[position, account] = fen
    if not is_draw:
        sheets.hand.asked[position, n_accounts] = 0


@kernel
def pay_draw(sheets: Sheets, month: int, row: int, position: int) -> None:
    """Pay and log one draw-down, social capital paying its part."""
    rows, when, n_accounts = sheets.rows, (month, MONEY), sheets.level.shape[1]
    region, service = rows[row, REGION], rows[row, SERVICE]
    for account in range(n_accounts):
        fen = sheets.hand.asked[position, account]
        if fen != 0:
            mark = (region, service, row, account)
            if sheets.borrows[account] == 1:
                borrow(sheets, when, mark, fen)
            log.moved(sheets, when, mark, (log.DRAWN, log.CAPITAL), (0, fen))
            sheets.level[region, account] -= fen
    social = sheets.hand.asked[position, n_accounts]
    if social != 0:
        mark = (region, service, row, NONE)
        log.moved(sheets, when, mark, (log.DRAWN, log.SOCIAL_CAPITAL), (0, social))
        log.moved(sheets, when, mark, (log.DRAWN, log.CAPITAL), (0, social))
    if rows[row, HELD] == 1:
        use_up(sheets, row, sheets.hand.asked[position])


@kernel
def refuse(sheets: Sheets, row: int, month: int) -> None:
    """Let a claim wait; tell, once, that works stop for lack of money."""
    rows = sheets.rows
    if rows[row, KIND] == DRAW_DOWN and rows[row, ASKED] == month:
        mark = (rows[row, REGION], rows[row, SERVICE], row, NONE)
        log.moved(sheets, (month, MONEY), mark, (log.STOPPED, NONE), (0, 0))
    join_claims(rows, sheets.claims[REFUSED, rows[row, REGION]], row)
