"""What a draw costs, and from that what a nation of counties costs: cores, hours, disk, memory.

Run ``python benchmarks/scale.py [--scenario S] [--until YEAR] [--draws N]``. One worker, compiled
engine, processor time, first compile left out. The shipped world has 18 cities; what it costs is
taken to grow with the regions, as residents, stocks, projects, ledger and tables do; Gini's pairs
grow with their square and are not accounted for.
The last lines are the rows of the table in ``docs/scale.md``.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import tempfile
import time
from pathlib import Path

from simulator import api
from simulator.desk.draws import Work, tables_of_draws
from simulator.desk.engines import engine_for
from simulator.desk.request import Request, with_experiment
from simulator.desk.uncertainty import samples
from simulator.model import Engine, Experiment, begin

COUNTIES, MANY, CORES = 2_844, 10_000, 256
MIB, GIB, TIB = 2**20, 2**30, 2**40


def peak() -> int:
    """Return the most memory this process ever held [byte]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Print what was measured for one draw of 18 cities, and what follows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="baseline")
    parser.add_argument("--until", type=int, default=2035)
    parser.add_argument("--draws", type=int, default=256)
    asked = parser.parse_args()
    request = Request(asked.draws, 1, None, keep_draws=False, keep_events=False, uncertainty="all")
    case = with_experiment(api.load_case(asked.scenario, until=asked.until), request)
    live = engine_for(asked.draws, "compiled")
    warm = begin(Experiment(case, samples(case, asked.draws, 1), Engine(live)))[0]
    sent = len(pickle.dumps(warm, pickle.HIGHEST_PROTOCOL))
    seen: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Work(1, "compiled", None, lambda done, _: seen.setdefault(done, time.process_time()))
        tables_of_draws(case, request, Path(folder), work)
        end = time.process_time()
        spool = sum(file.stat().st_size for file in Path(folder).glob("block-*.draws"))
    draw = (seen[asked.draws + 1] - seen[1]) / asked.draws
    reduced, stored = (end - seen[asked.draws + 1]) / asked.draws, spool / (asked.draws + 1)
    times = COUNTIES / len(case.cities)
    hours = draw * times * MANY / 3600
    print(f"| cities x years, draws | {len(case.cities)} x {asked.until - 2020}, {asked.draws} |")
    print(f"| processor time of a draw | {draw * 1e3:.1f} ms |")
    print(f"| of summing a draw up | {reduced * 1e3:.1f} ms |")
    print(f"| blocks on disk, a draw | {stored / MIB:.2f} MiB |")
    print(f"| what every worker is sent once | {sent / MIB:.0f} MiB |")
    print(f"| peak memory of one process | {peak() / MIB:.0f} MiB |")
    print(f"| {COUNTIES:,} counties x {MANY:,} draws: core-hours | {hours:,.0f} |")
    print(f"| the same on {CORES} cores | {hours / CORES * 60:.0f} min |")
    print(f"| summing up, one core | {reduced * times * MANY / 3600:.1f} h |")
    print(f"| blocks on the shared disk | {stored * times * MANY / TIB:.2f} TiB |")
    print(f"| one block of 64 draws | {stored * times * 64 / GIB:.1f} GiB |")


if __name__ == "__main__":
    main()
