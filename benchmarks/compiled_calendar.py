"""The compiled calendar against a bare heap in numba, and the whole model against both.

Run ``python -m benchmarks.compiled_calendar``. The calendar alone: projects wait for a month,
wake and wait again, as in `simulator.compiled.clock`; a heap of (month, rank) does the same and
must wake the same projects in the same order. All take turns in one process; times are medians
of seven turns, of processor time.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from statistics import median

import numba
import numpy as np

from benchmarks.engines import TURNS, baseline_world
from benchmarks.rows import Row
from simulator.compiled.behind import behind
from simulator.compiled.clock import DUE, take_due
from simulator.compiled.run import live
from simulator.compiled.sheets import RANK, Sheets, Size, make_sheets
from simulator.compiled.steps import STEP_ON, set_timer
from simulator.inputs.arrays import Integers, World

WAITING = 2_048
"""Projects that wait at the same time, about as many as in the model."""
LONGEST = 13
"""Months to the next step: 1 to 12 in turn, other ones for each project."""
N_RANKS = 1 << 32


@numba.njit
def on_calendar(sheets: Sheets, months: int, woken: Integers) -> int:
    """Let all wake and wait again on the calendar; return how many events there were."""
    for row in range(WAITING):
        set_timer(sheets, row, STEP_ON, 1 + row % LONGEST)
    events = 0
    for month in range(1, months):
        for position in range(take_due(sheets, month)):
            timer = sheets.hand.taken[DUE, sheets.hand.answer[position]]
            row = sheets.timers[timer, 0]
            woken[events] = row
            events += 1
            set_timer(sheets, row, STEP_ON, month + 1 + (row + events) % (LONGEST - 1))
    return events


@numba.njit
def on_heap(ranks: Integers, months: int, woken: Integers) -> int:
    """Do the same on a heap of whole numbers, month before rank."""
    heap = [(1 + row % LONGEST) * N_RANKS + ranks[row] for row in range(WAITING)]
    heapq.heapify(heap)
    events = 0
    while len(heap) > 0:
        key = heapq.heappop(heap)
        row = key % N_RANKS
        woken[events] = row
        events += 1
        month = key // N_RANKS + 1 + (row + events) % (LONGEST - 1)
        if month < months:
            heapq.heappush(heap, month * N_RANKS + ranks[row])
    return events


@numba.njit
def on_heap_of_pairs(ranks: Integers, months: int, woken: Integers) -> int:
    """Do the same on a heap of pairs, as one would write it down."""
    heap = [(1 + row % LONGEST, ranks[row]) for row in range(WAITING)]
    heapq.heapify(heap)
    events = 0
    while len(heap) > 0:
        month, row = heapq.heappop(heap)
        woken[events] = row
        events += 1
        month += 1 + (row + events) % (LONGEST - 1)
        if month < months:
            heapq.heappush(heap, (month, ranks[row]))
    return events


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def fresh_sheets(world: World) -> Sheets:
    """Return sheets on which nobody waits yet."""
    sheets = make_sheets(world, Size(WAITING, 0), np.zeros((1, 1, 1), np.int64), 1)
    sheets.rows[:, RANK] = np.arange(WAITING)
    return sheets


def measured() -> tuple[dict[str, list[float]], dict[str, int]]:
    """Return seconds of the calendar, the heaps and the whole model in turns, and their events."""
    world, people, telling = baseline_world("baseline", 2035)
    quiet, months = telling._replace(keep_events=False), world.n_years * 12 + 1
    logged = len((live(world, people, telling).events or {})["month"])
    ranks = np.arange(WAITING)
    seen = [np.zeros(WAITING * months, np.int64) for _ in range(3)]
    heaps = on_heap, on_heap_of_pairs
    times: dict[str, list[float]] = {}
    for turn in range(TURNS + 1):
        sheets = fresh_sheets(world)
        filled = behind(sheets)
        works: dict[str, Callable[[], object]] = {
            "calendar": lambda filled=filled: on_calendar(filled, months, seen[0]),
            "heap of numbers": lambda: heaps[0](ranks, months, seen[1]),
            "heap of pairs": lambda: heaps[1](ranks, months, seen[2]),
            "whole model": lambda: live(world, people, quiet),
        }
        for name, work in works.items():
            taken = seconds(work)
            if turn > 0:
                times.setdefault(name, []).append(taken)
    events = int(on_heap(ranks, months, seen[1]))
    assert np.array_equal(seen[0], seen[1])
    assert np.array_equal(seen[0], seen[2])
    counts = {**dict.fromkeys(times, events), "whole model": logged}
    return times, counts


def rows() -> list[Row]:
    """Return the calendar's speed against that of a bare heap."""
    taken, counts = measured()
    speeds = {name: counts[name] / median(one) for name, one in taken.items()}
    heap = speeds["heap of numbers"]
    calendar, model = (speeds[name] / heap for name in ("calendar", "whole model"))
    told = ", ".join(f"{name} {speed / 1e6:.1f} million" for name, speed in speeds.items())
    return [
        Row(
            "events a second: compiled calendar, and the whole model, against a bare numba heap",
            "python -m benchmarks.compiled_calendar",
            "≥ 30 %",
            f"{calendar:.0%}, whole model {model:.0%} ({told})",
        )
    ]


def main() -> None:
    """Print the row."""
    for row in rows():
        print(f"{row.what}: {row.measured} (must {row.must})")


if __name__ == "__main__":
    main()
