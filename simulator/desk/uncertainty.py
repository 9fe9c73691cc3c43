"""Which parameters a run draws, and their values in every draw."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulator.ensemble.sampling import Uncertain, sample
from simulator.inputs.case import Case
from simulator.inputs.parameters import Parameter, limits_of
from simulator.inputs.used import parameters_read

FIXED_FOLDERS = ("population",)
"""Read once a case: a draw's residents come from the error model (`population.errors`)."""
BY_PROJECT = "_months"
"""Project times are drawn project by project, not once a draw."""


def samples(case: Case, draws: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Return the values of all uncertain parameters by name, shape (draws + 1,).

    Raises
    ------
    InputError
        R130 or R131 where a range makes no distribution.
    """
    if draws == 0:
        return {}
    return sample(list(uncertain(case)), draws, seed)


def uncertain(case: Case) -> Iterator[Uncertain]:
    """Yield every parameter with a range that a draw reads, regional values included."""
    read = parameters_read(case.services)
    for parameter in case.parameters.values():
        folder = parameter.name.partition(".")[0]
        if (
            folder in FIXED_FOLDERS
            or parameter.name not in read
            or parameter.name.endswith(BY_PROJECT)
        ):
            continue
        for one in (parameter, *parameter.regions.values()):
            if one.low is not None and one.high is not None and one.low < one.high:
                yield _uncertain(one, one.low, one.high)


def _uncertain(one: Parameter, low: float, high: float) -> Uncertain:
    least, most = limits_of(one.unit)
    return Uncertain(
        name=one.name,
        central=one.value,
        low=low,
        high=high,
        bounds=one.bounds,
        minimum=least,
        maximum=most,
        where=one.where,
    )
