"""The shifted lognormal distribution: a long tail above, an end below, none above.

X = shift + scale · exp(s·Z) with Z standard normal; its mode is shift + scale · exp(−s²). The
shift lets P5, mode and P95 hold together, which the two numbers of a plain lognormal cannot.

References
----------
Johnson, Kotz and Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 14
(three-parameter lognormal).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from simulator.distributions.spread import EDGE, TAIL, Array, Spread, root

_LEAST_SHAPE = 1e-9


class Lognormal(NamedTuple):
    """A lognormal distribution by its mode, its scale and its shape s."""

    mode: float
    scale: float
    shape: float

    @property
    def least(self) -> float:
        """Return the shift, below which nothing lies."""
        return self.mode - self.scale * math.exp(-(self.shape**2))

    @property
    def greatest(self) -> float:
        """Return the greatest value a draw can have; the tail itself has no end."""
        return float(self.quantile(np.array(1.0 - EDGE)))

    def quantile(self, probability: Array) -> Array:
        """Return the values at given probabilities, same shape."""
        from scipy.special import ndtri

        # relative to the mode: the shift may be large where the shape is small
        beyond = np.expm1(self.shape * ndtri(probability)) - math.expm1(-(self.shape**2))
        values: Array = self.mode + self.scale * beyond
        return values


def lognormal(spread: Spread) -> Lognormal | None:
    """Return the lognormal distribution that three numbers mean, None where there is none.

    There is exactly one when low < central and high lies farther from it; with ``bounds`` none.
    The shape solves (e^(zs) − e^(−s²)) / (e^(−s²) − e^(−zs)) = (high − central) / (central − low)
    with z = 1.645; the left side grows from 1 at s = 0 without limit as s comes near z.
    """
    from scipy.special import ndtri

    if spread.bounds or not 0.0 < spread.below < spread.above:
        return None
    z = -float(ndtri(TAIL))

    def excess(shape: float) -> float:
        mode, high, low = math.expm1(-(shape**2)), math.expm1(z * shape), math.expm1(-z * shape)
        return (high - mode) * spread.below - (mode - low) * spread.above

    if excess(_LEAST_SHAPE) >= 0.0:
        return None
    shape = root(excess, _LEAST_SHAPE, z)
    scale = (spread.high - spread.low) / (2.0 * math.sinh(z * shape))
    return Lognormal(spread.central, scale, shape)
