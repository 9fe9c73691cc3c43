"""The fan around a trial: its indicators in many draws, soon after the hand has stopped."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.axes import PROVINCE, STATISTICS
from simulator.desk.draws_kept import draws_of
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.trial import Trial
from simulator.ensemble.statistics import drawn_statistics
from simulator.inputs.case import Case
from simulator.results.held import HeldRun

DRAWS, JOBS = 200, 2
STEPS = (50, DRAWS)
INDICATORS = "indicators"

Floats = NDArray[np.float64]


def fan(
    trial: Trial,
    draws: int = DRAWS,
    *,
    jobs: int = JOBS,
    on_progress: Callable[[int, int], None] | None = None,
) -> Trial:
    """Return the trial with all statistics of its indicators; its other tables are draw 0.

    They are those of a run of as many draws, bit for bit. A page calls it in a thread of its own.

    Parameters
    ----------
    draws
        From 1 on.
    jobs
        Threads; the result does not depend on them.
    on_progress
        Called with draws done and all draws; what it raises ends the work.
    """
    *_, (_, whole) = growing_fan(trial, (draws,), jobs=jobs, on_progress=on_progress)
    return whole


def growing_fan(
    trial: Trial,
    steps: Sequence[int] = STEPS,
    *,
    jobs: int = JOBS,
    on_progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[int, Trial]]:
    """Yield the fan of the first draws, of more of them, and last that of all, as `fan`.

    ``steps`` are the numbers of draws, ascending. The first draws are those of the last number:
    a run of fewer draws has others.
    """
    folder = trial.folder
    if not isinstance(folder, HeldRun):
        raise TypeError(type(folder).__name__)
    central = trial.table(INDICATORS)
    found = np.empty((len(central), steps[-1]))
    with closing(_lived(trial, _places(trial.case, central), found, jobs)) as lived:
        for done in lived:
            if on_progress:
                on_progress(done, steps[-1])
            if done in steps:
                table = _told(central, drawn_statistics(found[:, :done].copy()))
                told = folder.with_table(INDICATORS, partial(_same, table))
                yield done, replace(trial, folder=told)


def _same(table: pd.DataFrame) -> pd.DataFrame:
    return table


def _lived(
    trial: Trial, places: tuple[NDArray[np.int64], ...], found: Floats, jobs: int
) -> Generator[int, None, None]:
    """Fill in the indicators of draws 1…N, (row, draw); yield how many are done, in order."""
    case, last = trial.case, found.shape[1]
    live, draws = engine_for(last, COMPILED), draws_of(case, last)

    def live_through(draw: int) -> None:
        found[:, draw - 1] = draws.indicators(case, draw, live)[places]

    with ThreadPoolExecutor(jobs) as threads:
        work = [threads.submit(live_through, draw) for draw in range(1, last + 1)]
        try:
            for done, one in enumerate(work, start=1):
                one.result()
                yield done
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _places(case: Case, rows: pd.DataFrame) -> tuple[NDArray[np.int64], ...]:
    """Return where the rows stand among the indicators: area, indicator, year after the base."""
    known = (*case.cities, PROVINCE), case.readings.names
    area, indicator = (
        pd.Index(names).get_indexer(pd.Index(rows[name]))
        for names, name in zip(known, ("region", "indicator"), strict=True)
    )
    year = rows["year"].to_numpy(np.int64) - case.scenario.horizon.base
    return area.astype(np.int64), indicator.astype(np.int64), year


def _told(central: pd.DataFrame, drawn: Floats) -> pd.DataFrame:
    """Return the table with the statistics of a row below each other."""
    width = len(STATISTICS)
    values = np.concatenate([central["value"].to_numpy(np.float64)[:, None], drawn], axis=1)
    table = central.take(np.repeat(np.arange(len(central)), width)).reset_index(drop=True)
    table["statistic"] = pd.array(list(STATISTICS) * len(central), dtype="str")
    table["value"] = values.reshape(-1)
    return table
