"""Running scenarios, and opening, listing and checking what was run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypedDict

import pandas as pd

from simulator.desk.cases import Source, load_case
from simulator.desk.draws import Work, draws_for, tables_of_draws
from simulator.desk.manifest import about
from simulator.desk.places import refuse_unknown_regions
from simulator.desk.request import (
    Files,
    Request,
    identity_of,
    known_regions,
    known_uncertainty,
    note_request,
    with_experiment,
)
from simulator.errors import InputError, MachineError, Problem
from simulator.inputs.assimilated import TakenOver, taken_over_from_plain
from simulator.inputs.case import Case
from simulator.inputs.scenario import resolved_yaml
from simulator.progress import Progress
from simulator.results.find import Chosen, find_run
from simulator.results.find import chosen_run as find_chosen
from simulator.results.folder import RunFolder
from simulator.results.manifest import Json, about_run, run_id
from simulator.results.store import each_run, existing_run, partial_folder, write_run
from simulator.text.shown import shown


@dataclass(frozen=True)
class Run:
    """One stored run: `table` reads a table, the attributes are its tables by name."""

    folder: RunFolder
    stood: bool = field(default=False, compare=False)
    """Whether an import found the run in the store that it was to be put into."""

    @property
    def id(self) -> str:
        """Return the run's id."""
        return self.folder.id

    @property
    def path(self) -> Path:
        """Return the run's folder."""
        return self.folder.path

    @property
    def scenario(self) -> str:
        """Return the id of the scenario."""
        return self.folder.scenario

    @property
    def manifest(self) -> Mapping[str, Json]:
        """Return the manifest."""
        return self.folder.manifest

    @property
    def taken_over(self) -> TakenOver | None:
        """Return the observed stocks that a restated run took over; None for every other run."""
        identity: Any = self.manifest["identity"]
        return taken_over_from_plain(identity.get("taken_over"))

    @property
    def horizon(self) -> Mapping[str, int]:
        """Return base, as_of and end."""
        found = self.manifest["horizon"]
        known = found.items() if isinstance(found, Mapping) else ()
        return {str(name): int(str(year)) for name, year in known}

    def label(self, language: str = "zh") -> str:
        """Return the scenario's name as it can be shown."""
        found = self.manifest["label"]
        return shown(str(found[language]) if isinstance(found, Mapping) else self.scenario)

    def table(self, name: str) -> pd.DataFrame:
        """Return one table of design §8."""
        return self.folder.table(name)

    def part(self, name: str, **asked: object) -> pd.DataFrame:
        """Return the rows of a table whose columns have these values."""
        return self.folder.part(name, **asked)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a table as an attribute: ``run.indicators``."""
        if name.startswith("_") or name == "folder" or name not in self.folder.tables():
            raise AttributeError(name)
        return self.folder.table(name)


def run_scenario(
    scenario: Source | Case,
    *,
    draws: int | None = None,
    precision: float | None = None,
    seed: int | None = None,
    uncertainty: str | None = None,
    until: int | None = None,
    as_of: int | None = None,
    regions: Sequence[str] | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    engine: str | None = None,
    out: Path | str = "runs",
    params: Path | str | None = None,
    budget: Path | str | None = None,
    known_on: str | None = None,
    keep_draws: bool = False,
    keep_events: bool = False,
    on_progress: Progress | None = None,
) -> Run:
    """Run a scenario and return the stored run; a run that exists is verified and returned.

    Parameters
    ----------
    scenario
        Name, path, mapping or a case from `load_case`.
    draws, seed
        Number of draws besides the central one, and their seed; None takes the scenario's.
    precision
        Greatest standard error of any probability that a region meets a target of its own plan
        [share]: as many draws as that needs (`simulator.ensemble.precision`), instead of ``draws``.
    uncertainty
        What varies in draws: ``all``, ``parameters`` or ``chance``; None takes the scenario's.
    until, as_of
        Last year, and the year up to which the baseline's levers hold.
    regions
        Cities whose rows are stored; all are simulated. None stores all.
    jobs, cluster, engine
        Workers of this machine; ``tcp://host:port`` of a Dask scheduler, or ``local`` for one of
        ``jobs`` processes; ``simpy`` or ``compiled`` (None: which is sooner done). The result does
        not depend on them.
    out
        Folder of the store.
    params
        Folder that overlays the shipped parameters.
    budget
        CSV of the planner's own money.
    known_on
        Day (YYYY-MM-DD) by which what is read was published; part of the id.
    keep_draws, keep_events
        Store the indicators of every draw, and the events of draws after 0.
    on_progress
        Called with draws done and all draws.

    Raises
    ------
    InputError
        With all problems of all files.
    Interrupted
        After Ctrl-C; the same call goes on.
    MachineError
        R112, R121 and R122 of the disk and the workers, R140 to R146 of a cluster.
    """
    work = Work(jobs, engine, cluster, on_progress).checked()
    how: How = {"until": until, "as_of": as_of, "params": params, "budget": budget}
    case = _case(scenario, how, known_on)
    usual, store = case.scenario.experiment, Path(out)
    request = Request(
        draws=usual.draws if draws is None else draws,
        seed=usual.seed if seed is None else seed,
        regions=known_regions(case, regions),
        keep_draws=keep_draws,
        keep_events=keep_events,
        uncertainty=known_uncertainty(uncertainty) or usual.uncertainty,
    )
    if precision is not None:
        request = replace(request, draws=draws_for(case, request, store, precision, work=work))
    overlay = params if params is not None else case.scenario.params
    files = Files(*(str(file) if file else None for file in (overlay, budget)))
    return run_case(with_experiment(case, request), request, store, work, files)


class How(TypedDict):
    """Years and files of a case to be loaded, under the names `load_case` uses."""

    until: int | None
    as_of: int | None
    params: Path | str | None
    budget: Path | str | None


def _case(scenario: Source | Case, how: How, known_on: str | None) -> Case:
    """Return the case of a scenario, or the case that was given as it is."""
    if isinstance(scenario, Case):
        return scenario
    return load_case(scenario, known_on=known_on, **how)


def run_case(case: Case, request: Request, store: Path, work: Work, files: Files) -> Run:
    """Run a case, or return the run that stands."""
    identity = identity_of(case, request)
    name = run_id(case.scenario.id, identity)
    found = existing_run(store, name)
    if found is not None:
        return Run(found)
    folder = partial_folder(store, name)
    try:
        if request.draws:
            note_request(folder, identity, files)
        tables = tables_of_draws(case, request, folder, work)
    except (MachineError, FileNotFoundError):
        # another process may have finished the same run first, and removed its blocks
        found = existing_run(store, name)
        if found is None:
            raise
        return Run(found)
    manifest = about_run(case.scenario.id, identity, about(case))
    return Run(write_run(store, manifest, tables, resolved_yaml(case.scenario)))


def open_run(ref: str, runs: Path | str = "runs") -> Run:
    """Return a stored run by id, unique prefix, scenario or path.

    Of several runs of a scenario the one made by this version of the program, where there is
    exactly one (`chosen_run`).

    Raises
    ------
    InputError
        When no run or several match.
    """
    return Run(find_run(Path(runs), ref))


def chosen_run(ref: str, runs: Path | str = "runs") -> Chosen | None:
    """Return which run `open_run` takes for a scenario's name, and what it passes over."""
    return find_chosen(Path(runs), ref)


def refuse_regions(run: Run, regions: Sequence[str]) -> None:
    """Raise for regions that a run does not hold (C135)."""
    refuse_unknown_regions(regions, dict.fromkeys(run.table("gaps")["region"].astype(str)))


def stored_runs(runs: Path | str = "runs") -> tuple[list[dict[str, object]], list[Problem]]:
    """Return one row per stored run, and why other folders that hold runs cannot be read.

    Rows hold id, scenario, label, years and draws.
    """
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    for found in each_run(Path(runs)):
        if isinstance(found, InputError):
            problems += found.problems
            continue
        horizon, experiment = found.manifest["horizon"], found.manifest["experiment"]
        if isinstance(horizon, Mapping) and isinstance(experiment, Mapping):
            label = found.manifest["label"]
            if isinstance(label, Mapping):
                label = {lang: shown(str(text)) for lang, text in label.items()}
            names = {"id": found.id, "scenario": found.scenario, "label": label}
            rows.append({**names, **horizon, "draws": experiment["draws"]})
    return rows, problems


def list_stored(runs: Path | str = "runs") -> list[dict[str, object]]:
    """Return one row per stored run: id, scenario, label, years and draws."""
    return stored_runs(runs)[0]


def unreadable_runs(runs: Path | str = "runs") -> list[Problem]:
    """Return why folders of a store that hold runs cannot be read, and are not listed."""
    return stored_runs(runs)[1]
