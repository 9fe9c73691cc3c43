"""Hold both engines equal on every shipped scenario: all tables and every row of every log.

Run ``python benchmarks/equal_engines.py [--draws 20]``. It takes about a second a draw and
scenario, on two processes; the tests do the same with two draws.
"""

from __future__ import annotations

import argparse
from functools import partial
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from simulator.compiled.run import live as live_compiled
from simulator.desk.cases import load_case
from simulator.desk.request import Request, with_experiment
from simulator.desk.uncertainty import samples
from simulator.engine.lived import live_on_simpy
from simulator.inputs.scenarios import list_scenarios
from simulator.model import Engine, Experiment, simulate_one

SEED, PROCESSES = 20260101, 2


def compare(draws: int, name: str) -> tuple[str, int]:
    """Return a scenario and the number of events compared; AssertionError at a difference."""
    request = Request(draws, SEED, None, keep_draws=False, keep_events=True)
    case = with_experiment(load_case(name), request)
    sampled, n_events = samples(case, draws, SEED), 0
    for draw in range(draws + 1):
        reference, found = (
            simulate_one(Experiment(case, sampled, Engine(engine, keep_events=True)), draw)
            for engine in (live_on_simpy, live_compiled)
        )
        for table, columns in {**reference.values, "events": reference.events}.items():
            others = found.events if table == "events" else found.values[table]
            for column, values in columns.items():
                hold_equal(values, others[column], f"{name}, draw {draw}: {table}.{column}")
        n_events += len(reference.events["month"])
    return name, n_events


def hold_equal(one: NDArray[np.generic], other: NDArray[np.generic], where: str) -> None:
    """Raise unless two columns are equal; numbers may be absent in both."""
    if not np.array_equal(one, other, equal_nan=one.dtype.kind == "f"):
        raise AssertionError(where)


def main() -> None:
    """Print every scenario with the events compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=20)
    draws = parser.parse_args().draws
    names = sorted(one.id for one in list_scenarios())
    total = 0
    with get_context("spawn").Pool(PROCESSES) as pool:
        for name, n_events in pool.imap_unordered(partial(compare, draws), names):
            print(f"{name:20} {n_events:12,} events equal")
            total += n_events
    print(f"{len(names)} scenarios x {draws + 1} draws: {total:,} events, all tables equal")


if __name__ == "__main__":
    main()
