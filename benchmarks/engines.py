"""The two engines in one process: one draw on simpy's clock and on the compiled calendar.

Run ``python benchmarks/engines.py [--scenario S] [--until YEAR]``. Both live the same
world and are asserted to leave the same ledger; they take turns, and ratios are of medians of
seven turns, of processor time. The first compile is not the run and is left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from simulator import api
from simulator.compiled.run import live
from simulator.engine.keys import ledger_positions
from simulator.engine.lived import Lived, Telling, live_on_simpy
from simulator.inputs.arrays import World
from simulator.inputs.world import build_world
from simulator.model import TOTAL_SEX
from simulator.population.groups import group_totals
from simulator.population.projection import project

TURNS = 7


def seconds(work: Callable[[], Lived]) -> tuple[float, Lived]:
    """Return the processor time of some work, and what it made."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def main() -> None:
    """Print both engines' times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="baseline")
    parser.add_argument("--until", type=int, default=2035)
    asked = parser.parse_args()
    case = api.load_case(asked.scenario, until=asked.until)
    people = group_totals(project(case.population, None).member(0).persons)[:, :, TOTAL_SEX]
    world: World = build_world(case, people, 0, {})[0]
    telling = Telling(*ledger_positions(case), keep_events=True)
    quiet = telling._replace(keep_events=False)
    live(world, people, quiet)
    slow, fast, silent = [], [], []
    for _ in range(TURNS):
        taken, reference = seconds(lambda: live_on_simpy(world, people, telling))
        slow.append(taken)
        taken, found = seconds(lambda: live(world, people, telling))
        fast.append(taken)
        silent.append(seconds(lambda: live(world, people, quiet))[0])
        assert np.array_equal(reference.ledger, found.ledger)
    events = len(found.events["month"]) if found.events else 0
    print(f"cities x years         {world.standing.shape[0]} x {world.n_years}")
    print(f"logged events          {events:,}")
    for name, taken in (("simpy", slow), ("compiled", fast), ("ledger only", silent)):
        ratio = median(slow) / median(taken)
        print(f"{name:22} {median(taken) * 1e3:8.2f} ms {ratio:6.0f} x")


if __name__ == "__main__":
    main()
