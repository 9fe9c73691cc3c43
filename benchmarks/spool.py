"""What draws cost beside being simulated: laid down, read again and summed up.

Run ``python benchmarks/spool.py [--scenario S] [--until YEAR] [--jobs N] [--draws N] [--many N]``.
One block of real draws is simulated; all others are that block times a number near one, so
that cells are equal, repeat and vary as they really do. Times are medians of seven turns that
take turns with each other; memory is the peak of processes of their own.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

import numpy as np

from benchmarks.rows import Row, times
from simulator import api
from simulator.desk.uncertainty import samples
from simulator.engine.lived import live_on_simpy
from simulator.ensemble.blocks import DRAWS_PER_BLOCK, blocks_of, gather, layout_of
from simulator.ensemble.executors import local
from simulator.ensemble.runner import Ensemble, run
from simulator.ensemble.spool import Spool
from simulator.ensemble.statistics import PERCENTILES, drawn_statistics, percentiles
from simulator.model import Experiment, begin, simulate
from simulator.results.drawn import BlockTables, OnDraws
from simulator.results.frames import Keys

Made = TypeVar("Made")
TURNS, CELLS, FEW, MANY = 7, 512, 100, 10_000
BYTES_PER_MAXRSS = 1024


class Real(NamedTuple):
    """Draw 0 and one block of a real case."""

    keys: Keys
    central: BlockTables
    block: BlockTables


def real(scenario: str, until: int) -> Real:
    """Return a case's rows, its draw 0 and its first block of draws."""
    case = api.load_case(scenario, until=until)
    experiment, keys = begin(Experiment(case, samples(case, DRAWS_PER_BLOCK, 1)))
    blocks = [
        simulate(experiment, block.draws, lambda _: None) for block in blocks_of(DRAWS_PER_BLOCK)
    ]
    return Real(keys, *blocks)


@cache
def kept(path: Path) -> Real:
    """Return what `real` made, from the file another process left."""
    with path.open("rb") as file:
        found: Real = pickle.load(file)
    return found


def made(path: Path, draws: range, on_draws: OnDraws) -> BlockTables:
    """Return fake draws in the real layout."""
    found = kept(path)
    on_draws(len(draws))
    if draws.start == 0:
        return found.central
    factor = 1.0 + draws.start / 1e6
    numbers = {
        table: {
            name: values[: len(draws)] * (1.0 if name.startswith("met") else factor)
            for name, values in columns.items()
        }
        for table, columns in found.block.numbers.items()
    }
    return BlockTables(numbers, {}, {})


def quantiles(draws: int) -> tuple[list[float], list[float]]:
    """Return the seconds of np.quantile and ours in turns; both are asserted to be equal."""
    values = np.random.default_rng(1).normal(size=(CELLS, draws))
    across = np.ascontiguousarray(values.T)
    theirs, ours = [], []
    for _ in range(TURNS):
        taken, expected = seconds(lambda: np.quantile(across, PERCENTILES, axis=0))
        theirs.append(taken)
        ordered = values.copy()
        taken, found = seconds(partial(percentiles, ordered))
        ours.append(taken)
        assert np.array_equal(found, expected.T)
    return theirs, ours


def rows() -> list[Row]:
    """Return the row of the quantiles; memory and steps are printed by `main`."""
    theirs, ours = quantiles(MANY)
    return [
        Row(
            f"np.quantile against ours, 5 percentiles, {CELLS} cells, {MANY:,} draws, equal",
            "python -m benchmarks.spool",
            "≥ 2 ×",
            times(theirs, ours),
        )
    ]


def seconds(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return the processor time of some work, and what it made."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def steps(path: Path, draws: int) -> None:
    """Print the processor time of every step, per draw."""
    layout = layout_of(kept(path).keys)
    taken: dict[str, list[float]] = {"gather": [], "write": [], "read and sum up": []}
    size = 0
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            spool = Spool(Path(folder), layout, draws, keep_events=False)
            spent = dict.fromkeys(taken, 0.0)
            for block in blocks_of(draws):
                drawn = made(path, block.draws, lambda _: None)
                step, arrays = seconds(partial(gather, layout, block, drawn, events=False))
                spent["gather"] += step
                spent["write"] += seconds(partial(spool.write, block, arrays))[0]
            with spool.open() as values:
                spent["read and sum up"] = seconds(
                    lambda: [
                        values.reduced(table, column, drawn_statistics, 7)
                        for table, found in layout.items()
                        for column in found.numbers
                    ]
                )[0]
            size = sum(file.stat().st_size for file in Path(folder).iterdir())
            for name, one in spent.items():
                taken[name].append(one)
    cells = sum(table.rows * len(table.numbers) for table in layout.values())
    print(f"processor time a draw, {draws} draws of {cells:,} cells")
    for name, spent_on in taken.items():
        print(f"  {name:20} {median(spent_on) / draws * 1e3:8.2f} ms")
    whole = median(map(sum, zip(*taken.values(), strict=True)))
    print(f"  {'together':20} {whole / draws * 1e3:8.2f} ms")
    print(f"  on disk              {size / draws / 1e6:8.2f} MB a draw of {cells * 8 / 1e6:.2f}")


def summed(path: Path, draws: int, jobs: int) -> None:
    """Run an ensemble of fake draws and print seconds, and the peaks of memory in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        ensemble = Ensemble("fake", path, made, kept(path).keys, draws)
        start = time.perf_counter()
        run(ensemble, Path(folder) / "spool", crew=local(jobs, live_on_simpy))
        whole = time.perf_counter() - start
    peaks = [
        resource.getrusage(who).ru_maxrss * BYTES_PER_MAXRSS
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps([whole, *peaks]))


def memory(path: Path, many: int, jobs: int) -> None:
    """Print how much more memory many draws take than few."""
    peaks = {}
    for draws in (FEW, many):
        command = [sys.executable, __file__, "--one", str(path), "--draws", str(draws)]
        told = subprocess.run(
            [*command, "--jobs", str(jobs)], check=True, capture_output=True, text=True
        )
        peaks[draws] = json.loads(told.stdout)
    print(f"peak memory, {jobs} jobs   this process  largest worker   whole run")
    for draws, (whole, *bytes_) in peaks.items():
        here, there = (peak / 1e6 for peak in bytes_)
        print(f"  {draws:>7,} draws    {here:10.1f} MB {there:12.1f} MB {whole:9.1f} s")
    here, there = ((peaks[many][at] - peaks[FEW][at]) / 1e6 for at in (1, 2))
    print(f"  more             {here:10.1f} MB {there:12.1f} MB")


def main() -> None:
    """Print ratios and costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="level-up")
    parser.add_argument("--until", type=int, default=2035)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        summed(asked.one, asked.draws, asked.jobs)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "real"
        with path.open("xb") as file:
            pickle.dump(real(asked.scenario, asked.until), file)
        for row in rows():
            print(f"{row.what}: {row.measured} (must {row.must})")
        steps(path, asked.draws)
        memory(path, asked.many, asked.jobs)


if __name__ == "__main__":
    main()
