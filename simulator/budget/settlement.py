"""The monthly settling of claims: draw-downs first, then new starts (design §4.6)."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
import simpy

from simulator.budget.envelopes import Treasury
from simulator.budget.rules import settle
from simulator.eventlog import Mark
from simulator.instants import MONEY, Calendar
from simulator.waiting import DRAW_DOWN, Turn, until


def settle_monthly(
    env: simpy.Environment, calendar: Calendar, treasury: Treasury, claims: list[Turn], months: int
) -> Generator[simpy.Event, object, None]:
    """Settle all claims of each month at one instant; who is not paid waits."""
    for month in range(1, months + 1):
        yield until(env, calendar.instant(month, MONEY))
        waiting = sorted(claims, key=lambda turn: (turn.claim, turn.priority, turn.rank))
        claims.clear()
        for region in range(calendar.n_regions):
            here = [turn for turn in waiting if calendar.region(turn.rank) == region]
            claims.extend(settle_region(treasury, calendar, month, here))


def settle_region(
    treasury: Treasury, calendar: Calendar, month: int, waiting: Sequence[Turn]
) -> list[Turn]:
    """Pay or set aside what fits in one region and return the claims that still wait."""
    if not waiting:
        return []
    region = calendar.region(waiting[0].rank)
    secured = [turn for turn in waiting if turn.row in treasury.commitments]
    open_claims = [turn for turn in waiting if turn.row not in treasury.commitments]
    for turn in secured:
        pay_draw(treasury, (month, MONEY), mark_of(calendar, turn), turn)
    if not open_claims:
        return []
    n_accounts = len(treasury.accounts[region])
    asked = np.array([turn.fen[:n_accounts] for turn in open_claims], np.int64)
    met = settle(asked, treasury.free(region))
    left = []
    for turn, is_met in zip(open_claims, met, strict=True):
        if not is_met:
            left.append(stop(treasury, (month, MONEY), mark_of(calendar, turn), turn))
        elif turn.claim == DRAW_DOWN:
            pay_draw(treasury, (month, MONEY), mark_of(calendar, turn), turn)
        else:
            treasury.commit(turn.row, region, np.array(turn.fen, np.int64))
            turn.granted.succeed()
    return left


def pay_draw(treasury: Treasury, when: tuple[int, int], mark: Mark, turn: Turn) -> None:
    """Pay one draw-down from its commitment or from free money; social capital pays its part."""
    *fiscal, social = turn.fen
    for account, fen in enumerate(fiscal):
        to_account = mark._replace(account=account)
        treasury.pay(when, to_account, fen, event="drawn", category="capital")
    if social:
        treasury.log.add(when, mark, "drawn", category="social_capital", fen=social)
        treasury.log.add(when, mark, "drawn", category="capital", fen=social)
    if turn.row in treasury.commitments:
        left = treasury.commitments[turn.row][1] - np.array(fiscal, np.int64)
        treasury.commit(turn.row, mark.region, left)
    turn.granted.succeed()


def stop(treasury: Treasury, when: tuple[int, int], mark: Mark, turn: Turn) -> Turn:
    """Log, once, that a project under construction stops for lack of money."""
    if turn.claim == DRAW_DOWN and turn.asked == when[0]:
        treasury.log.add(when, mark, "stopped")
    return turn


def mark_of(calendar: Calendar, turn: Turn) -> Mark:
    """Return where a turn's events belong."""
    return Mark(calendar.region(turn.rank), calendar.service(turn.rank), turn.row)
