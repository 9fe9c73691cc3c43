"""Which parameters a run draws, and their values in every draw."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.ensemble.sampling import sample
from simulator.errors import InputError, Problem
from simulator.inputs.case import Case
from simulator.inputs.parameters import Parameter
from simulator.inputs.services import Service
from simulator.inputs.uncertain import Uncertain, distributions, uncertain_of
from simulator.inputs.uncertainty import drawn_by_project, drawn_once
from simulator.inputs.used import parameters_read


def samples(case: Case, draws: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Return the values of all uncertain parameters by name, shape (draws + 1,).

    Nothing where the scenario's experiment keeps the parameters at their central values.

    Raises
    ------
    InputError
        R130 to R132 where a range makes no distribution, project times included.
    """
    if draws == 0:
        return {}
    once = uncertain(case.services, case.parameters)
    distributions([*once, *uncertain(case.services, case.parameters, by_project=True)])
    return sample(once, draws, seed) if case.scenario.experiment.parameters_vary else {}


def uncertain(
    services: Mapping[str, Service],
    parameters: Mapping[str, Parameter],
    *,
    by_project: bool = False,
) -> list[Uncertain]:
    """Return every parameter with a range that a draw reads, regional values included.

    Those that take one value in a draw, or those ``by_project``: times that every project
    draws for itself (`simulator.inputs.durations`).
    """
    read = parameters_read(services, parameters)
    kind = drawn_by_project if by_project else drawn_once
    return [
        uncertain_of(one, parameters[one.group.correlation].value if one.group else 0.0)
        for parameter in parameters.values()
        if parameter.name in read and kind(parameter.name)
        for one in (parameter, *parameter.regions.values())
        if one.low is not None and one.high is not None and one.low < one.high
    ]


def range_problems(
    services: Mapping[str, Service], parameters: Mapping[str, Parameter]
) -> list[Problem]:
    """Return every range that makes no distribution, among the parameters a draw reads."""
    once, own = (uncertain(services, parameters, by_project=by) for by in (False, True))
    try:
        distributions([*once, *own])
    except InputError as error:
        return list(error.problems)
    return []
