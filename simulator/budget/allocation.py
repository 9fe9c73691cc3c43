"""The January decision: how many lots of which service each region starts to prepare.

A rule sees stocks, the pipeline, the need level of today's residents and this year's money;
nothing later. It stops at the need level. A lot that is prepared now asks for money when its
design is approved, so as many Januaries of money stand behind the queue of unfunded lots as
that preparation lasts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.budget.rules import START_PER_CAPITA, start_score
from simulator.inputs.arrays import Booleans, Floats, Integers


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
    """Return the lots (service,) to prepare, one by one where the rule's score is highest."""
    starts = np.zeros_like(seen.have)
    queued = seen.queued.copy()
    cost = seen.lot[:, None] * seen.unit_fen
    scores = [score_of(rule, seen, starts, service) for service in range(starts.shape[0])]
    while True:
        best = -1
        for service in np.flatnonzero(may_start(seen, starts, queued, cost)).tolist():
            if best < 0 or scores[service] > scores[best]:
                best = service
        if best < 0:
            return starts
        starts[best] += 1
        queued[best] += cost[best]
        scores[best] = score_of(rule, seen, starts, best)


def may_start(seen: Choice, starts: Integers, queued: Integers, cost: Integers) -> Booleans:
    """Return whether one more lot is needed and the money behind the queue carries it.

    ``queued`` and ``cost`` are what waits and what one lot costs (service, account) [fen].
    Shape (service,).
    """
    needed = (seen.lot > 0) & (seen.have + starts * seen.lot < seen.need)
    carried = seen.money * seen.januaries[:, None]
    fits = queued.sum(axis=0) + cost <= carried
    within = queued + cost <= carried * seen.limits[:, None]
    return np.asarray(needed & ((cost == 0) | (fits & within)).all(axis=1))


def score_of(rule: int, seen: Choice, starts: Integers, service: int) -> float:
    """Return how urgent one more lot of a service is after the ``starts`` chosen so far."""
    return start_score(rule, *urgency(rule, seen, starts, service))


def urgency(
    rule: int, seen: Choice, starts: Integers, service: int
) -> tuple[float, float, int, float]:
    """Return missing fen, attainment, binding and fen already started of one service."""
    have = int(seen.have[service] + starts[service] * seen.lot[service])
    need = int(seen.need[service])
    cost = int(seen.unit_fen[service].sum())
    spent = float(starts[service] * seen.lot[service] * cost)
    by = seen.people[service] if rule == START_PER_CAPITA else seen.shares[service]
    return (
        float(max(need - have, 0) * cost),
        have / need if need else 1.0,
        int(seen.binding[service]),
        spent / by if by > 0 else spent,
    )
