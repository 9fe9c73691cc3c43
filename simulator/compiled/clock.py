"""The calendar on the sheets: months, phases, ranks, in the order of `simulator.instants`.

Only timers wake in the opening phase, each at its project's rank; so a month's timers are sorted
once, and what wakes in the same instant keeps the order in which it was set.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled.chains import remove
from simulator.compiled.delivery import go_on
from simulator.compiled.ending import give_up, tell_change
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.sheets import (
    FIRST,
    LENGTH,
    NOBODY,
    RANK,
    STEP,
    Sheets,
)
from simulator.compiled.steps import GIVE_UP, GONE, STEP_ON
from simulator.inputs.arrays import Integers, Traits
from simulator.instants import OPENING

DUE, RANKS = range(2)
"""Rows at hand in the sheets: timers of the month, and the ranks of their projects."""


@kernel
def take_due(sheets: Sheets, month: int) -> int:
    """Take all timers of a month out and return how many; they and their order are at hand."""
    timers, rows = sheets.timers, sheets.rows
    due, ranks = sheets.hand.taken[DUE], sheets.hand.taken[RANKS]
    n_due, timer = 0, sheets.due[month, 0]
    while timer != NOBODY:
        due[n_due], ranks[n_due] = timer, rows[timers[timer, 0], RANK]
        n_due += 1
        timer = timers[timer, 2]
    sheets.due[month, 0], sheets.due[month, 1] = NOBODY, NOBODY
    sort(ranks[:n_due], sheets.hand.answer)
    return n_due


@kernel
def open_month(sheets: Sheets, traits: Traits, month: int) -> None:
    """Wake all whose waiting ends in the opening phase of ``month``, by rank."""
    timers, n_due, when = sheets.timers, take_due(sheets, month), (month, OPENING)
    due, ranks, order = sheets.hand.taken[DUE], sheets.hand.taken[RANKS], sheets.hand.answer
    for position in range(n_due):
        at = order[position]
        wake(sheets, traits, due[at], when)
        is_last = position + 1 == n_due or ranks[order[position + 1]] != ranks[at]
        # what is set for this very instant wakes behind all that was due in it
        while is_last and sheets.due[month, 0] != NOBODY:
            timer = sheets.due[month, 0]
            sheets.due[month, 0] = timers[timer, 2]
            if sheets.due[month, 0] == NOBODY:
                sheets.due[month, 1] = NOBODY
            wake(sheets, traits, timer, when)


@worker
def sort(keys: Integers, order: Integers) -> None:
    """Write the positions of the keys from least to greatest; equals keep their order."""
    found = np.argsort(keys, kind="mergesort")
    for position in range(found.shape[0]):
        order[position] = found[position]


@kernel
def wake(sheets: Sheets, traits: Traits, timer: int, when: tuple[int, int]) -> None:
    """Do what a timer was set for."""
    row, what = sheets.timers[timer, 0], sheets.timers[timer, 1]
    if what == STEP_ON:
        if sheets.rows[row, STEP] != GONE:
            go_on(sheets, traits, row, when)
    elif what == GIVE_UP:
        give_up(sheets, row, when)
    else:
        tell_change(sheets, row, what, when)


@kernel
def sit(sheets: Sheets, traits: Traits, desk: int, when: tuple[int, int]) -> None:
    """Serve a desk's queues of all regions, then let all who were served go on."""
    n_served = 0
    for region in range(sheets.level.shape[0]):
        queue = sheets.queues[desk, region]
        while queue[LENGTH] > 0 and sheets.desks[desk, region, 1] > 0:
            sheets.hand.taken[0, n_served] = queue[FIRST]
            remove(sheets.rows, queue, queue[FIRST])
            sheets.desks[desk, region, 1] -= 1
            n_served += 1
    for position in range(n_served):
        go_on(sheets, traits, sheets.hand.taken[0, position], when)
