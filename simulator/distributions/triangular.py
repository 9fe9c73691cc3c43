"""The triangular distribution: straight lines from both ends to the mode.

References
----------
Kotz and van Dorp (2004), Beyond Beta, chapter 1 (the triangular distribution by quantiles).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from simulator.distributions.spread import TAIL, Array, Spread, root


class Triangle(NamedTuple):
    """A triangular distribution: least value, mode, greatest value."""

    least: float
    mode: float
    greatest: float

    def quantile(self, probability: Array) -> Array:
        """Return the values at given probabilities, same shape."""
        least, mode, greatest = self
        span = greatest - least
        if span == 0.0:
            return np.full(probability.shape, mode)
        rising = least + np.sqrt(probability * span * (mode - least))
        falling = greatest - np.sqrt((1.0 - probability) * span * (greatest - mode))
        return np.where(probability * span < mode - least, rising, falling)


def triangular(spread: Spread) -> Triangle:
    """Return the triangular distribution that three numbers mean.

    Where ``low`` or ``high`` equals the mode nothing lies beyond it on that side.

    >>> triangular(Spread(0.2, 0.5, 0.9, bounds=True))
    Triangle(least=0.2, mode=0.5, greatest=0.9)
    """
    below, above = spread.below, spread.above
    if not spread.bounds:
        below, above = _widths(below, above)
    return Triangle(spread.central - below, spread.central, spread.central + above)


def _widths(below: float, above: float) -> tuple[float, float]:
    """Return the distances from the mode to the ends, given those to P5 and P95.

    With p and q the distances to the ends and s = p + q, the probability beyond P5 is
    (p − below)² / (s·p); set to 5 % it gives p for a given s, likewise q, and s − p(s) − q(s)
    is convex, negative at 0 and grows without limit: it has exactly one root.
    """
    if below == 0.0 or above == 0.0:
        # one side only: its tail is (1 − P95/q)² = 5 %
        share = 1.0 - math.sqrt(TAIL)
        return below / share, above / share
    scale = below + above
    left, right = below / scale, above / scale

    def width(distance: float, total: float) -> float:
        half = distance + TAIL * total / 2.0
        return half + math.sqrt((half - distance) * (half + distance))

    def excess(total: float) -> float:
        return total - width(left, total) - width(right, total)

    # at total 4 it is positive: width(x, 4) <= x + 0.1 + sqrt(0.1 (2x + 0.1)), x <= 1
    total = root(excess, 0.0, 4.0)
    return width(left, total) * scale, width(right, total) * scale
