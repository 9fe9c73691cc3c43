"""The PERT distribution: a beta distribution, smoother than the triangle and nearer its mode.

On (least, greatest) with the mode at the share c of the way it is Beta(1 + 4c, 1 + 4(1 − c)).

References
----------
Malcolm, Roseboom, Clark and Fazar (1959), Application of a technique for research and
development program evaluation, Operations Research 7(5).
Vose (2008), Risk Analysis, 3rd edition, appendix III (the modified PERT distribution, weight 4).
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.distributions.spread import TAIL, Array, Spread, root

WEIGHT = 4.0
"""How much more the mode counts than either end in the mean: (least + 4 mode + greatest) / 6."""


class Pert(NamedTuple):
    """A PERT distribution: least value, mode, greatest value."""

    least: float
    mode: float
    greatest: float

    def quantile(self, probability: Array) -> Array:
        """Return the values at given probabilities, same shape."""
        span = self.greatest - self.least
        return self.least + span * _standard((self.mode - self.least) / span, probability)


def _standard(place: float, probability: float | Array) -> Array:
    """Return quantiles of the PERT distribution on (0, 1) with its mode at ``place``."""
    from scipy.special import betaincinv

    values: Array = betaincinv(1.0 + WEIGHT * place, 1.0 + WEIGHT * (1.0 - place), probability)
    return values


def pert(spread: Spread) -> Pert:
    """Return the PERT distribution that three numbers mean; low < high.

    Where ``low`` or ``high`` equals the mode nothing lies beyond it on that side.
    """
    low, mode, high = spread.low, spread.central, spread.high
    if spread.bounds:
        return Pert(low, mode, high)
    if spread.below == 0.0:
        return Pert(mode, mode, mode + spread.above / float(_standard(0.0, 1.0 - TAIL)))
    if spread.above == 0.0:
        return Pert(mode - spread.below / (1.0 - float(_standard(1.0, TAIL))), mode, mode)

    def excess(place: float) -> float:
        left, right = _tails(place)
        return (place - left) * spread.above - (right - place) * spread.below

    place = root(excess, 0.0, 1.0)
    left, right = _tails(place)
    span = (high - low) / (right - left)
    return Pert(mode - place * span, mode, mode + (1.0 - place) * span)


def _tails(place: float) -> tuple[float, float]:
    return float(_standard(place, TAIL)), float(_standard(place, 1.0 - TAIL))
