"""The fan around a trial: its indicators in many draws, soon after the hand has stopped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.axes import PROVINCE, STATISTICS
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.trial import Trial
from simulator.desk.uncertainty import samples
from simulator.ensemble.statistics import drawn_statistics
from simulator.inputs.case import Case
from simulator.model import Member, indicators_of, residents
from simulator.results.held import HeldRun

DRAWS, JOBS = 200, 2
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
    central = trial.table(INDICATORS)
    values = _values(trial, _places(trial.case, central), draws, (jobs, on_progress))
    table = _told(central, drawn_statistics(values))
    folder = trial.folder
    if not isinstance(folder, HeldRun):
        raise TypeError(type(folder).__name__)
    return replace(trial, folder=folder.with_table(INDICATORS, lambda: table))


def _values(
    trial: Trial,
    places: tuple[NDArray[np.int64], ...],
    draws: int,
    how: tuple[int, Callable[[int, int], None] | None],
) -> Floats:
    """Return the indicators of draws 1…N. Shape (row, draw)."""
    case, live, (jobs, on_progress) = trial.case, engine_for(draws, COMPILED), how
    drawn = samples(case, draws, case.scenario.experiment.seed)
    path = residents(case, np.arange(1, draws + 1))
    found = np.empty((len(places[0]), draws))

    def live_through(draw: int) -> None:
        values = {name: float(one[draw]) for name, one in drawn.items()}
        member = Member(values, draw, draw)
        found[:, draw - 1] = indicators_of(case, member, live, path.member(draw - 1))[places]

    with ThreadPoolExecutor(jobs) as threads:
        work = [threads.submit(live_through, draw) for draw in range(1, draws + 1)]
        try:
            for done, one in enumerate(work, start=1):
                one.result()
                if on_progress:
                    on_progress(done, draws)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return found


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
