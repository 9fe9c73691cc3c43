"""Rules of money: who is paid when not all can be, who receives, what is started.

Integers of fen in, integers out. An allocation rule sees stocks, the pipeline, the need level of
today's residents and this year's money; nothing later. It stops at the need level. A lot that
is prepared now asks for money when its design is approved, so as many Januaries of money stand
behind the queue of unfunded lots as that preparation lasts.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

NO_TRANSFER, EQUAL_PER_CAPITA, BY_SHORTFALL, BY_FISCAL_GAP = range(4)
START_BY_SHORTFALL, BINDING_FIRST, WORST_FIRST, START_PER_CAPITA, FIXED_SHARES, FIXED_STARTS = (
    range(6)
)

ABOVE_ALL_BILLS = 1e18
"""More fen than any bill: a binding target comes before all that is not."""


MILLION = 1_000_000


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


def repaid_by(principal: int, januaries: int, term: int, interest_only: int) -> int:
    """Return what of a loan must be repaid ``januaries`` after the year it was drawn [fen].

    Nothing in the ``interest_only`` years, then equal yearly instalments until all is repaid in
    January number ``term``. With no year left for instalments all falls due at the term.
    """
    if januaries >= term:
        return principal
    instalments = max(term - interest_only, 1)
    return principal * max(januaries - interest_only, 0) // instalments


def interest_of(owed: int, millionths: int) -> int:
    """Return a year's interest at a rate in millionths, rounded down [fen]."""
    return owed * millionths // MILLION


def debt_paid(interest: int, principal: int, free: int) -> tuple[int, int]:
    """Return the interest and the principal that ``free`` money pays, interest first [fen]."""
    first = min(interest, max(free, 0))
    return first, min(principal, max(free, 0) - first)


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
        return missing_fen + ABOVE_ALL_BILLS * binding
    if rule == WORST_FIRST:
        return -attained
    if rule in (START_PER_CAPITA, FIXED_SHARES):
        return -spent
    return missing_fen


def transfer_weights(rule: int, own: Integers, residents: Floats, missing_fen: Integers) -> Floats:
    """Return what each account's part of the province's pool is proportional to.

    Shape (region, account), not negative.

    Parameters
    ----------
    rule
        ``EQUAL_PER_CAPITA`` suits a planner who wants the same yuan per resident,
        ``BY_SHORTFALL`` one who fills what is missing to the targets, ``BY_FISCAL_GAP`` one who
        lifts the cities with little money of their own.
    own
        Own money of the year [fen]. Shape (region, account).
    residents
        Residents of all ages. Shape (region,).
    missing_fen
        What the missing units would cost each account [fen]. Shape (region, account).
    """
    if rule == BY_SHORTFALL:
        return missing_fen.astype(np.float64)
    found = np.zeros(own.shape)
    total, people = own.sum(), 0.0
    for persons in residents:
        people = people + persons
    for region in range(own.shape[0]):
        part = residents[region]
        if rule == BY_FISCAL_GAP:
            behind = total / people - own[region].sum() / residents[region]
            part = max(behind, 0.0) * residents[region]
        for account in range(own.shape[1]):
            found[region, account] = part * (own[:, account].sum() / max(total, 1))
    return found


class Choice(NamedTuple):
    """What a rule sees of one region. Arrays are by service unless said otherwise."""

    have: Integers
    """Standing and in the pipeline [unit]."""
    need: Integers
    """Need level [unit]."""
    lot: Integers
    """Units of one lot; 0 where no lots are built."""
    unit_fen: Integers
    """Fiscal capital cost of a unit by account. Shape (service, account)."""
    money: Integers
    """Money for starts this year. Shape (account,)."""
    queued: Integers
    """Cost of the lots that are not funded yet. Shape (service, account)."""
    limits: Floats
    """Share of its domain's money that a service may take."""
    januaries: Integers
    """Januaries of money until a lot that is prepared now asks for it."""
    binding: Integers
    """1 where a binding target stands behind the need."""
    people: Floats
    """Residents of the target group."""
    shares: Floats
    """Shares of starts (rule `fixed_shares`)."""


def choose_starts(rule: int, seen: Choice) -> Integers:
    """Return the lots (service,) to prepare, one by one where the rule's score is highest.

    Need and money only get scarcer as lots are chosen: who may not start now may not later.
    """
    n_services, n_accounts = seen.unit_fen.shape
    starts = np.zeros(n_services, np.int64)
    scores, open_to = np.zeros(n_services), seen.lot > 0
    unit_cost = seen.unit_fen.sum(axis=1)
    queued, waiting = seen.queued.copy(), seen.queued.sum(axis=0)
    cost = np.zeros((n_services, n_accounts), np.int64)
    for service in range(n_services):
        if open_to[service]:
            scores[service] = score_of(rule, seen, 0, service, unit_cost[service])
            cost[service] = seen.lot[service] * seen.unit_fen[service]
    best = first_highest(scores, open_to)
    while best >= 0:
        if may_start(seen, starts[best], (queued[best], waiting), cost[best], best):
            starts[best] += 1
            queued[best] += cost[best]
            waiting += cost[best]
            scores[best] = score_of(rule, seen, starts[best], best, unit_cost[best])
        else:
            open_to[best] = False
        best = first_highest(scores, open_to)
    return starts


def first_highest(scores: Floats, open_to: NDArray[np.bool_]) -> int:
    """Return the position of the highest score among those open, the first of equals; -1 none."""
    best = -1
    for position in range(scores.shape[0]):
        if open_to[position] and (best < 0 or scores[position] > scores[best]):
            best = position
    return best


def may_start(
    seen: Choice, started: int, queue: tuple[Integers, Integers], cost: Integers, service: int
) -> bool:
    """Return whether one more lot is needed and the money behind the queue carries it.

    ``queue`` is what the service's lots wait for and what all do (account,), ``cost`` what one lot
    costs (account,) [fen].
    """
    lot = seen.lot[service]
    if lot <= 0 or seen.have[service] + started * lot >= seen.need[service]:
        return False
    for account in range(cost.shape[0]):
        if cost[account] != 0:
            carried = seen.money[account] * seen.januaries[service]
            if queue[1][account] + cost[account] > carried:
                return False
            if queue[0][account] + cost[account] > carried * seen.limits[service]:
                return False
    return True


def score_of(rule: int, seen: Choice, started: int, service: int, cost: int) -> float:
    """Return how urgent one more lot of a service is after ``started`` lots of this year.

    ``cost`` is what one of its units costs all accounts [fen].
    """
    have, need = seen.have[service] + started * seen.lot[service], seen.need[service]
    spent = float(started * seen.lot[service] * cost)
    by = seen.people[service] if rule == START_PER_CAPITA else seen.shares[service]
    return start_score(
        rule,
        float(max(need - have, 0) * cost),
        have / need if need else 1.0,
        seen.binding[service],
        spent / by if by > 0 else spent,
    )
