"""The inputs of a case that sensitivity varies: parameters with a range, residents, chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.desk.uncertainty import uncertain
from simulator.ensemble.futures import CENTRAL, COMPONENTS, Future
from simulator.inputs.case import Case
from simulator.inputs.parameters import Parameter
from simulator.inputs.uncertain import Uncertain, distributions
from simulator.model import Member

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

POPULATION, CHANCE = "population", "chance"
FOLDERS: Mapping[str, str] = {"durations": "projects"}
"""Folder of a parameter -> its group, where they differ."""


class Input(NamedTuple):
    """One uncertain input and its ends.

    ``low`` and ``high`` are None for a component of the population, which has variants.
    """

    name: str
    group: str
    grade: str
    unit: str
    low: float | None
    high: float | None
    ends: tuple[Future, Future]


def varied_parameters(case: Case) -> list[Uncertain]:
    """Return the parameters that take one value in a draw, in their fixed order."""
    return uncertain(case.services, case.parameters)


def inputs_of(case: Case) -> list[Input]:
    """Return all inputs whose ends can be set one at a time, the parameters first."""
    return [*_parameters(case), *_components()]


def _parameters(case: Case) -> Iterator[Input]:
    known = {
        one.name: one
        for parameter in case.parameters.values()
        for one in (parameter, *parameter.regions.values())
    }
    for one in varied_parameters(case):
        yield _input(known[one.name])


def _input(one: Parameter) -> Input:
    low, high = (float(end) for end in (one.low, one.high) if end is not None)
    ends = tuple(Future(Member({one.name: end}, 0, 0)) for end in (low, high))
    return Input(one.name, group_of(one.name), one.grade, one.unit, low, high, (ends[0], ends[1]))


def _components() -> Iterator[Input]:
    """Yield the population's components; their variants are the 10 and 90 % points."""
    for name in COMPONENTS:
        low, high = (Future(CENTRAL, {name: variant}) for variant in ("low", "high"))
        yield Input(
            f"{POPULATION}.variant.{name}", POPULATION, "external", "none", None, None, (low, high)
        )


def group_of(parameter: str) -> str:
    """Return the group of uncertainties a parameter belongs to."""
    folder = parameter.partition(".")[0]
    return FOLDERS.get(folder, folder)


def futures_at(
    case: Case, chances: Floats, draws: tuple[Integers, Integers] | None = None
) -> list[Future]:
    """Return the futures at points of the unit cube whose columns are the parameters.

    Parameters
    ----------
    case
        Whose parameters are varied, in the order of `varied_parameters`.
    chances
        Probabilities. Shape (future, parameter). Parameters that draws move together are
        varied each for itself here.
    draws
        Draws of the residents' errors and of chance, shape (future,) each; None for central.
    """
    varied = varied_parameters(case)
    columns = [one.quantile(chances[:, at]) for at, one in enumerate(distributions(varied))]
    people, chance = draws or (np.zeros(len(chances), np.int64),) * 2
    names = [one.name for one in varied]
    return [
        Future(Member(dict(zip(names, row, strict=True)), int(who), int(luck)))
        for row, who, luck in zip(np.column_stack(columns).tolist(), people, chance, strict=True)
    ]
