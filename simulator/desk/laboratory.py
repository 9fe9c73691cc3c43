"""The laboratory: levers of a stored run are moved, and what follows is there at once.

One deterministic draw is lived for each position; nothing is stored. Residents, evidence and the
rows of the tables are taken over from trial to trial where they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from simulator.desk.again import case_behind
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.request import Request, with_experiment
from simulator.desk.runs import Run
from simulator.desk.trial import CENTRAL, Held, Ring, Trial
from simulator.engine.keys import Frame
from simulator.engine.tables import run_tables
from simulator.inputs.assimilated import lend
from simulator.inputs.case import Case, build_case
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenarios import with_levers
from simulator.inputs.yaml_nodes import Plain
from simulator.model import Engine, lived_as, residents
from simulator.population.projection import PopulationPath

VARIANT, DOUBTS = "population.variant", "doubts."
KEPT = 2
"""Rings of rows and paths of residents remembered: those of the run and of the last trial."""


class Laboratory:
    """Trials on one run. Not for several threads at once: a page has its own."""

    def __init__(self, run: Run, case: Case, request: Request) -> None:
        self.run = run
        self._request = replace(request, draws=0, keep_draws=False, keep_events=False)
        self.case = with_experiment(case, self._request)
        self._engine = Engine(engine_for(0, COMPILED))
        self._rings: list[Ring] = []
        self._paths: list[tuple[object, PopulationPath]] = []
        self._last: Trial | None = None

    def tried(self, changes: Mapping[str, Plain]) -> Trial:
        """Return what follows from moved levers: draw 0, in memory.

        Parameters
        ----------
        changes
            Values by dotted path, such as ``{"transfers.pool": 2e9}``; the other levers are
            those of the run. None is the parameter's value.

        Raises
        ------
        InputError
            With all problems of the levers: what a scenario file would be told.
        """
        scenario = self.moved(changes)
        if self._last is not None and self._last.case.scenario == scenario:
            return self._last
        case = self._case(scenario)
        path = self._path_of(case)
        seen, draw = lived_as(case, CENTRAL, self._engine, path)
        held = Held(self._request, seen, run_tables(seen, draw), self._ring_of(seen))
        folder = held.run(self._engine.live, path)
        self._last = Trial(folder, case=case, people=path, on=self.case.scenario)
        return self._last

    def moved(self, changes: Mapping[str, Plain]) -> Scenario:
        """Return the scenario of the run with moved levers; raises as `tried`."""
        return moved(self.case.scenario, changes)

    def checked(self, changes: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return changes that can be tried; raises as `tried` without living anything."""
        self._case(self.moved(changes))
        return changes

    def _case(self, scenario: Scenario) -> Case:
        like = self.case
        if self._last is not None:
            last = self._last.case
            like = last if last.scenario.levers.population == scenario.levers.population else like
        return lend(self.case, build_case(scenario, self.case.params, like=like))

    def _path_of(self, case: Case) -> PopulationPath:
        """Return the central residents of a case, projected again where they are others."""
        known = (path for people, path in self._paths if people is case.population)
        path = next(known, None)
        if path is None:
            path = residents(case, np.array([0])).member(0)
            self._paths = [*self._paths[:1], (case.population, path)]
        return path

    def _ring_of(self, seen: Frame) -> Ring:
        """Return the rows of a trial, made again where they are others."""
        ring = next((one for one in self._rings if one.fits(seen)), None)
        if ring is None:
            ring = Ring(seen, self._request.regions)
            self._rings = [*self._rings[:1], ring]
        return ring


def open_laboratory(
    run: Run, *, params: Path | str | None = None, budget: Path | str | None = None
) -> Laboratory:
    """Return a laboratory on a stored run, its case made again from what the manifest notes.

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
    case, request, _ = case_behind(run.folder, params, budget)
    return Laboratory(run, case, request)


def moved(scenario: Scenario, changes: Mapping[str, Plain]) -> Scenario:
    """Return a scenario with levers moved by dotted path.

    A variant of one component leaves those of the others alone, though the scenario may give one
    word; the id of a doubt may have points in it.

    Raises
    ------
    InputError
        With all problems of the levers.
    """
    found = dict(changes)
    if any(path.startswith(f"{VARIANT}.") for path in found):
        word = found.pop(VARIANT, scenario.levers.population.variant)
        if isinstance(word, str):
            found.setdefault(f"{VARIANT}.fertility", word)
    doubted = [path for path in found if path.startswith(DOUBTS)]
    if doubted:
        found["doubts"] = {path.removeprefix(DOUBTS): found.pop(path) for path in doubted}
    return with_levers(scenario, found)
