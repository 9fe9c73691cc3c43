"""Rules of money: who is paid when not all can be. Integers of fen in, integers out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

NO_TRANSFER, EQUAL_PER_CAPITA, BY_SHORTFALL, BY_FISCAL_GAP = range(4)
START_BY_SHORTFALL, BINDING_FIRST, WORST_FIRST, START_PER_CAPITA, FIXED_SHARES, FIXED_STARTS = (
    range(6)
)


def settle(claims: Integers, level: Integers) -> Integers:
    """Return 1 for each claim that is met, 0 for each that waits.

    Parameters
    ----------
    claims
        Fen asked of each account, in the order of settling. Shape (claim, account).
    level
        Fen free in each account. Shape (account,). It is not changed.

    Notes
    -----
    A claim is met whole or not at all; what does not fit is skipped and smaller claims behind
    it are still met.
    """
    left = level.copy()
    met = np.zeros(claims.shape[0], np.int64)
    for claim in range(claims.shape[0]):
        fits = True
        for account in range(left.shape[0]):
            if claims[claim, account] > left[account]:
                fits = False
        if fits:
            met[claim] = 1
            for account in range(left.shape[0]):
                left[account] -= claims[claim, account]
    return met


def units_paid(units: Integers, unit_fen: Integers, level: int) -> Integers:
    """Return the units (service,) whose running cost one account can pay.

    When money is short every service is cut pro rata by cost; fractions of a unit are cut too,
    so the bill never exceeds ``level``.
    """
    bill = 0
    for service in range(units.shape[0]):
        bill += int(units[service]) * int(unit_fen[service])
    if bill <= level:
        return units.copy()
    paid = np.zeros_like(units)
    for service in range(units.shape[0]):
        paid[service] = int(units[service]) * max(level, 0) // bill
    return paid


def split(total: int, weights: Floats) -> Integers:
    """Return ``total`` split over ``weights`` by largest remainder, ties by position.

    Weights are not negative; when all are zero nothing is given.
    """
    parts = np.zeros(weights.shape[0], np.int64)
    mass = 0.0
    for weight in weights:
        mass = mass + weight
    if mass <= 0.0 or total <= 0:
        return parts
    remainders = np.empty(weights.shape[0])
    given = 0
    for position in range(weights.shape[0]):
        exact = total * (weights[position] / mass)
        parts[position] = math.floor(exact)
        remainders[position] = exact - parts[position]
        given += int(parts[position])
    order = np.argsort(-remainders, kind="stable")
    left = total - given
    step = 1 if left >= 0 else -1
    position = 0
    while left != 0:
        index = order[position % order.shape[0]]
        if weights[index] > 0.0 and parts[index] + step >= 0:
            parts[index] += step
            left -= step
        position += 1
    return parts


def carried_over(free: int, own: int, limit_share: float, lot: int) -> int:
    """Return what stays free after the year: at most the limit, which holds one lot."""
    limit = max(math.floor(own * limit_share), lot)
    return min(max(free, 0), limit)


def start_score(
    rule: int, missing_fen: float, attained: float, binding: int, spent: float
) -> float:
    """Return how urgent one more lot is under an allocation rule; the highest starts first.

    ``missing_fen`` is what the units still missing would cost, ``attained`` stock and pipeline
    over need, ``spent`` what this year's starts already cost, per head of the target group or
    relative to the fixed share.
    """
    if rule == BINDING_FIRST:
        return missing_fen + 1e18 * binding
    if rule == WORST_FIRST:
        return -attained
    if rule in (START_PER_CAPITA, FIXED_SHARES):
        return -spent
    return missing_fen
