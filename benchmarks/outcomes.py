"""What the books of a draw mean, and its tables: one draw, and blocks of draws at once.

Run ``python benchmarks/outcomes.py [--scenario S] [--until YEAR] [--draws N]``. Draws are lived
once on the compiled calendar; then ``outcomes`` with ``run_tables`` of one draw and
``block_tables`` of all draws, with other numbers of draws at once, take turns. Figures are
medians of seven turns of processor time; the block is asserted to be the draws, bit for bit.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np

from simulator.compiled.run import live
from simulator.desk.cases import load_case
from simulator.desk.request import Request, with_experiment
from simulator.desk.uncertainty import samples
from simulator.engine.block import DRAWS_AT_ONCE, Block, Room, block_tables
from simulator.engine.keys import Frame
from simulator.engine.outcomes import outcomes
from simulator.engine.tables import Draw, run_tables
from simulator.inputs.values import Values
from simulator.model import TOTAL_SEX, Engine, Experiment, lived
from simulator.population.projection import PopulationPath

TURNS, AT_ONCE = 7, (1, 2, 4, 8, 16, 32, 64)
SEED = 20260101


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return 1e3 * (time.process_time() - start)


def block_of(values: list[Values], drawn: list[tuple[Frame, Draw]]) -> Block:
    """Return draws as a block."""
    paths = zip(*(draw.path for _, draw in drawn), strict=True)
    return Block(
        values,
        [frame.world for frame, _ in drawn],
        [frame.stocks for frame, _ in drawn],
        [draw.lived for _, draw in drawn],
        PopulationPath(*(np.stack(arrays) for arrays in paths)),
        np.stack([draw.groups for _, draw in drawn]),
    )


def main() -> None:
    """Print milliseconds a draw, alone and together, and the memory of a block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="level-up")
    parser.add_argument("--until", type=int, default=2035)
    parser.add_argument("--draws", type=int, default=64)
    asked = parser.parse_args()
    request = Request(asked.draws, SEED, None, keep_draws=False, keep_events=False)
    case = with_experiment(load_case(asked.scenario, until=asked.until), request)
    experiment = Experiment(case, samples(case, asked.draws, SEED), Engine(live))
    numbers = range(1, asked.draws + 1)
    first, _ = lived(experiment, 0)
    drawn = [lived(experiment, draw) for draw in numbers]
    values = [Values(case.parameters, experiment.values(draw)) for draw in numbers]
    parts = {
        size: [
            block_of(values[at : at + size], drawn[at : at + size])
            for at in range(0, len(drawn), size)
        ]
        for size in AT_ONCE
    }

    def together(size: int) -> Room:
        return block_tables(first, parts[size], len(drawn))

    def alone(draw: int) -> None:
        frame, one = drawn[draw]
        books = one.lived.books, one.groups[:, :, TOTAL_SEX]
        found = outcomes(case, values[draw], frame.world, frame.stocks, books)
        run_tables(frame._replace(found=found), one)

    room = together(DRAWS_AT_ONCE)
    for draw, (frame, one) in enumerate(drawn):
        for table, columns in run_tables(frame, one).values.items():
            for name in room[table].keys() & columns.keys():
                np.testing.assert_array_equal(room[table][name][draw], columns[name])
    report(alone, together, len(drawn))
    tracemalloc.start()
    room = together(DRAWS_AT_ONCE)
    own = sum(column.nbytes for columns in room.values() for column in columns.values())
    most = tracemalloc.get_traced_memory()[1]
    print(f"most memory beside the block's own  {(most - own) / 1e6:.0f} MB")
    print(f"the block's own                     {own / 1e6:.0f} MB")


def report(alone: Callable[[int], None], together: Callable[[int], object], n_draws: int) -> None:
    """Take turns and print the medians."""
    taken: dict[int, list[float]] = {0: []} | {size: [] for size in AT_ONCE}
    for turn in range(TURNS):
        taken[0].append(milliseconds(partial(alone, turn % n_draws)))
        for size in AT_ONCE:
            taken[size].append(milliseconds(partial(together, size)) / n_draws)
    for size, times in taken.items():
        name = "one draw, with texts" if size == 0 else f"{size} draws at once"
        print(f"{name:22} {median(times):7.2f} ms a draw  ({min(times):.2f} to {max(times):.2f})")


if __name__ == "__main__":
    main()
