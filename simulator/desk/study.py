"""What a sensitivity study asks: of which case, which outcome, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.ensemble.futures import Answer, Evaluate
from simulator.errors import InputError, Problem, Where
from simulator.inputs.case import Case
from simulator.inputs.judged import JudgedRow
from simulator.inputs.labelled import nearest_labelled
from simulator.inputs.regions import nearest_region

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
BINDING, ALL = "binding", "all"
"""Outcomes that are whole plans: the modelled binding targets, all modelled targets."""


class Asked(NamedTuple):
    """One cell of the results; ``outcome`` is an indicator, `BINDING` or `ALL`."""

    outcome: str
    region: str
    year: int


class Study(NamedTuple):
    """A case, the cell asked for, and how the model is asked."""

    case: Case
    asked: Asked
    evaluate: Evaluate
    seed: int
    points: int
    """Futures, or what decides their number."""
    lang: str

    @property
    def year(self) -> int:
        """Return the position of the year."""
        return self.asked.year - self.case.scenario.horizon.base

    @property
    def area(self) -> int:
        """Return the position of the region."""
        return (*self.case.cities, PROVINCE).index(self.asked.region)

    def outcomes(self, answers: Sequence[Answer]) -> Floats:
        """Return the indicator asked for. Shape (answer,).

        Raises
        ------
        InputError
            C155 where the region has no value of it.
        """
        indicator = self.case.readings.names.index(self.asked.outcome)
        found = np.array([one.value[self.area, indicator, self.year] for one in answers])
        if np.isnan(found).any():
            raise InputError(not_simulated(self.case, self.asked))
        return found

    def rows(self) -> list[int]:
        """Return the positions of the modelled targets that are asked for."""
        wanted = self.asked.outcome
        return [
            position
            for position, one in enumerate(modelled(self.case))
            if one.region == self.asked.region
            and (wanted == ALL or wanted in (one.row.indicator, one.row.nature))
        ]

    def missed(self, answers: Sequence[Answer]) -> Floats:
        """Return whether a target asked for is missed, NaN where none is judged."""
        rows = self.rows()
        if not rows:
            return np.full(len(answers), np.nan)
        met = np.array([one.met[rows, self.year] for one in answers])
        return np.where((met < 0).all(axis=1), np.nan, (met == 0).any(axis=1))


def modelled(case: Case) -> list[JudgedRow]:
    """Return the plan rows that the model judges, in the order of its verdicts."""
    return [one for one in case.judged if one.simulated]


def due(case: Case) -> tuple[Integers, Integers]:
    """Return row and year, as positions, of the verdicts that the printed plans are read by.

    A target's own year, or the last one simulated; no city by the province's plan.
    """
    base, _, end = case.scenario.horizon
    pairs = [
        (position, min(one.plan.target_year, end) - base)
        for position, one in enumerate(modelled(case))
        if one.plan.region == one.region
    ]
    rows, years = np.array(pairs, np.int64).reshape(-1, 2).T
    return rows, years


def not_simulated(case: Case, asked: Asked, key: str = "--outcome") -> Problem:
    """Return the problem that the model has no value of an indicator in a region."""
    args = {"given": asked.outcome, "region": asked.region, "known": ", ".join(case.readings.names)}
    return Problem("C155", Where(key=key), args)


def asked_of(
    case: Case,
    outcome: str,
    region: str,
    year: int | None,
    *,
    whole_plans: bool,
    key: str = "--outcome",
) -> Asked:
    """Return the cell asked for; the year is by default the target's, or the last one.

    ``key`` is the option that names the outcome.

    Raises
    ------
    InputError
        C134, C135 for names that do not exist, C117 for a year outside the run, C155 for an
        indicator that the model does not move, C156 for a whole plan where none can be asked.
    """
    areas, known = (*case.cities, PROVINCE), case.params.indicators
    problems = []
    plan = outcome in (BINDING, ALL)
    if plan and not whole_plans:
        problems.append(Problem("C156", Where(key=key), {"given": outcome}))
    elif not plan and outcome not in known:
        args = {"found": outcome, "nearest": nearest_labelled(outcome, known)}
        problems.append(Problem("C134", Where(key=key), args))
    elif not plan and outcome not in case.readings.names:
        problems.append(not_simulated(case, Asked(outcome, region, 0), key))
    if region not in areas:
        args = {"found": region, "nearest": nearest_region(region, case.params.regions, areas)}
        problems.append(Problem("C135", Where(key="--region"), args))
    base, _, end = case.scenario.horizon
    targets = [one.plan.target_year for one in modelled(case) if one.region == region]
    asked = min([*targets, end]) if year is None else year
    if not base <= asked <= end:
        args = {"year": str(asked), "first": str(base), "last": str(end)}
        problems.append(Problem("C117", Where(key="--year"), args))
    if problems:
        raise InputError(problems)
    return Asked(outcome, region, asked)
