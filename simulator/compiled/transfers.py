"""Money between purses: the province's pool, and what a region moves between its domains.

The same as ``transfer`` and ``move_between_domains`` of `simulator.budget.year`.
"""

from __future__ import annotations

import math

import numpy as np

from simulator.budget.rules import NO_TRANSFER, split, transfer_weights
from simulator.compiled import log
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.purse import free, pay, receive
from simulator.compiled.sheets import NEED, Sheets
from simulator.eventlog import NONE
from simulator.inputs.arrays import Floats, Integers, Money, Policy
from simulator.instants import JANUARY_ALLOCATION, JANUARY_RUNNING, january

RECEIVES, PAYS = range(2)
"""Positions of the weights at hand."""
GIVEN, TAKEN = range(2)
"""Positions of the fen at hand; `TAKEN` holds first what missing units cost."""
WANTED, OFFERED, LACKING, OUT, IN = range(5)
"""Positions of the moves at hand."""


@kernel
def hand_out(sheets: Sheets, money: Money, policy: Policy, residents: Floats, year: int) -> None:
    """Give the province's pool to the cities by the rule in force; the need stands at hand.

    ``residents`` (region,) are those of all ages of the December before.
    """
    rule = policy.transfer_rule[year]
    if rule == NO_TRANSFER:
        return
    own, cost, need = sheets.hand.fen[GIVEN], sheets.hand.fen[TAKEN], sheets.hand.units[NEED]
    for region in range(own.shape[0]):
        for account in range(own.shape[1]):
            is_own = sheets.borrows[account] == 0
            own[region, account] = money.own[year, region, account] if is_own else 0
            cost[region, account] = 0
            for service in range(need.shape[1]):
                missing = missing_units(sheets, region, service)
                cost[region, account] += missing * money.capital_fen[service, account]
    weights = sheets.hand.weights
    weigh(rule, own, residents, cost, weights[RECEIVES])
    transfer(sheets, money, year, not policy.additional[year])


@kernel
def missing_units(sheets: Sheets, region: int, service: int) -> int:
    """Return what is missing to the need at hand beside what stands and is under way."""
    have = sheets.state.standing[region, service] + sheets.state.in_pipeline[region, service]
    return max(sheets.hand.units[NEED, region, service] - have, 0)


@worker
def weigh(rule: int, own: Integers, residents: Floats, cost: Integers, weights: Floats) -> None:
    """Write what each account's part of the pool is proportional to. Shape (region, account)."""
    weights[:, :] = transfer_weights(rule, own, residents, cost)


@kernel
def transfer(sheets: Sheets, money: Money, year: int, reallocated: bool) -> None:
    """Give the province's pool to the accounts of the general budget by the weights at hand."""
    receives, pays, given = sheets.hand.weights[0], sheets.hand.weights[1], sheets.hand.fen[GIVEN]
    when, pool, any_weight = (january(year), JANUARY_RUNNING), money.pool[year], False
    for region in range(receives.shape[0]):
        for account in range(receives.shape[1]):
            if not money.pooled[account]:
                receives[region, account] = 0.0
            is_payer = money.pooled[account]
            pays[region, account] = money.own[year, region, account] if is_payer else 0.0
            any_weight = any_weight or receives[region, account] != 0.0
    if pool <= 0 or not any_weight:
        return
    if reallocated:
        pool = take_from_cities(sheets, money, when, pool)
    share_out(pool, receives, given)
    if not reallocated:
        give_from_province(sheets, when)
    for region in range(given.shape[0]):
        for account in range(given.shape[1]):
            what = (log.TRANSFERRED, log.TRANSFER_IN)
            receive(sheets, when, (region, account), what, given[region, account])


@worker
def share_out(total: int, weights: Floats, parts: Integers) -> None:
    """Write ``total`` split over weights of one shape, by largest remainder."""
    parts[:] = split(total, weights.reshape(-1)).reshape(weights.shape)


@kernel
def take_from_cities(sheets: Sheets, money: Money, when: tuple[int, int], pool: int) -> int:
    """Take a pool in proportion to the payers at hand and return what came in [fen]."""
    asked, taken = sheets.hand.fen[TAKEN], 0
    share_out(pool, sheets.hand.weights[PAYS], asked)
    for region in range(asked.shape[0]):
        for account in range(asked.shape[1]):
            part = min(asked[region, account], free(sheets, region, account))
            what = (log.TRANSFERRED, log.TRANSFER_OUT)
            pay(sheets, when, (region, account), what, part)
            taken += part
    return taken


@kernel
def give_from_province(sheets: Sheets, when: tuple[int, int]) -> None:
    """Log what the provincial treasury spends on cities: own money that it hands on at once."""
    given = sheets.hand.fen[GIVEN]
    n_regions = given.shape[0]
    for account in range(given.shape[1]):
        fen = 0
        for region in range(n_regions):
            fen += given[region, account]
        if fen != 0:
            mark = (n_regions, NONE, NONE, account)
            log.moved(sheets, when, mark, (log.PAID, log.OWN), (0, fen))
            log.moved(sheets, when, mark, (log.TRANSFERRED, log.TRANSFER_OUT), (0, fen))


@kernel
def move_between_domains(sheets: Sheets, money: Money, year: int, region: int) -> None:
    """Move the fungible share of free money to the accounts that lack it, purse by purse."""
    moves, last = sheets.hand.moves, -1
    for account in range(moves.shape[1]):
        moves[WANTED, account] = 0
        last = max(last, money.purse[account])
        for service in range(money.capital_fen.shape[0]):
            fen = money.capital_fen[service, account]
            if fen != 0:
                moves[WANTED, account] += missing_units(sheets, region, service) * fen
    for purse in range(last + 1):
        move_within(sheets, money, year, region, purse)


@kernel
def move_within(sheets: Sheets, money: Money, year: int, region: int, purse: int) -> None:
    """Move free money between the accounts of one purse by what is wanted."""
    moves, offered, lacking = sheets.hand.moves, 0, 0
    for account in range(moves.shape[1]):
        moves[OFFERED, account] = moves[LACKING, account] = 0
        if money.purse[account] == purse:
            spare = free(sheets, region, account) - moves[WANTED, account]
            moves[OFFERED, account] = math.floor(max(spare, 0) * money.fungible[year])
            moves[LACKING, account] = max(-spare, 0)
            offered += moves[OFFERED, account]
            lacking += moves[LACKING, account]
    total = min(offered, lacking)
    if total <= 0:
        return
    share_moves(total, moves)
    when = (january(year), JANUARY_ALLOCATION)
    for account in range(moves.shape[1]):
        place = (region, account)
        pay(sheets, when, place, (log.TRANSFERRED, log.MOVED_OUT), moves[OUT, account])
        receive(sheets, when, place, (log.TRANSFERRED, log.MOVED_IN), moves[IN, account])


@worker
def share_moves(total: int, moves: Integers) -> None:
    """Write what every account gives and takes of ``total``."""
    moves[OUT] = split(total, moves[OFFERED].astype(np.float64))
    moves[IN] = split(total, moves[LACKING].astype(np.float64))
