"""A few values with their probabilities, such as variants of a path or whole years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulator.distributions.spread import Array, Outcome


@dataclass(frozen=True, slots=True)
class Discrete:
    """Outcomes in ascending order; their probabilities make 1."""

    outcomes: tuple[Outcome, ...]

    @property
    def least(self) -> float:
        """Return the least outcome."""
        return self.outcomes[0].value

    @property
    def greatest(self) -> float:
        """Return the greatest outcome."""
        return self.outcomes[-1].value

    def quantile(self, probability: Array) -> Array:
        """Return the outcomes at given probabilities, same shape.

        >>> two = Discrete((Outcome(3.0, 0.25), Outcome(4.0, 0.75)))
        >>> two.quantile(np.array([0.1, 0.25, 0.9])).tolist()
        [3.0, 4.0, 4.0]
        """
        values, chances = (np.array(column) for column in zip(*self.outcomes, strict=True))
        reached = np.cumsum(chances)[:-1]
        chosen: Array = values[np.searchsorted(reached, probability, side="right")]
        return chosen


def faults(outcomes: Sequence[Outcome]) -> str:
    """Return what the probabilities add up to where they or the order are wrong, else ""."""
    total = sum(one.probability for one in outcomes)
    values = [one.value for one in outcomes]
    ascending = all(left < right for left, right in pairwise(values))
    return "" if ascending and abs(total - 1.0) <= _ROUNDED else f"{total:.6g}"


_ROUNDED = 1e-9
"""Probabilities written in decimals add up to 1 but for this."""
