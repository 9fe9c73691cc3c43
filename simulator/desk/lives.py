"""The same futures lived with any inputs moved: draw k of two runs, and of all in between."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.desk.pairing import drawn_alike, draws_of
from simulator.desk.runs import Run
from simulator.desk.uncertainty import samples
from simulator.engine.lived import Live
from simulator.errors import InputError, Problem, Where
from simulator.inputs.case import Case
from simulator.inputs.parameters import Parameter
from simulator.inputs.population.arrays import PopulationInputs
from simulator.inputs.scenario import Experiment
from simulator.model import Member, indicators_of, residents
from simulator.population.projection import PopulationPath

Floats = NDArray[np.float64]

USUAL_DRAWS = 30
"""Draws lived where nobody says how many; enough for P5 and P95 to be of some use."""
MOST_LIVES = 8_000
"""Lives up to which nobody need ask for them: two minutes on one core."""


def draws_to_live(runs: tuple[Run, Run], asked: int | None, n_coalitions: int) -> int:
    """Return how many draws both runs are taken apart in, beside the central values.

    Parameters
    ----------
    runs
        Runs whose draw k is the same future, or none is lived.
    asked
        None for `USUAL_DRAWS` or as many as both have, fewer where the inputs that differ are so
        many that these were more than `MOST_LIVES`.
    n_coalitions
        Lives of one draw.

    Raises
    ------
    InputError
        R190 where the runs were not drawn alike, R191 where they have fewer draws than asked.
    """
    alike = drawn_alike(*runs)
    held = draws_of(runs[0]) if alike else 0
    if asked is None:
        return min(USUAL_DRAWS, held, MOST_LIVES // n_coalitions)
    names = {"first": runs[0].id, "other": runs[1].id}
    if asked and not alike:
        raise InputError(Problem("R190", Where(key="--draws"), names))
    if asked > held:
        args = {**names, "asked": str(asked), "held": str(held)}
        raise InputError(Problem("R191", Where(key="--draws"), args))
    return asked


class Lives:
    """Lives of draws 0…N of one experiment; what cases share of a draw is made once."""

    def __init__(self, experiment: Experiment, n_draws: int, live: Live) -> None:
        self.draws = range(n_draws + 1)
        self._experiment = experiment
        self._live = live
        self._samples: list[tuple[Mapping[str, Parameter], Mapping[str, Floats]]] = []
        self._paths: list[tuple[PopulationInputs, PopulationPath]] = []

    def values(self, case: Case, draw: int) -> Floats:
        """Return the simulated indicators of a draw. Shape (area, indicator, year)."""
        drawn = self._sampled(case) if draw else {}
        member = Member({name: float(one[draw]) for name, one in drawn.items()}, draw, draw)
        return indicators_of(case, member, self._live, self._path_of(case).member(draw))

    def _sampled(self, case: Case) -> Mapping[str, Floats]:
        """Return the uncertain parameters as the runs drew them: in all their draws."""
        for parameters, found in self._samples:
            if parameters == case.parameters:
                return found
        made = samples(case, self._experiment.draws, self._experiment.seed)
        self._samples.append((case.parameters, made))
        return made

    def _path_of(self, case: Case) -> PopulationPath:
        """Return the residents of all draws."""
        for people, path in self._paths:
            if people is case.population:
                return path
        made = residents(case, np.array(self.draws))
        self._paths.append((case.population, made))
        return made
