"""Runs made again from what was noted of them: an interrupted one goes on, a stored one is checked.

The identity of a run says everything that decides its bytes but the content of two files, of
which it holds digests: those of ``params/`` and the planner's own money.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from simulator.analysis.table_changes import table_change
from simulator.desk.cases import params_of
from simulator.desk.draws import Work
from simulator.desk.own_case import budget_of, overlays_of, own_params, uploaded_overlay
from simulator.desk.request import REQUEST, Files, Request, identity_of
from simulator.desk.runs import Run, run_case
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.assimilated import taken_over_from_plain
from simulator.inputs.case import Case, build_case
from simulator.inputs.scenario import scenario_from_plain
from simulator.inputs.shipped import params_tree
from simulator.progress import Progress
from simulator.results.find import find_run
from simulator.results.folder import RunFolder
from simulator.results.manifest import library_versions, model_version, run_id
from simulator.results.parquet import SUFFIX
from simulator.results.store import existing_run, partial_folder


def resume_run(
    ref: str,
    runs: Path | str = "runs",
    *,
    jobs: int = 1,
    cluster: str | None = None,
    engine: str | None = None,
    on_progress: Progress | None = None,
) -> Run:
    """Go on with an interrupted run by its id; a run that stands is returned.

    Raises
    ------
    InputError
        R160 when nothing of that id was interrupted, R163 when its inputs have changed.
    """
    store = Path(runs)
    work = Work(jobs, engine, cluster, on_progress).checked()
    found = existing_run(store, ref)
    if found is not None:
        return Run(found)
    file = partial_folder(store, ref) / REQUEST
    if not file.is_file():
        raise InputError(Problem("R160", args={"run": ref, "store": str(store)}))
    noted = json.loads(file.read_text(encoding="utf-8"))
    files = Files(noted["params"], noted["budget"])
    case, request = _noted(ref, noted["identity"], files)
    return run_case(case, request, store, work, files)


def verify_run(ref: str, runs: Path | str = "runs") -> list[Problem]:
    """Return what is wrong with a stored run: nothing when all checksums agree."""
    return find_run(Path(runs), ref).verify()


def rerun(
    ref: str,
    runs: Path | str = "runs",
    *,
    params: Path | str | None = None,
    budget: Path | str | None = None,
    jobs: int = 1,
    engine: str | None = None,
    on_progress: Progress | None = None,
) -> list[Problem]:
    """Simulate a stored run once more and return in which bytes it comes out otherwise.

    Nothing of the second run stays. What `verify_run` finds is returned without simulating.

    Parameters
    ----------
    params
        Folder that overlays the shipped parameters, where the run had one.
    budget
        CSV of the planner's own money, where the run had one.

    Raises
    ------
    InputError
        R230 another version of the program made it; R231 to R233 it had money of its own, other
        money, none; R226 there is no such file; R234 its parameter files are not those at hand.
    """
    found = find_run(Path(runs), ref)
    if problems := found.verify():
        return problems
    work = Work(jobs, engine, None, on_progress).checked()
    case, request, files = case_behind(found, params, budget)
    with TemporaryDirectory() as store:
        again = run_case(case, request, Path(store), work, files)
        return list(_otherwise(found, again.folder))


def renew_run(
    ref: str, runs: Path | str = "runs", *, jobs: int = 1, on_progress: Progress | None = None
) -> Run:
    """Simulate what a stored run asked once more, by the program and parameters at hand.

    The new run has an id of its own where these have changed; the old one stays.

    Raises
    ------
    InputError
        R231 it had money of its own that was not uploaded.
    """
    found = find_run(Path(runs), ref)
    overlay = uploaded_overlay(Run(found)) or own_params(Run(found))
    files = Files(overlay, _own_money(found, None))
    case, request = _told(_identity(found), files)
    return run_case(case, request, Path(runs), Work(jobs, None, None, on_progress).checked(), files)


def is_current(run: Run) -> bool:
    """Return whether this version of the program made a run."""
    return bool(run.folder.manifest["model"] == model_version()._asdict())


def case_behind(
    run: RunFolder, params: Path | str | None = None, budget: Path | str | None = None
) -> tuple[Case, Request, Files]:
    """Return the case that a stored run was made of, what was asked of it, and its files.

    Raises
    ------
    InputError
        R230 to R234 and R226 as `rerun`: it cannot be the same case.
    """
    _refuse_other_version(run)
    files = Files(_overlay(run, params), _own_money(run, budget))
    return *_noted(run.id, _identity(run), files), files


def _identity(run: RunFolder) -> Mapping[str, Any]:
    found: Any = run.manifest["identity"]
    return dict(found)


def _noted(ref: str, identity: Mapping[str, Any], files: Files) -> tuple[Case, Request]:
    """Return the case and the request that an identity tells; R163 where files say otherwise."""
    case, request = _told(identity, files)
    if run_id(case.scenario.id, identity_of(case, request)) != ref:
        raise InputError(Problem("R163", args={"run": ref}))
    return case, request


def _told(identity: Mapping[str, Any], files: Files) -> tuple[Case, Request]:
    """Return the case and the request that an identity tells, of the files at hand."""
    scenario = scenario_from_plain(identity["scenario"])
    regions, experiment = identity["regions"], scenario.experiment
    request = Request(
        draws=experiment.draws,
        seed=experiment.seed,
        regions=tuple(regions) if regions is not None else None,
        keep_draws=identity["keep_draws"],
        keep_events=identity["keep_events"],
        uncertainty=experiment.uncertainty,
    )
    budget = Path(files.budget) if files.budget is not None else None
    case = build_case(scenario, params_of(files.params, identity.get("known_on")), budget)
    return replace(case, taken_over=taken_over_from_plain(identity.get("taken_over"))), request


def _refuse_other_version(run: RunFolder) -> None:
    """Raise R230 where another program made a run: its rules are not at hand."""
    model: Any = run.manifest["model"]
    here = model_version()
    if model != here._asdict():
        args = {
            "run": run.id,
            "made": f"{model['version']} ({model['digest'][:8]})",
            "here": f"{here.version} ({here.digest[:8]})",
        }
        raise InputError(Problem("R230", place(run.path), args))


def _overlay(run: RunFolder, given: Path | str | None) -> str | None:
    """Return the overlay with which ``params/`` is what a run read.

    Without one given it is none, that of the scenario of this name, or one that was uploaded.
    """
    known = _identity(run)["params"]
    tried = overlays_of(Run(run)) if given is None else [str(given)]
    unlike = []
    for overlay in tried:
        unlike.append(_unlike(params_tree(overlay).digests(), known))
        if not unlike[-1]:
            return overlay
    other = min(unlike, key=len)
    args = {"run": run.id, "n": str(len(other)), "files": ", ".join(other[:5])}
    raise InputError(Problem("R234", Where(key="--params"), args))


def _unlike(here: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*here, *known} if here.get(name) != known.get(name))


def _own_money(run: RunFolder, given: Path | str | None) -> str | None:
    """Return the budget file of a run; R231, R232 or R233 where the one given is not its own.

    Without one given it is the one that was uploaded.
    """
    if given is None:
        found = budget_of(Run(run))
        return None if found is None else str(found)
    digest, code = _identity(run).get("budget"), ""
    if not digest:
        code = "R233"
    elif not Path(given).is_file():
        raise InputError(Problem("R226", place(Path(given))))
    elif sha256(Path(given).read_bytes()).hexdigest() != digest:
        code = "R232"
    if code:
        args = {"run": run.id, "given": str(given)}
        raise InputError(Problem(code, Where(key="--budget"), args))
    return str(given)


def _otherwise(run: RunFolder, again: RunFolder) -> Iterator[Problem]:
    """Yield every file that is not the same in both runs, and the libraries that may be why."""
    other = [
        name
        for name in sorted({*run.files, *again.files})
        if run.files.get(name, {}).get("sha256") != again.files.get(name, {}).get("sha256")
    ]
    for name in other:
        args = {"file": name, "rows": "—", "most": "—", "column": "—"}
        table = name.removesuffix(SUFFIX)
        if table in run.tables() and table in again.tables():
            change = table_change(table, run.table(table), again.table(table))
            args |= {"rows": f"{change.n_rows:,}", "column": change.column or "—"}
            args |= {"most": f"{change.most:.6g}"}
        yield Problem("R235", place(run.path / name), args)
    libraries: Any = run.manifest["libraries"]
    here = library_versions()
    moved = [
        f"{one} {libraries[one]} → {here.get(one)}"
        for one in libraries
        if libraries[one] != here.get(one)
    ]
    if other and moved:
        yield Problem("R236", place(run.path), {"libraries": ", ".join(moved)})
