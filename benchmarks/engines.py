"""The two engines in one process: one draw on simpy's clock and on the compiled calendar.

Run ``python -m benchmarks.engines [--scenario S] [--until YEAR] [--copies N] [--profile]``; 10
copies of the 18 cities are 180 regions, 158 are 2,844. Both live the same world and are asserted
to leave the same ledger; they take turns, and ratios are of medians of seven turns, of processor
time. Above 18 regions simpy lives the world once. The first compile is not the run and is left
out.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from benchmarks.large_world import tiled
from simulator import api
from simulator.compiled import run
from simulator.compiled.run import live
from simulator.engine.keys import ledger_positions
from simulator.engine.lived import Lived, Telling, live_on_simpy
from simulator.inputs.arrays import Floats, World
from simulator.inputs.world import build_world
from simulator.model import TOTAL_SEX
from simulator.population.groups import group_totals
from simulator.population.projection import project

TURNS, SHOWN = 7, 15
PHASES = ("plan_of", "make_sheets", "behind", "plan_projects", "live_years", "projects_of")
"""Functions of the compiled engine that are timed one by one."""


def baseline_world(scenario: str, until: int) -> tuple[World, Floats, Telling]:
    """Return the world of draw 0, its residents, and that all is to be told."""
    case = api.load_case(scenario, until=until)
    people = group_totals(project(case.population, None).member(0).persons)[:, :, TOTAL_SEX]
    world = build_world(case, people, 0, {})[0]
    return world, people, Telling(*ledger_positions(case), keep_events=True)


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
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="list where the time goes")
    asked = parser.parse_args()
    world, people, telling = baseline_world(asked.scenario, asked.until)
    if asked.copies > 1:
        world, people = tiled(world, people, asked.copies)
    quiet = telling._replace(keep_events=False)
    live(world, people, quiet)
    slow, fast, silent = [], [], []
    for turn in range(TURNS):
        if turn == 0 or asked.copies == 1:
            taken, reference = seconds(lambda: live_on_simpy(world, people, telling))
            slow.append(taken)
        taken, found = seconds(lambda: live(world, people, telling))
        fast.append(taken)
        silent.append(seconds(lambda: live(world, people, quiet))[0])
        assert np.array_equal(reference.ledger, found.ledger)
    events = len(found.events["month"]) if found.events else 0
    print(f"cities x years         {world.standing.shape[0]} x {world.n_years}")
    print(f"logged events          {events:,}")
    for name, times in (("simpy", slow), ("compiled", fast), ("ledger only", silent)):
        ratio = median(slow) / median(times)
        print(f"{name:22} {median(times) * 1e3:8.2f} ms {ratio:6.0f} x")
    if asked.profile:
        profile_simpy(lambda: live_on_simpy(world, people, telling))
        profile_compiled(lambda: live(world, people, quiet))


def profile_simpy(work: Callable[[], Lived]) -> None:
    """Print the functions in which simpy's run spends most."""
    with cProfile.Profile() as profile:
        work()
    pstats.Stats(profile).sort_stats("tottime").print_stats(SHOWN)


def profile_compiled(work: Callable[[], Lived]) -> None:
    """Print what the parts of a compiled draw take: medians of seven runs."""
    times: dict[str, list[float]] = {}
    for name in PHASES:
        setattr(run, name, timed(getattr(run, name), times.setdefault(name, [])))
    for _ in range(TURNS):
        for taken in times.values():
            taken.append(0.0)
        work()
    for name, taken in sorted(times.items(), key=lambda item: -median(item[1])):
        print(f"{name:22} {median(taken) * 1e3:8.2f} ms")


def timed(work: Callable[..., object], into: list[float]) -> Callable[..., object]:
    """Return the function, which adds the processor time of each call to the last entry."""

    def called(*given: object) -> object:
        start = time.process_time()
        found = work(*given)
        into[-1] += time.process_time() - start
        return found

    return called


if __name__ == "__main__":
    main()
