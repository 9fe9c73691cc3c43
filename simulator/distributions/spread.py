"""What is written of an uncertain number, and what every distribution of one can answer."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Family = Literal["triangular", "pert", "lognormal", "truncated_normal", "discrete"]

TAIL = 0.05
"""Probability below ``low`` and above ``high``: they are P5 and P95."""
EDGE = 1e-16
"""No draw has a smaller probability: a tail without an end is judged at this quantile."""


class Spread(NamedTuple):
    """Three numbers: ``central`` is the mode, ``low`` and ``high`` are P5 and P95.

    With ``bounds`` they are the hard minimum and maximum. No value below ``minimum`` or above
    ``maximum`` makes sense (a share beyond 1).
    """

    low: float
    central: float
    high: float
    bounds: bool = False
    minimum: float = -math.inf
    maximum: float = math.inf

    @property
    def below(self) -> float:
        """Return the distance from ``low`` to the mode."""
        return self.central - self.low

    @property
    def above(self) -> float:
        """Return the distance from the mode to ``high``."""
        return self.high - self.central


class Outcome(NamedTuple):
    """One value of a discrete distribution and its probability."""

    value: float
    probability: float


class Distribution(Protocol):
    """A distribution of one number."""

    @property
    def least(self) -> float:
        """Return the least value a draw can have."""

    @property
    def greatest(self) -> float:
        """Return the greatest value a draw can have."""

    def quantile(self, probability: Array) -> Array:
        """Return the values at probabilities strictly between 0 and 1, same shape."""


def root(function: Callable[[float], float], left: float, right: float) -> float:
    """Return where a function of one number changes its sign between two numbers.

    Halves until no number lies between: `scipy.optimize` finds it in fewer steps and takes a fifth
    of a second to load.
    """
    falls = function(left) > 0.0
    while left < (middle := (left + right) / 2.0) < right:
        if (function(middle) > 0.0) == falls:
            left = middle
        else:
            right = middle
    return right
