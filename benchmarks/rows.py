"""Rows of `benchmarks/RESULTS.md`, and honest times: in turns, medians, one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from statistics import median
from typing import NamedTuple

TURNS = 7
Times = Sequence[float]


class Row(NamedTuple):
    """What was measured, the command that repeats it, what must be reached and what was."""

    what: str
    command: str
    must: str
    measured: str


def in_turns(
    works: Mapping[str, Callable[[], object]],
    turns: int = TURNS,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, list[float]]:
    """Return the seconds of several works by name; they take turns, after one that is not counted.

    ``clock`` is processor time of this process, so that neighbours of the machine count little.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(turns + 1):
        for name, work in works.items():
            start = clock()
            work()
            if turn:
                taken[name].append(clock() - start)
    return taken


def times(slow: Times, fast: Times) -> str:
    """Return a ratio of medians with both sides.

    >>> times([4.0, 5.0, 6.0], [0.01, 0.01, 0.02])
    '500 × (5 s and 10 ms)'
    """
    return f"{median(slow) / median(fast):,.3g} × ({seconds(slow)} and {seconds(fast)})"


def seconds(taken: Times) -> str:
    """Return the median of some times in words.

    >>> seconds([0.0021, 0.0019, 0.002]), seconds([2.5])
    ('2 ms', '2.5 s')
    """
    middle = median(taken)
    return f"{middle:.3g} s" if middle >= 1.0 else f"{middle * 1e3:.3g} ms"


def missing(module: str) -> str:
    """Return why a row is skipped when a module is not installed; nothing when it is."""
    if find_spec(module):
        return ""
    return f"skipped: {module} is not installed (pip install -e '.[benchmarks]')"
