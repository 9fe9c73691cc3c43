"""From a scenario's name to a case that can be run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import InputError, Problem, Where
from simulator.inputs.case import Case, build_case
from simulator.inputs.observed import Series, load_series
from simulator.inputs.params import Params, load_params
from simulator.inputs.plan_texts.readings import Reading, load_readings
from simulator.inputs.scenario import Horizon, Scenario
from simulator.inputs.scenarios import load_scenario, try_load_scenario
from simulator.inputs.series import LatestYear
from simulator.inputs.vintage import as_known_on

Source = str | Path | Mapping[str, Any]


def params_of(overlay: str | None = None, known_on: str | None = None) -> Params:
    """Return everything in ``params/``, read once a process, overlay and working folder.

    ``known_on`` (YYYY-MM-DD) lets a run read what was published by that day only.
    """
    params = _params(overlay, Path.cwd())
    return params if known_on is None else _as_known_on(params, known_on)


@cache
def _params(overlay: str | None, _: Path) -> Params:
    return load_params(overlay)


@cache
def _as_known_on(params: Params, day: str) -> Params:
    return as_known_on(params, day)


def readings_of(overlay: str | None = None) -> Mapping[str, Reading]:
    """Return what was read in each document.

    Raises
    ------
    InputError
        With all problems of all files.
    """
    return _readings(params_of(overlay))


@cache
def _readings(params: Params) -> Mapping[str, Reading]:
    found, problems = load_readings(params)
    if problems:
        raise InputError(problems)
    return found


def series_of(overlay: str | None = None) -> Series:
    """Return all observations.

    Raises
    ------
    InputError
        With all problems of all files.
    """
    return _series(params_of(overlay))


@cache
def _series(params: Params) -> Series:
    found, problems = load_series(params.tree, params.regions, params.sources)
    if problems:
        raise InputError(problems)
    return found


def load_case(
    scenario: Source,
    *,
    until: int | None = None,
    as_of: int | None = None,
    params: Path | str | None = None,
    budget: Path | str | None = None,
    known_on: str | None = None,
    like: Case | None = None,
) -> Case:
    """Return the case of a scenario given by name, by path or as a mapping.

    Parameters
    ----------
    scenario
        ``level-up``, ``my/plan.yaml`` or the content of such a file.
    until, as_of
        Years that replace those of the scenario's horizon.
    params
        Folder that overlays the shipped parameters; None takes the scenario's own, then
        ``./params``.
    budget
        CSV of the planner's own money (`simulator.inputs.budget`).
    known_on
        Day (YYYY-MM-DD): observations and plans published later are not read, nor what bears
        no date (`simulator.inputs.vintage`).
    like
        A case of the same parameters that differs in few levers; see `build_case`.

    Raises
    ------
    InputError
        With all problems of all files.
    """
    found = load_scenario(scenario)
    overlay = params if params is not None else found.params
    return build_case(
        with_horizon(found, until=until, as_of=as_of),
        params_of(str(overlay) if overlay is not None else None, known_on),
        Path(budget) if budget is not None else None,
        like,
    )


def usual_draws(scenarios: Iterable[Source]) -> int:
    """Return the most draws that any of some scenarios asks for; with problems it asks for none."""
    found = (try_load_scenario(scenario)[0] for scenario in scenarios)
    return max((one.experiment.draws for one in found if one is not None), default=0)


def with_horizon(scenario: Scenario, *, until: int | None, as_of: int | None) -> Scenario:
    """Return a scenario with other years.

    Raises
    ------
    InputError
        C105 for a year beyond the schema's, S111 and S112 for years that do not follow each
        other: what a scenario file would be told.
    """
    horizon = scenario.horizon
    if until is not None:
        horizon = horizon._replace(end=until)
    if as_of is not None:
        horizon = horizon._replace(as_of=as_of)
    if until is not None or as_of is not None:
        _check(horizon)
    return replace(scenario, horizon=horizon)


def _check(horizon: Horizon) -> None:
    """Raise what is wrong with the years of the command line."""
    base, as_of, end = horizon
    years = {name: str(year) for name, year in horizon._asdict().items()}
    if end > LatestYear:
        limits = {"lowest": str(base + 1), "highest": str(LatestYear)}
        raise InputError(Problem("C105", Where(key="--until"), {"given": str(end), **limits}))
    if end <= base:
        raise InputError(Problem("S111", Where(key="--until"), years))
    if not base <= as_of < end:
        raise InputError(Problem("S112", Where(key="--as-of"), years))
