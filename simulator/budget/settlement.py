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
        waiting: list[list[Turn]] = [[] for _ in range(calendar.n_regions)]
        for turn in sorted(claims, key=lambda turn: (turn.claim, turn.priority, turn.rank)):
            waiting[calendar.region(turn.rank)].append(turn)
        claims.clear()
        for here in waiting:
            claims.extend(settle_region(treasury, calendar, month, here))


def settle_region(
    treasury: Treasury, calendar: Calendar, month: int, waiting: Sequence[Turn]
) -> list[Turn]:
    """Pay or set aside what fits in one region and return the claims that still wait."""
    if not waiting:
        return []
    region, when = calendar.region(waiting[0].rank), (month, MONEY)
    n_accounts = len(treasury.accounts[region])
    paid = [turn for turn in waiting if turn.row in treasury.commitments]
    asking = [turn for turn in waiting if turn.row not in treasury.commitments]
    asked = np.array([turn.fen[:n_accounts] for turn in asking], np.int64)
    # paying what is set aside changes nothing of what is free, so this is known before
    met = settle(asked, treasury.free(region)).tolist() if asking else []
    for turn in paid:
        pay_draw(treasury, when, mark_of(calendar, turn), turn)
    left = []
    for turn, is_met in zip(asking, met, strict=True):
        if not is_met:
            left.append(stop(treasury, when, mark_of(calendar, turn), turn))
        elif turn.claim == DRAW_DOWN:
            pay_draw(treasury, when, mark_of(calendar, turn), turn)
            paid.append(turn)
        else:
            treasury.commit(turn.row, region, np.array(turn.fen, np.int64))
            turn.granted.succeed()
    if paid:
        drawn = np.array([turn.fen[:n_accounts] for turn in paid], np.int64)
        treasury.take(region, drawn.sum(axis=0))
    return left


def pay_draw(treasury: Treasury, when: tuple[int, int], mark: Mark, turn: Turn) -> None:
    """Log one draw-down, social capital paying its part; the caller takes the money."""
    *fiscal, social = turn.fen
    for account, fen in enumerate(fiscal):
        if fen:
            from_account = Mark(*mark[:-1], account)
            if treasury.borrows(account):
                treasury.borrow(when, from_account, fen)
            treasury.log.add(when, from_account, "drawn", category="capital", fen=fen)
    if social:
        treasury.log.add(when, mark, "drawn", category="social_capital", fen=social)
        treasury.log.add(when, mark, "drawn", category="capital", fen=social)
    if turn.row in treasury.commitments:
        treasury.draw(turn.row, np.array(fiscal, np.int64))
    turn.granted.succeed()


def stop(treasury: Treasury, when: tuple[int, int], mark: Mark, turn: Turn) -> Turn:
    """Log, once, that a project under construction stops for lack of money."""
    if turn.claim == DRAW_DOWN and turn.asked == when[0]:
        treasury.log.add(when, mark, "stopped")
    return turn


def mark_of(calendar: Calendar, turn: Turn) -> Mark:
    """Return where a turn's events belong."""
    return Mark(calendar.region(turn.rank), calendar.service(turn.rank), turn.row)
