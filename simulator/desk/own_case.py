"""The case behind a stored run, and the files beside the store that planners gave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from simulator.desk.cases import params_of
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.inputs.case import Case, build_case
from simulator.inputs.scenario import Scenario, scenario_from_plain
from simulator.inputs.scenarios import try_load_scenario
from simulator.inputs.shipped import params_tree

UPLOADS = ".uploads"
"""Folder of a store with what was uploaded: budgets, and overlays of ``params/``."""
DIGEST_LETTERS = 16


class OwnCase(NamedTuple):
    """A case, and the files it was read from besides the shipped ones."""

    case: Case
    params: str | None
    budget: Path | None


def uploads(run: Run) -> Path:
    """Return the folder of uploads of the store a run stands in."""
    return run.path.parent / UPLOADS


def overlay_of(run: Run) -> str | None:
    """Return the overlay of ``params/`` with which the files are those that a run read.

    Tried are none, the scenario's own, and what was uploaded.

    Raises
    ------
    InputError
        R166 when the files have changed since.
    """
    known: Any = _identity(run)["params"]
    for overlay in overlays_of(run):
        if params_tree(overlay).digests() == known:
            return overlay
    raise InputError(Problem("R166", args={"run": run.id}))


def overlays_of(run: Run) -> Iterator[str | None]:
    """Yield the overlays a run may have read: none, the scenario's own, and what was uploaded."""
    yield None
    if (own := own_params(run)) is not None:
        yield own
    yield from map(str, _uploaded(run))


def uploaded_overlay(run: Run) -> str | None:
    """Return the uploaded overlay that a run read, though shipped files may have changed since."""
    known: Any = _identity(run)["params"]
    for path in _uploaded(run):
        digests = params_tree(str(path)).digests()
        own = {name: one for name, one in digests.items() if (path / name).is_file()}
        if own.items() <= known.items():
            return str(path)
    return None


def _uploaded(run: Run) -> list[Path]:
    folder = uploads(run)
    return sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []


def own_params(run: Run) -> str | None:
    """Return the parameters that the scenario of a run's name asks for; None where it does not."""
    scenario, _ = try_load_scenario(run.scenario)
    return None if scenario is None or scenario.params is None else str(scenario.params)


def scenario_of(run: Run) -> Scenario:
    """Return the resolved scenario of a run."""
    return scenario_from_plain(_identity(run)["scenario"])


def budget_of(run: Run) -> Path | None:
    """Return the uploaded budget that a run had; None where it had none.

    Raises
    ------
    InputError
        R231 where its budget did not come by an upload.
    """
    digest = _identity(run).get("budget")
    if digest is None:
        return None
    path = uploads(run) / f"{str(digest)[:DIGEST_LETTERS]}.csv"
    if not path.is_file():
        raise InputError(Problem("R231", args={"run": run.id, "given": ""}))
    return path


def case_with(run: Run, params: str | None, budget: Path | None) -> OwnCase:
    """Return the case of a run's scenario with other files.

    Raises
    ------
    InputError
        With all problems of all files.
    """
    known_on = _identity(run).get("known_on")
    params_in_force = params_of(params, str(known_on) if known_on else None)
    return OwnCase(build_case(scenario_of(run), params_in_force, budget), params, budget)


def told_of(error: InputError, name: str, shift: int = 0) -> Iterator[Problem]:
    """Yield problems of a file by the name that a person knows it by, lines moved by ``shift``."""
    for problem in error.problems:
        where = problem.where
        line = where.line + shift if where.line else 0
        yield replace(problem, where=replace(where, file=name, line=line))


def _identity(run: Run) -> Mapping[str, Any]:
    found: Any = run.manifest["identity"]
    return dict(found)
