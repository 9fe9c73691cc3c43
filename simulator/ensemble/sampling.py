"""Values of the uncertain parameters in every draw: stratified, one order per parameter.

A parameter's draws 1…N cut its distribution into N slices of equal probability and take one
value from each, in an order that depends on the seed and its name alone (Latin hypercube). So
adding a parameter moves no draw of another; changing N moves all.

References
----------
McKay, Beckman and Conover (1979), A comparison of three methods for selecting values of input
variables in the analysis of output from a computer code, Technometrics 21(2).
Kotz and van Dorp (2004), Beyond Beta, chapter 1 (the triangular distribution by quantiles).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import InputError, ModelError, Problem, Where
from simulator.streams import uniforms

TAIL = 0.05
"""Probability below ``low`` and above ``high``: they are P5 and P95."""

_ORDER, _PLACE = 0, 1
_PLACE_STEPS = 2.0**32


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One uncertain quantity: ``central`` is the mode, ``low`` and ``high`` are P5 and P95.

    With ``bounds`` they are the hard minimum and maximum. Where ``low`` or ``high`` equals
    ``central`` nothing lies beyond it on that side. No value below ``minimum`` or above
    ``maximum`` makes sense (a share beyond 1); such a range is refused, never clipped.
    """

    name: str
    central: float
    low: float
    high: float
    bounds: bool = False
    minimum: float = -math.inf
    maximum: float = math.inf
    where: Where = field(default_factory=Where)


class Triangle(NamedTuple):
    """A triangular distribution: least value, mode, greatest value."""

    least: float
    mode: float
    greatest: float


def support(uncertain: Uncertain) -> Triangle:
    """Return the triangular distribution that a parameter's range means.

    Raises
    ------
    InputError
        R130 when not low ≤ central ≤ high or a number is not finite, R131 when the
        distribution reaches beyond ``minimum`` or ``maximum``.

    >>> support(Uncertain("share", 0.5, 0.2, 0.9, bounds=True))
    Triangle(least=0.2, mode=0.5, greatest=0.9)
    """
    low, mode, high = uncertain.low, uncertain.central, uncertain.high
    # written so that NaN fails too
    if not (-math.inf < low <= mode <= high < math.inf):
        raise InputError(_problem("R130", uncertain))
    below, above = mode - low, high - mode
    if not uncertain.bounds:
        below, above = _widths(below, above)
    triangle = Triangle(mode - below, mode, mode + above)
    if triangle.least < uncertain.minimum or triangle.greatest > uncertain.maximum:
        beyond = {"least": f"{triangle.least:.6g}", "greatest": f"{triangle.greatest:.6g}"}
        limits = {"minimum": f"{uncertain.minimum:.6g}", "maximum": f"{uncertain.maximum:.6g}"}
        raise InputError(_problem("R131", uncertain, **beyond, **limits))
    return triangle


def _problem(code: str, uncertain: Uncertain, **args: str) -> Problem:
    numbers = {
        "low": f"{uncertain.low:.6g}",
        "central": f"{uncertain.central:.6g}",
        "high": f"{uncertain.high:.6g}",
    }
    return Problem(code, uncertain.where, {"name": uncertain.name, **numbers, **args})


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
    from scipy.optimize import brentq

    scale = below + above
    left, right = below / scale, above / scale

    def width(distance: float, total: float) -> float:
        half = distance + TAIL * total / 2.0
        return half + math.sqrt((half - distance) * (half + distance))

    def excess(total: float) -> float:
        return total - width(left, total) - width(right, total)

    # at total 4 it is positive: width(x, 4) <= x + 0.1 + sqrt(0.1 (2x + 0.1)), x <= 1
    total = float(brentq(excess, 0.0, 4.0, xtol=1e-15, rtol=4 * np.finfo(np.float64).eps))
    return width(left, total) * scale, width(right, total) * scale


def quantile(triangle: Triangle, probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values of a triangular distribution at given probabilities, same shape."""
    least, mode, greatest = triangle
    span = greatest - least
    if span == 0.0:
        return np.full(probability.shape, mode)
    rising = least + np.sqrt(probability * span * (mode - least))
    falling = greatest - np.sqrt((1.0 - probability) * span * (greatest - mode))
    return np.where(probability * span < mode - least, rising, falling)


def strata(name: str, draws: int, seed: int) -> NDArray[np.float64]:
    """Return probabilities of draws 1…N: exactly one in each of N equal slices of 0…1.

    The slices' order ranks one addressed number per draw; the place within the slice is
    another. Shape (draws,).
    """
    numbers = np.arange(1, draws + 1)
    drawn = uniforms(seed, numbers, "parameter", service=name, serial=_ORDER)
    slices = np.empty(draws)
    slices[np.argsort(drawn, kind="stable")] = numbers - 1
    place = uniforms(seed, numbers, "parameter", service=name, serial=_PLACE)
    # coarse enough that slice + place is exact and no value slips into the next slice
    place = (np.floor(place * _PLACE_STEPS) + 0.5) / _PLACE_STEPS
    return (slices + place) / draws


def sample(uncertain: Sequence[Uncertain], draws: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Return each parameter's value in every draw, shape (draws + 1,); draw 0 is central.

    Raises
    ------
    InputError
        R130, R131 of all parameters at once.
    ModelError
        M189 when two parameters share a name.
    """
    names = [parameter.name for parameter in uncertain]
    if len(set(names)) < len(names):
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise ModelError(Problem("M189", Where(), {"names": ", ".join(repeated)}))
    problems: list[Problem] = []
    values: dict[str, NDArray[np.float64]] = {}
    for parameter in uncertain:
        try:
            triangle = support(parameter)
        except InputError as error:
            problems.extend(error.problems)
            continue
        drawn = quantile(triangle, strata(parameter.name, draws, seed))
        values[parameter.name] = np.concatenate([[parameter.central], drawn])
    if problems:
        raise InputError(problems)
    return values
