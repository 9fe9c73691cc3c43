"""Queues as chains of rows: who asks joins by key from the end, since most come in order."""

from __future__ import annotations

from simulator.compiled.kernel import kernel
from simulator.compiled.sheets import (
    AFTER,
    ASKED,
    BEFORE,
    FIRST,
    KIND,
    LAST,
    LAUNCHED,
    LENGTH,
    NOBODY,
    PRIORITY,
    RANK,
)
from simulator.inputs.arrays import Integers
from simulator.waiting import DRAW_DOWN


@kernel
def desk_before(rows: Integers, one: int, other: int) -> bool:
    """Return whether ``one`` is served before ``other``: priority, month asked, rank."""
    if rows[one, PRIORITY] != rows[other, PRIORITY]:
        return rows[one, PRIORITY] < rows[other, PRIORITY]
    if rows[one, ASKED] != rows[other, ASKED]:
        return rows[one, ASKED] < rows[other, ASKED]
    return rows[one, RANK] < rows[other, RANK]


@kernel
def claim_before(rows: Integers, one: int, other: int) -> bool:
    """Return whether ``one`` is paid before ``other``: class, priority, rank.

    Of draw-downs those of the oldest projects come first.
    """
    if rows[one, KIND] != rows[other, KIND]:
        return rows[one, KIND] < rows[other, KIND]
    column = LAUNCHED if rows[one, KIND] == DRAW_DOWN else PRIORITY
    if rows[one, column] != rows[other, column]:
        return rows[one, column] < rows[other, column]
    return rows[one, RANK] < rows[other, RANK]


@kernel
def insert(rows: Integers, chain: Integers, row: int, after: int) -> None:
    """Put ``row`` into a chain behind ``after`` (`NOBODY`: in front)."""
    following = chain[FIRST] if after == NOBODY else rows[after, AFTER]
    rows[row, BEFORE], rows[row, AFTER] = after, following
    if after == NOBODY:
        chain[FIRST] = row
    else:
        rows[after, AFTER] = row
    if following == NOBODY:
        chain[LAST] = row
    else:
        rows[following, BEFORE] = row
    chain[LENGTH] += 1


@kernel
def remove(rows: Integers, chain: Integers, row: int) -> None:
    """Take ``row`` out of the chain that it stands in."""
    before, after = rows[row, BEFORE], rows[row, AFTER]
    if before == NOBODY:
        chain[FIRST] = after
    else:
        rows[before, AFTER] = after
    if after == NOBODY:
        chain[LAST] = before
    else:
        rows[after, BEFORE] = before
    chain[LENGTH] -= 1


@kernel
def join_desk(rows: Integers, chain: Integers, row: int) -> None:
    """Queue for a slot."""
    after = chain[LAST]
    while after != NOBODY and desk_before(rows, row, after):
        after = rows[after, BEFORE]
    insert(rows, chain, row, after)


@kernel
def join_claims(rows: Integers, chain: Integers, row: int) -> None:
    """Queue for money."""
    after = chain[LAST]
    while after != NOBODY and claim_before(rows, row, after):
        after = rows[after, BEFORE]
    insert(rows, chain, row, after)


@kernel
def contains(rows: Integers, chain: Integers, row: int) -> bool:
    """Return whether ``row`` stands in the chain."""
    at = chain[FIRST]
    while at != NOBODY:
        if at == row:
            return True
        at = rows[at, AFTER]
    return False
