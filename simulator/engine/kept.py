"""What is the same for a case is made once: the last few cases are remembered by identity."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar

from simulator.inputs.case import Case

Made = TypeVar("Made")
MOST_KEPT = 4
"""Cases remembered: a page compares two and moves a slider of a third."""


def kept(make: Callable[[Case], Made]) -> Callable[[Case], Made]:
    """Return ``make`` with a memory; what it makes must not be changed.

    A case with other levers but the same params, judged rows and horizon is the same case
    here: ``make`` may read nothing else of it than these and what follows from the params,
    accounts and readings among it.
    """
    memory: deque[tuple[tuple[object, ...], tuple[int, ...], Made]] = deque(maxlen=MOST_KEPT)

    @wraps(make)
    def remembered(case: Case) -> Made:
        parts = (case.params, case.judged)
        horizon = tuple(case.scenario.horizon)
        for known, until, made in tuple(memory):
            if until == horizon and all(map(is_, known, parts)):
                return made
        made = make(case)
        memory.append((parts, horizon, made))
        return made

    return remembered
