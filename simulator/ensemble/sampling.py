"""Values of the uncertain parameters in every draw: stratified, one order per parameter.

A parameter's draws 1…N cut its distribution into N slices of equal probability and take one
value from each, in an order that depends on the seed and its name alone (Latin hypercube). So
adding a parameter moves no draw of another; changing N moves all. A parameter that belongs to a
group is ordered by its score in the group's copula: the slices stay, only their order follows.

References
----------
McKay, Beckman and Conover (1979), A comparison of three methods for selecting values of input
variables in the analysis of output from a computer code, Technometrics 21(2).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.distributions.copula import factor, following
from simulator.errors import ModelError, Problem, Where
from simulator.inputs.uncertain import Uncertain, distributions
from simulator.streams import uniforms

Array = NDArray[np.float64]

_ORDER, _PLACE = 0, 1
_PLACE_STEPS = 2.0**32


def strata(name: str, draws: int, seed: int, *, group: str = "", correlation: float = 0.0) -> Array:
    """Return probabilities of draws 1…N: exactly one in each of N equal slices of 0…1.

    The slices' order ranks one addressed number per draw, or its score in a group; the place
    within the slice is another number. Shape (draws,).
    """
    numbers = np.arange(1, draws + 1)
    ranked = uniforms(seed, numbers, "parameter", service=name, serial=_ORDER)
    if group and correlation != 0.0:
        from scipy.special import ndtri

        ranked = following(ndtri(ranked), factor(seed, numbers, group), correlation)
    slices = np.empty(draws)
    slices[np.argsort(ranked, kind="stable")] = numbers - 1
    place = uniforms(seed, numbers, "parameter", service=name, serial=_PLACE)
    # coarse enough that slice + place is exact and no value slips into the next slice
    place = (np.floor(place * _PLACE_STEPS) + 0.5) / _PLACE_STEPS
    return (slices + place) / draws


def sample(uncertain: Sequence[Uncertain], draws: int, seed: int) -> dict[str, Array]:
    """Return each parameter's value in every draw, shape (draws + 1,); draw 0 is central.

    Raises
    ------
    InputError
        R130, R131, R132 of all parameters at once.
    ModelError
        M189 when two parameters share a name.
    """
    names = [parameter.name for parameter in uncertain]
    if len(set(names)) < len(names):
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise ModelError(Problem("M189", Where(), {"names": ", ".join(repeated)}))
    found = distributions(uncertain)
    values: dict[str, Array] = {}
    for one, distribution in zip(uncertain, found, strict=True):
        chances = strata(one.name, draws, seed, group=one.group, correlation=one.correlation)
        values[one.name] = np.concatenate([[one.spread.central], distribution.quantile(chances)])
    return values
