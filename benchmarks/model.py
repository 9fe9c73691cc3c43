"""How long one run takes, part by part, against a plain simpy loop of as many events.

Run ``python -m benchmarks.model [--scenario S] [--until YEAR] [--profile]``. *The run* is draw 0
of a loaded case, from residents to tables: all of `simulator.model.simulate_one`. Loading the
files and writing a store are not the run; loading is shown beside it. All figures come from
one process on one machine; only ratios mean anything elsewhere.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TypeVar

import numpy as np
import simpy

from benchmarks.rows import Row, in_turns, times
from simulator import api
from simulator.engine.keys import Frame, ledger_positions
from simulator.engine.lived import Telling, live_on_simpy
from simulator.engine.outcomes import outcomes
from simulator.engine.tables import Draw, run_tables
from simulator.inputs.values import Values
from simulator.inputs.world import build_world
from simulator.model import TOTAL_SEX, Experiment, simulate_one
from simulator.population.groups import group_totals
from simulator.population.projection import project

Made = TypeVar("Made")
REPEATS, SHOWN = 9, 25
PARTS = ("residents", "world", "clock", "outcomes", "tables")


class Clocked:
    """Seconds of processor time by part, one list a part."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def __call__(self, part: str, work: Callable[[], Made]) -> Made:
        """Do the work, note how long it took and return what it made."""
        start = time.process_time()
        made = work()
        self.seconds.setdefault(part, []).append(time.process_time() - start)
        return made


def run_once(experiment: Experiment, clocked: Clocked) -> Draw:
    """Live through draw 0 as `simulator.model.lived` does, each part by itself."""
    case = experiment.case
    path = clocked("residents", lambda: project(case.population, None).member(0))
    groups = group_totals(path.persons)
    residents = groups[:, :, TOTAL_SEX]
    world, stocks = clocked("world", lambda: build_world(case, residents, 0, {}))
    telling = Telling(*ledger_positions(case), keep_events=True)
    lived = clocked("clock", lambda: live_on_simpy(world, residents, telling))
    found = clocked(
        "outcomes",
        lambda: outcomes(
            case, Values(case.parameters, {}), world, stocks, (lived.books, residents)
        ),
    )
    draw = Draw(path, groups, lived)
    clocked("tables", lambda: run_tables(Frame(case, world, stocks, found), draw))
    return draw


def steps_of(experiment: Experiment) -> int:
    """Return how many events simpy works off in the run."""
    taken, step = 0, simpy.Environment.step

    def counted(env: simpy.Environment) -> None:
        nonlocal taken
        taken += 1
        step(env)

    simpy.Environment.step = counted
    try:
        simulate_one(experiment, 0)
    finally:
        simpy.Environment.step = step
    return taken


def plain_loop(steps: int) -> None:
    """Let one simpy process wait ``steps`` times."""
    env = simpy.Environment()

    def waiting() -> Iterator[simpy.Event]:
        for _ in range(steps):
            yield env.timeout(1)

    env.process(waiting())
    env.run()


def main() -> None:
    """Print the parts of a run, the whole, and the ratio to the plain loop."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scenario", default="baseline")
    asked.add_argument("--until", type=int, default=2035)
    asked.add_argument("--profile", action="store_true", help="list where the time goes")
    given = asked.parse_args()
    clocked = Clocked()
    case = clocked("loading", lambda: api.load_case(given.scenario, until=given.until))
    experiment = Experiment(case)
    steps, draw = steps_of(experiment), run_once(experiment, Clocked())
    for _ in range(REPEATS):
        clocked("plain loop", lambda: plain_loop(steps))
        clocked("the run", lambda: simulate_one(experiment, 0))
        run_once(experiment, clocked)
    report(clocked, (len(case.cities), steps, draw))
    if given.profile:
        with cProfile.Profile() as profile:
            simulate_one(experiment, 0)
        pstats.Stats(profile).sort_stats("tottime").print_stats(SHOWN)


def rows() -> list[Row]:
    """Return one run on simpy against a plain simpy loop of as many events."""
    experiment = Experiment(api.load_case("baseline", until=2035))
    steps = steps_of(experiment)
    taken = in_turns(
        {"loop": lambda: plain_loop(steps), "run": lambda: simulate_one(experiment, 0)}
    )
    return [
        Row(
            what=f"one run on simpy, tables and all, against a plain loop of its {steps:,} events",
            command="python -m benchmarks.model",
            must="reported",
            measured=times(taken["run"], taken["loop"]),
        )
    ]


def report(clocked: Clocked, about: tuple[int, int, Draw]) -> None:
    """Print medians of processor time, with the least and the most."""
    cities, steps, draw = about
    loop = np.array(clocked.seconds["plain loop"])
    ratios = np.array(clocked.seconds["the run"]) / loop
    print(f"cities x years       {cities} x {len(draw.groups) - 1}")
    print(f"projects             {len(draw.lived.projects.region):,}")
    print(f"logged events        {len((draw.lived.events or {})['month']):,}")
    print(f"simpy events         {steps:,}")
    print("processor seconds    median    least     most")
    for part in ("loading", *PARTS, "the run", "plain loop"):
        times = clocked.seconds[part]
        print(f"  {part:<17}  {median(times):7.4f}  {min(times):7.4f}  {max(times):7.4f}")
    print(f"run / plain loop     {median(ratios):.1f}  ({ratios.min():.1f} to {ratios.max():.1f})")


if __name__ == "__main__":
    main()
