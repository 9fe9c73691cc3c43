"""One deterministic run for a slider: from a changed lever to the arrays of all tables.

Run ``python -m benchmarks.slider [--scenario S] [--until YEAR] [--repeats N]``. Each turn moves a
lever to a value it did not have before, as a page does that keeps its case, calls
``case.with_levers`` and keeps the residents, which no such lever moves. Draw 0 is lived on the
compiled calendar; nothing is stored, and the log of events, which no picture draws, is not told.
``run`` tells it, for comparison. The first turn loads the kernels and is not counted. Times are
wall clock, since a person waits.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import numpy as np

from benchmarks.rows import Row
from simulator import api
from simulator.compiled.run import live
from simulator.engine.keys import Frame, ledger_positions
from simulator.engine.lived import Telling
from simulator.engine.outcomes import outcomes
from simulator.engine.tables import Draw, run_tables
from simulator.inputs.case import Case
from simulator.inputs.values import Values
from simulator.model import (
    TOTAL_SEX,
    Engine,
    Experiment,
    Member,
    lived_as,
    residents,
    simulate_one,
    with_room,
)
from simulator.population.groups import group_totals
from simulator.population.projection import PopulationPath
from simulator.results.frames import RunTables

Made = TypeVar("Made")
COMMAND = "python -m benchmarks.slider"
REPEATS, MUST_MS = 200, 10
PARTS = ("lever", "residents", "world and years", "outcomes", "tables")
CENTRAL = Member({}, 0, 0)


class Parts:
    """Milliseconds by part, one a turn."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def __call__(self, part: str, work: Callable[[], Made]) -> Made:
        """Do the work, note how long it took and return what it made."""
        start = time.perf_counter()
        made = work()
        self.taken.setdefault(part, []).append(1e3 * (time.perf_counter() - start))
        return made


def moved(turn: int, repeats: int) -> Mapping[str, float]:
    """Return levers of a turn: growth and fungible share of revenue rise, each to a new value.

    >>> moved(1, 4)
    {'revenue.growth': 0.0075, 'fungible': 0.125}
    """
    share = turn / repeats
    return {"revenue.growth": 0.03 * share, "fungible": share / 2.0}


def whole(case: Case, levers: Mapping[str, float], path: PopulationPath) -> RunTables:
    """Return all tables of draw 0 but its events, with other levers and the same residents."""
    return run_tables(*lived_as(case.with_levers(levers), CENTRAL, Engine(live), path))


def run(case: Case, levers: Mapping[str, float]) -> RunTables:
    """Return all tables of draw 0 with other levers, as a stored run has them."""
    return simulate_one(Experiment(case.with_levers(levers), engine=Engine(live)), 0)


def in_parts(
    case: Case, levers: Mapping[str, float], path: PopulationPath, parts: Parts
) -> RunTables:
    """Do what `whole` does, each part by itself."""
    changed = parts("lever", lambda: case.with_levers(levers))
    groups = parts("residents", lambda: group_totals(path.persons))
    people = groups[:, :, TOTAL_SEX]
    telling = Telling(*ledger_positions(changed), keep_events=False)
    world, stocks, found = parts(
        "world and years", lambda: with_room(changed, CENTRAL, people, live, telling)
    )
    values = Values(changed.parameters, {})
    seen = parts(
        "outcomes", lambda: outcomes(changed, values, world, stocks, (found.books, people))
    )
    frame, draw = Frame(changed, world, stocks, seen), Draw(path, groups, found)
    return parts("tables", lambda: run_tables(frame, draw))


def measure(scenario: str, until: int, repeats: int) -> Parts:
    """Return the milliseconds of all turns: whole, with the log, and part by part."""
    case, parts = api.load_case(scenario, until=until), Parts()
    path = residents(case, np.array([0])).member(0)
    alone = {"whole": partial(whole, path=path), "run": run}
    for turn in range(repeats + 1):
        noted = parts if turn else Parts()
        for at, (part, work) in enumerate(alone.items()):
            noted(part, partial(work, case, moved(3 * turn + at, 3 * repeats + 3)))
        in_parts(case, moved(3 * turn + 2, 3 * repeats + 3), path, noted)
    return parts


def rows() -> list[Row]:
    """Return the 95th percentile of the time a slider takes."""
    taken = measure("baseline", 2035, REPEATS).taken
    parts = ", ".join(f"{part} {np.median(taken[part]):.1f}" for part in PARTS)
    middle, late = np.percentile(taken["whole"], (50, 95))
    return [
        Row(
            what="one deterministic run for a slider, changed lever to arrays of all tables, p95",
            command=COMMAND,
            must=f"< {MUST_MS} ms",
            measured=f"{late:.1f} ms (median {middle:.1f}; medians of its parts: {parts}); with "
            f"the log of events median {np.median(taken['run']):.1f} ms",
        )
    ]


def main() -> None:
    """Print the median and the 95th percentile of the whole and of its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="baseline")
    parser.add_argument("--until", type=int, default=2035)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    asked = parser.parse_args()
    taken = measure(asked.scenario, asked.until, asked.repeats).taken
    print("milliseconds       median      p95     most")
    for part in (*PARTS, "whole", "run"):
        middle, late = np.percentile(taken[part], (50, 95))
        print(f"{part:<17} {middle:7.2f}  {late:7.2f}  {max(taken[part]):7.2f}")


if __name__ == "__main__":
    main()
