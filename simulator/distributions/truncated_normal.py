"""The two-piece normal distribution, cut at what is possible.

The density is exp(−(x − mode)² / 2s²) with one s below the mode and another above: where both
are equal it is the normal distribution. It is cut at ``minimum`` and ``maximum`` and raised to
make one; two widths let P5, mode and P95 hold together whatever the cut takes.

References
----------
Wallis (2014), The two-piece normal, binormal, or double Gaussian distribution: its origin and
rediscoveries, Statistical Science 29(1).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from simulator.distributions.spread import EDGE, TAIL, Array, Spread, root

_FLAT = 1e6
"""A side this many times wider than the range is flat up to its cut."""
_MISS = 1e-9
"""How far the probability beyond low or high may be from 5 %."""


class Side(NamedTuple):
    """One side of the mode: its standard deviation, and how far it reaches before it is cut."""

    deviation: float
    cut: float

    def beyond(self, distance: float) -> float:
        """Return the mass beyond a distance from the mode, in units of √2π times its height."""
        from scipy.special import ndtr

        if self.deviation == 0.0:
            return 0.0
        outside = ndtr(-self.cut / self.deviation)
        return self.deviation * float(ndtr(-distance / self.deviation) - outside)

    def distance(self, mass: Array) -> Array:
        """Return beyond which distance from the mode a mass lies."""
        from scipy.special import ndtr, ndtri

        if self.deviation == 0.0:
            return np.zeros_like(mass)
        outside = ndtr(-self.cut / self.deviation)
        found: Array = -self.deviation * ndtri(outside + mass / self.deviation)
        return np.minimum(found, self.cut)


class TwoPieceNormal(NamedTuple):
    """A two-piece normal distribution: its mode and both sides."""

    mode: float
    left: Side
    right: Side

    @property
    def mass(self) -> float:
        """Return the mass of both sides, in units of √2π times the height."""
        return self.left.beyond(0.0) + self.right.beyond(0.0)

    @property
    def least(self) -> float:
        """Return the least value a draw can have."""
        return float(self.quantile(np.array(EDGE)))

    @property
    def greatest(self) -> float:
        """Return the greatest value a draw can have."""
        return float(self.quantile(np.array(1.0 - EDGE)))

    def quantile(self, probability: Array) -> Array:
        """Return the values at given probabilities, same shape."""
        total, below = self.mass, self.left.beyond(0.0)
        lower = np.minimum(probability * total, below)
        upper = np.minimum((1.0 - probability) * total, total - below)
        falls = self.mode - self.left.distance(lower)
        rises = self.mode + self.right.distance(upper)
        return np.where(probability * total < below, falls, rises)


def truncated_normal(spread: Spread) -> TwoPieceNormal | None:
    """Return the two-piece normal that three numbers mean, None where there is none; low < high.

    Cut at ``minimum`` and ``maximum``; with ``bounds`` cut at low and high, where the uncut
    sides would have P5 and P95. Where low or high equals the mode nothing lies beyond it on
    that side. There is none where the room between low and ``minimum`` (high and ``maximum``)
    is too small to hold 5 %.
    """
    from scipy.special import ndtri

    if spread.bounds:
        z = -float(ndtri(TAIL))
        left, right = (Side(away / z, away) for away in (spread.below, spread.above))
        return TwoPieceNormal(spread.central, left, right)
    width = spread.high - spread.low
    found = _solved(
        (spread.below / width, (spread.central - spread.minimum) / width),
        (spread.above / width, (spread.maximum - spread.central) / width),
    )
    if found is None:
        return None
    left, right = (Side(side.deviation * width, side.cut * width) for side in found)
    return TwoPieceNormal(spread.central, left, right)


def _solved(left: tuple[float, float], right: tuple[float, float]) -> tuple[Side, Side] | None:
    """Return both sides from the distances to P5 and P95 and to the cuts, in range widths.

    For a given mass of the whole each side alone has 5 % of it beyond its distance; the whole
    must be the mass of both.
    """

    def sides(total: float) -> tuple[Side, Side]:
        return _side(*left, TAIL * total), _side(*right, TAIL * total)

    def excess(total: float) -> float:
        return total - sum(side.beyond(0.0) for side in sides(total))

    # at the smallest total one side alone, its distance being three deviations, holds more
    nearest = min(away for away, _ in (left, right) if away > 0.0)
    smallest = Side(nearest / 3.0, math.inf).beyond(nearest) / TAIL
    greatest = 1.0
    while excess(greatest) < 0.0:
        greatest *= 2.0
    total = root(excess, smallest, greatest)
    found = sides(total)
    missed = (
        abs(side.beyond(away) / total - TAIL) > _MISS
        for side, (away, _) in zip(found, (left, right), strict=True)
        if away > 0.0
    )
    return None if any(missed) else found


def _side(away: float, cut: float, mass: float) -> Side:
    """Return the side that has a mass beyond a distance; flat where even that has less."""
    if away == 0.0:
        return Side(0.0, 0.0)

    def excess(deviation: float) -> float:
        return Side(deviation, cut).beyond(away) - mass

    if excess(_FLAT) <= 0.0:
        return Side(_FLAT, cut)
    # a side of 1/38 of the distance holds less than 1e-300 beyond it
    return Side(root(excess, away / 38.0, _FLAT), cut)
