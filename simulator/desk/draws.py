"""All draws of a case, and how many of them a wanted error needs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from simulator.axes import PROVINCE
from simulator.desk.engines import engine_for
from simulator.desk.request import Request, identity_of, with_experiment
from simulator.desk.uncertainty import samples
from simulator.engine.clock import collector_paused
from simulator.engine.lived import Live
from simulator.ensemble.blocks import DRAWS_PER_BLOCK
from simulator.ensemble.cluster import check_address
from simulator.ensemble.executors import Crew, cluster, local
from simulator.ensemble.precision import PRECISION, chances_of, draws_needed
from simulator.ensemble.runner import Ensemble
from simulator.ensemble.runner import run as run_draws
from simulator.errors import InputError, Problem, Where
from simulator.inputs.case import Case
from simulator.model import Engine, Experiment, begin, simulate
from simulator.progress import Progress
from simulator.results.manifest import run_id
from simulator.results.store import existing_run, partial_folder


class Work(NamedTuple):
    """How draws are worked off; the result does not depend on it."""

    jobs: int = 1
    engine: str | None = None
    cluster: str | None = None
    on_progress: Progress | None = None

    def checked(self) -> Work:
        """Return this; refuses a cluster that cannot be meant (`simulator.ensemble.cluster`)."""
        if self.cluster is not None:
            check_address(self.cluster, self.jobs)
        return self

    def crew(self, live: Live) -> Crew | None:
        """Return who computes on an engine; None where this thread does."""
        if self.cluster is not None:
            return cluster(self.cluster, self.jobs)
        return local(self.jobs, live) if self.jobs > 1 else None


def tables_of_draws(
    case: Case, request: Request, folder: Path, work: Work
) -> dict[str, pd.DataFrame]:
    """Return the tables of a run; finished blocks stand in ``folder`` and are not made again."""
    with collector_paused():  # a sixth of the time until the first draw
        engine = Engine(engine_for(request.draws, work.engine), request.keep_events)
        drawn = Experiment(case, samples(case, request.draws, request.seed), engine)
        experiment, keys = begin(drawn)
    ensemble = Ensemble(
        scenario=case.scenario.id,
        case=experiment,
        simulate=simulate,
        keys=keys,
        draws=request.draws,
        inputs=experiment.samples,
        regions=request.regions,
        keep_draws=request.keep_draws,
        keep_events=request.keep_events,
    )
    # what a relative path means to workers elsewhere nobody knows
    folder = folder.absolute() if work.cluster else folder
    return run_draws(ensemble, folder, crew=work.crew(engine.live), on_progress=work.on_progress)


def draws_for(
    case: Case,
    request: Request,
    store: Path,
    error: float,
    *,
    work: Work,
) -> int:
    """Return how many draws give every target of a stored region's own plan at most this error.

    See `simulator.ensemble.precision`. The blocks of the last trial stay in the store, so that
    the run of so many draws has only to be summed up.
    """
    if not PRECISION[0] <= error <= PRECISION[1]:
        bounds = {"lowest": f"{PRECISION[0]:g}", "highest": f"{PRECISION[1]:g}"}
        raise InputError(
            Problem("C151", Where(key="--precision"), {"given": f"{error:g}", **bounds})
        )
    planned = [region for region in (*case.cities, PROVINCE) if region in case.evidence.plans]
    needed, draws = DRAWS_PER_BLOCK, 0
    while needed > draws:
        draws = needed
        asked = replace(request, draws=draws)
        trial = with_experiment(case, asked)
        name = run_id(case.scenario.id, identity_of(trial, asked))
        folder = partial_folder(store, name)
        found = existing_run(store, name)
        tables = (
            {"verdicts": found.table("verdicts")}
            if found is not None
            else tables_of_draws(trial, asked, folder, work)
        )
        needed = draws_needed(chances_of(tables["verdicts"], planned), error)
        if needed > draws:
            shutil.rmtree(folder, ignore_errors=True)
    return draws
