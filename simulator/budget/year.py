"""The money of a year: what comes in on 1 January, and what the books carry over.

January, in this order: carry-over, own money, transfers, debt service (`budget.debt`), running
money of what stands and is due to open, free money that moves between domains. December:
carry-over to its limit, the rest lapses. Limits of bonds do the same untold.
"""

from __future__ import annotations

import numpy as np

from simulator.budget.envelopes import Treasury
from simulator.budget.rules import carried_over, split, units_paid
from simulator.eventlog import Mark
from simulator.inputs.arrays import Floats, Integers
from simulator.instants import BOOKS, JANUARY_ALLOCATION, JANUARY_RUNNING, december, january


def open_year(treasury: Treasury, year: int) -> None:
    """Log the carry-over and receive the own money of ``year`` (1 = first simulated year)."""
    when = (january(year), JANUARY_RUNNING)
    _, n_regions, n_accounts = treasury.money.own.shape
    for region in range(n_regions):
        carried = treasury.level(region)
        for account in range(n_accounts):
            mark = Mark(region, account=account)
            if carried[account]:
                treasury.note(
                    when, mark, int(carried[account]), event="transferred", category="carry_in"
                )
            own = int(treasury.money.own[year, region, account])
            treasury.receive(when, mark, own, event="paid", category="own")


def open_commitments(treasury: Treasury, row: int, region: int, fen: Integers) -> None:
    """Put money that past years set aside for a project under construction into its account."""
    treasury.commit(row, region, fen.copy())
    for account, amount in enumerate(fen):
        if amount:
            treasury.accounts[region][account].put(int(amount))


def pay_running(
    treasury: Treasury, year: int, region: int, units: Integers, categories: tuple[str, ...]
) -> Integers:
    """Pay the running claims of one region and return the units (service,) that are paid.

    ``units`` (service,) are unit-years, and persons, children or homes for staff, coverage and
    programmes. Money that is set aside is reached only when free money is gone, newest
    project first.
    """
    when = (january(year), JANUARY_RUNNING)
    paid = units.copy()
    for account in range(len(treasury.accounts[region])):
        here = np.flatnonzero(treasury.money.pays_running == account)
        if here.size == 0:
            continue
        unit_fen = treasury.money.unit_fen[here]
        bill = sum(int(n) * int(fen) for n, fen in zip(units[here], unit_fen, strict=True))
        free = release_commitments(treasury, region, account, bill)
        paid[here] = units_paid(units[here], unit_fen, free)
        for service, fen in zip(here, unit_fen, strict=True):
            mark = Mark(region, int(service), account=account)
            bought = int(paid[service])
            treasury.pay(
                when,
                mark,
                bought * int(fen),
                event="paid",
                category=categories[int(service)],
                units=bought,
            )
    return paid


def release_commitments(treasury: Treasury, region: int, account: int, bill: int) -> int:
    """Free set-aside money, newest project first, until the bill is covered; return free fen."""
    free = int(treasury.free(region)[account])
    for row in reversed(tuple(treasury.commitments)):
        if free >= bill:
            break
        where, fen = treasury.commitments[row]
        if where == region and fen[account]:
            treasury.commit(row, region, np.zeros_like(fen))
            free = int(treasury.free(region)[account])
    return free


def transfer(
    treasury: Treasury, year: int, pool: int, weights: Floats, *, reallocated: bool
) -> int:
    """Give the province's pool to cities and return what was given [fen].

    ``weights`` (region, account) say who receives. The pool is general-budget money: it is
    taken from and given to accounts of that fund, of any domain, since the province decides
    what its transfers are for; no other fund is touched. Reallocated money is taken from all
    regions in proportion to their own money of the year, additional money comes from the
    treasury of the province, whose books stand behind the last city.
    """
    when = (january(year), JANUARY_RUNNING)
    pooled = treasury.money.pooled[None, :]
    given_by = np.where(pooled, weights, 0.0)
    if pool <= 0 or not given_by.any():
        return 0
    if reallocated:
        pool = take_from_cities(treasury, when, pool, np.where(pooled, treasury.money.own[year], 0))
    given = split(pool, given_by.reshape(-1)).reshape(weights.shape)
    if not reallocated:
        give_from_province(treasury, when, given)
    for (region, account), fen in np.ndenumerate(given):
        mark = Mark(region, account=account)
        treasury.receive(when, mark, int(fen), event="transferred", category="transfer_in")
    return int(given.sum())


def take_from_cities(treasury: Treasury, when: tuple[int, int], pool: int, payers: Integers) -> int:
    """Take a pool in proportion to ``payers`` (region, account) and return what came in [fen].

    No city gives more than it has free: a pool that is too large is not filled.
    """
    asked = split(pool, payers.astype(np.float64).reshape(-1)).reshape(payers.shape)
    taken = 0
    for (region, account), fen in np.ndenumerate(asked):
        mark = Mark(region, account=account)
        part = min(int(fen), int(treasury.free(region)[account]))
        treasury.pay(when, mark, part, event="transferred", category="transfer_out")
        taken += part
    return taken


def give_from_province(treasury: Treasury, when: tuple[int, int], given: Integers) -> None:
    """Log what the provincial treasury spends on cities: own money that it hands on at once."""
    n_regions, n_accounts = given.shape
    for account in range(n_accounts):
        fen = int(given[:, account].sum())
        if fen:
            mark = Mark(n_regions, account=account)
            treasury.log.add(when, mark, "paid", category="own", fen=fen)
            treasury.log.add(when, mark, "transferred", category="transfer_out", fen=fen)


def move_between_domains(treasury: Treasury, year: int, region: int, wanted: Integers) -> None:
    """Move the fungible share of free money to the accounts that lack it.

    ``wanted`` (account,) is what the starts of the year would cost [fen]. Money moves only
    within one tier and fund; with a fungible share of zero nothing does.
    """
    for purse in range(int(treasury.money.purse.max(initial=-1)) + 1):
        move_within(treasury, year, region, np.where(treasury.money.purse == purse, wanted, -1))


def move_within(treasury: Treasury, year: int, region: int, wanted: Integers) -> None:
    """Move free money between the accounts of one tier and fund; ``wanted`` is -1 elsewhere."""
    free, here = treasury.free(region), wanted >= 0
    spare = np.where(here, np.maximum(free - wanted, 0), 0)
    offered = np.floor(spare * treasury.money.fungible[year]).astype(np.int64)
    lacking = np.where(here, np.maximum(wanted - free, 0), 0)
    total = min(int(offered.sum()), int(lacking.sum()))
    if total <= 0:
        return
    when = (january(year), JANUARY_ALLOCATION)
    given = split(total, offered.astype(np.float64))
    taken = split(total, lacking.astype(np.float64))
    for account in range(free.shape[0]):
        mark = Mark(region, account=account)
        treasury.pay(when, mark, int(given[account]), event="transferred", category="moved_out")
        treasury.receive(when, mark, int(taken[account]), event="transferred", category="moved_in")


def close_year(treasury: Treasury, year: int, lot_fen: Integers) -> None:
    """Carry over what is set aside and free money to its limit; the rest lapses.

    ``lot_fen`` (region, account) is the dearest lot an account pays: one lot may always wait.
    """
    limit = float(treasury.money.carry_limit[year])
    when = (december(year), BOOKS)
    n_regions, n_accounts = lot_fen.shape
    for region in range(n_regions):
        free = treasury.free(region)
        for account in range(n_accounts):
            own = int(treasury.money.own[year, region, account])
            kept = carried_over(int(free[account]), own, limit, int(lot_fen[region, account]))
            mark = Mark(region, account=account)
            lapsed = int(free[account]) - kept
            treasury.pay(when, mark, lapsed, event="lapsed", category="lapsed")
            left = int(treasury.accounts[region][account].level)
            if left:
                treasury.note(when, mark, left, event="transferred", category="carry_out")
