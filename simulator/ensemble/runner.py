"""Runs all draws of a case on any executor and reduces them in the order of the blocks.

    run ─► missing blocks ─► tasks (ranges of blocks) ─► compute, in workers ─► spool
                                                              spool ─► summaries ─► tables

Which worker computed what, in which order and after how many interruptions leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.ensemble.blocks import Block, layout_of
from simulator.ensemble.chances import chance_table
from simulator.ensemble.executors import Crew
from simulator.ensemble.reader import SpoolReader
from simulator.ensemble.spool import Spool
from simulator.ensemble.summaries import draw_table, event_table, stored_rows, summarise
from simulator.ensemble.workers import Task, compute, ranges, supervise
from simulator.errors import Interrupted, Problem, place
from simulator.progress import Progress
from simulator.results.drawn import BlockTables, OnDraws
from simulator.results.frames import Keys, frame

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Ensemble(Generic[Case]):
    """All draws of one case.

    ``simulate(case, draws, on_draws)`` is a function of a module and ``case`` can be pickled, so
    that other processes can run them; it is asked for whole blocks. ``inputs`` are the sampled
    parameters by name, shape (draws + 1,), stored with ``keep_draws``; ``regions`` limits what
    is stored (None: all).
    """

    scenario: str
    case: Case
    simulate: Callable[[Case, range, OnDraws], BlockTables]
    keys: Keys
    draws: int = 0
    inputs: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    regions: tuple[str, ...] | None = None
    keep_draws: bool = False
    keep_events: bool = False


def run(
    ensemble: Ensemble[Case],
    folder: Path,
    *,
    crew: Crew | None = None,
    on_progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the tables of a run: summaries, events and, when kept, the draws.

    Parameters
    ----------
    ensemble
        The case and its draws.
    folder
        Where finished blocks stand (`simulator.results.store.partial_folder`). Blocks that
        are there already are not computed again; the store removes the folder in the end.
    crew
        Who computes when there is more than one block to do; None: this thread.
    on_progress
        Called with the draws done so far and all draws, draw 0 included; from this process only.

    Raises
    ------
    Interrupted
        R120 after Ctrl-C: whole blocks stay, the same call goes on from there.
    MachineError
        R112 no space or permission, R121 a worker died, R122 a block vanished, R140–R146 what
        a cluster lacks.
    SimulatorError
        Whatever ``simulate`` raised first.
    """
    spool = Spool(folder, layout_of(ensemble.keys), ensemble.draws, ensemble.keep_events)
    progress = _Progress(spool, ensemble.draws + 1, on_progress)
    try:
        _compute_missing(ensemble, spool, progress, crew)
        with spool.open(crew.readers if crew else 1) as values:
            return _tables(ensemble, values)
    except KeyboardInterrupt:
        args = {"done": str(spool.whole_draws()), "total": str(progress.total)}
        raise Interrupted(Problem("R120", place(folder), args)) from None


class _Progress:
    """Counts finished draws and tells the caller."""

    def __init__(self, spool: Spool, total: int, report: Progress | None) -> None:
        self.total = total
        self._spool = spool
        self._report = report
        self._before = 0
        self._done = 0

    def start(self, missing: list[Block]) -> None:
        """Take note of what an earlier call left."""
        self._before = self.total - sum(len(block.draws) for block in missing)
        self._tell(self._before)

    def more(self, draws: int) -> None:
        """Count draws computed in this process."""
        self._tell(self._done + draws)

    def look(self) -> None:
        """Count the draws of workers by the notes they leave."""
        self._tell(self._before + self._spool.counted())

    def _tell(self, done: int) -> None:
        self._done = done
        if self._report:
            self._report(done, self.total)


def _compute_missing(
    ensemble: Ensemble[Case], spool: Spool, progress: _Progress, crew: Crew | None
) -> None:
    spool.start()
    missing = spool.missing()
    progress.start(missing)
    if crew is None or len(missing) <= 1:
        failure = compute(_task(ensemble, spool, missing), progress.more)
        if failure:
            raise failure.error(failure.problems)
        return
    parts = ranges(missing, crew.copies or len(missing))
    tasks = [_task(ensemble, spool, blocks) for blocks in parts]
    with crew.hired(spool.folder) as executor:
        supervise(executor, tasks, spool, progress.look)


def _task(ensemble: Ensemble[Case], spool: Spool, blocks: list[Block]) -> Task:
    # a task forgets the type of the case: only ``simulate`` looks into it
    return Task(ensemble.case, ensemble.simulate, spool, tuple(blocks))  # type: ignore[arg-type]


def _tables(ensemble: Ensemble[Case], values: SpoolReader) -> dict[str, pd.DataFrame]:
    scenario = ensemble.scenario
    tables = summarise(scenario, ensemble.keys, values)
    if "verdicts" in tables:
        tables["chances"] = chance_table(scenario, ensemble.keys, values)
    tables["events"] = event_table(scenario, values)
    if ensemble.keep_draws:
        tables["draws"] = draw_table(scenario, ensemble.keys, values)
    if ensemble.regions is not None:
        tables = {name: stored_rows(table, ensemble.regions) for name, table in tables.items()}
    if ensemble.keep_draws:
        tables["draw_inputs"] = input_table(scenario, ensemble.inputs)
    return tables


def input_table(scenario: str, inputs: Mapping[str, NDArray[np.float64]]) -> pd.DataFrame:
    """Return the sampled parameters: by draw, then in the order of ``inputs``."""
    if not inputs:
        return frame(
            "draw_inputs",
            {
                "scenario": [],
                "draw": np.empty(0, np.int32),
                "parameter": [],
                "value": np.empty(0),
            },
        )
    values = np.stack(list(inputs.values()), axis=1)
    draws, width = values.shape
    return frame(
        "draw_inputs",
        {
            "scenario": [scenario] * values.size,
            "draw": np.repeat(np.arange(draws, dtype=np.int32), width),
            "parameter": list(inputs) * draws,
            "value": values.reshape(-1),
        },
    )
