"""Numbers that move together: a Gaussian copula with one factor for each group.

A member's score is r·F + √(1 − r²)·Z with F the factor of its group and Z its own standard
normal number: it correlates r with the factor and r·r′ with another member. Both are addressed,
so that a member added to a group, or another group, moves nothing.

References
----------
Nelsen (2006), An Introduction to Copulas, section 2.3 and chapter 5.
Iman and Conover (1982), A distribution-free approach to inducing rank correlation among input
variables, Communications in Statistics: Simulation and Computation 11(3) (order by scores).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from simulator.streams import uniforms

Array = NDArray[np.float64]


def factor(seed: int, draws: NDArray[np.int64], group: str) -> Array:
    """Return the factor of a group in some draws: a standard normal number each."""
    from scipy.special import ndtri

    numbers: Array = ndtri(uniforms(seed, draws, "parameter_group", service=group))
    return numbers


def following(own: Array, common: Array, correlation: float) -> Array:
    """Return scores that correlate with the factor: standard normal as ``own`` and ``common``."""
    return correlation * common + math.sqrt(1.0 - correlation**2) * own
