"""When does a plan fail: the box of inputs in which most failures lie (PRIM).

Peeling: from all futures the 5 % at one end of one input are taken away, the end whose loss
raises the share of failures most, again and again. Of the boxes on that way the one with the
best balance of coverage (failures inside, of all) and density (failures, of those inside) is
taken; then every limit is dropped that chance would explain as well.

References
----------
Friedman and Fisher (1999), Bump hunting in high-dimensional data, Statistics and Computing 9(2).
Bryant and Lempert (2010), Thinking inside the box: a participatory, computer-assisted approach
to scenario discovery, Technological Forecasting and Social Change 77(1) (coverage, density,
the test of each limit).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

PEEL = 0.05
"""Share of the futures inside that one step takes away."""
LEAST = 0.1
"""Least share of all futures that a box must hold."""
CHANCE = 0.05
"""A limit stays when chance alone would do as well with less than this probability."""
MOST_LIMITS = 3
"""More limits no reader can keep in mind."""


class Box(NamedTuple):
    """Lower and upper limits by input, shape (input,); infinite where there is none."""

    low: Floats
    high: Floats

    def holds(self, inputs: Floats) -> Booleans:
        """Return which futures lie inside. Shape (future,)."""
        return np.asarray(((inputs >= self.low) & (inputs <= self.high)).all(axis=1))

    def without(self, column: int) -> Box:
        """Return the box without the limits of an input."""
        low, high = self.low.copy(), self.high.copy()
        low[column], high[column] = -np.inf, np.inf
        return Box(low, high)

    @property
    def limited(self) -> list[int]:
        """Return the inputs that have a limit."""
        return np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high)).tolist()


class Rule(NamedTuple):
    """A box and what it is worth."""

    box: Box
    coverage: float
    """Share of all failures that lie inside."""
    density: float
    """Share of failures among the futures inside."""


def failure_rule(inputs: Floats, failed: Booleans) -> Rule | None:
    """Return the rule that tells failures best; None where all or none fail, or nothing tells.

    Parameters
    ----------
    inputs
        Values of the inputs. Shape (future, input).
    failed
        Whether the plan fails. Shape (future,).
    """
    if failed.all() or not failed.any():
        return None
    boxes = list(_peeled(inputs, failed))
    best = max(boxes, key=lambda box: _balance(box, inputs, failed))
    while best.limited:
        doubtful = {column: _by_chance(best, column, inputs, failed) for column in best.limited}
        worst = max(doubtful, key=lambda column: doubtful[column])
        if doubtful[worst] <= CHANCE and len(doubtful) <= MOST_LIMITS:
            break
        best = best.without(worst)
    if not best.limited:
        return None
    inside = best.holds(inputs)
    hits = np.count_nonzero(failed & inside)
    return Rule(best, hits / np.count_nonzero(failed), hits / np.count_nonzero(inside))


def _peeled(inputs: Floats, failed: Booleans) -> Iterator[Box]:
    """Yield the boxes of the peeling, the whole space first."""
    width = inputs.shape[1]
    box = Box(np.full(width, -np.inf), np.full(width, np.inf))
    least = LEAST * len(inputs)
    while True:
        yield box
        inside = box.holds(inputs)
        if failed[inside].all():
            return
        smaller = [
            peel
            for peel in _one_end_less(box, inputs[inside])
            if least <= np.count_nonzero(peel.holds(inputs)) < np.count_nonzero(inside)
        ]
        if not smaller:
            return
        box = max(smaller, key=lambda peel: float(failed[peel.holds(inputs)].mean()))


def _one_end_less(box: Box, inside: Floats) -> Iterator[Box]:
    """Yield the box without the lowest, and without the highest part of each input."""
    lower, upper = np.quantile(inside, [PEEL, 1.0 - PEEL], axis=0, method="nearest")
    for column in range(inside.shape[1]):
        values = np.unique(inside[:, column])
        above, below = values[values > lower[column]], values[values < upper[column]]
        if above.size:
            low = box.low.copy()
            low[column] = above[0]
            yield Box(low, box.high)
        if below.size:
            high = box.high.copy()
            high[column] = below[-1]
            yield Box(box.low, high)


def _balance(box: Box, inputs: Floats, failed: Booleans) -> float:
    """Return the harmonic mean of coverage and density."""
    inside = box.holds(inputs)
    hits = np.count_nonzero(failed & inside)
    return float(2.0 * hits / (np.count_nonzero(failed) + np.count_nonzero(inside)))


def _by_chance(box: Box, column: int, inputs: Floats, failed: Booleans) -> float:
    """Return how likely the box without a limit has as many failures in as many futures."""
    from scipy.stats import binomtest

    wider, inside = box.without(column).holds(inputs), box.holds(inputs)
    share = float(failed[wider].mean())
    hits, tries = np.count_nonzero(failed & inside), np.count_nonzero(inside)
    return float(binomtest(hits, tries, share, alternative="greater").pvalue)
