"""One input at a time from its central value to its ends, all others central."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.axes import GRADES
from simulator.ensemble.futures import Answer

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Ends = Sequence[tuple[Answer, Answer]]
"""Answers at the low and at the high end of each input."""

WEAKEST = GRADES.index("assumed") + 1


def swing(at_ends: Floats, central: float) -> Floats:
    """Return how far an outcome moves between the ends of each input.

    ``at_ends`` has shape (input, 2); the result, of shape (input,), is never negative and counts
    the central value too: an input may raise an outcome at both ends.
    """
    all_three = np.column_stack([at_ends, np.full(len(at_ends), central)])
    found: Floats = all_three.max(axis=1) - all_three.min(axis=1)
    return found


def effect_on_verdicts(central: Answer, ends: Ends, rows: Integers, years: Integers) -> Floats:
    """Return how much of the margins of some verdicts each input can eat up. Shape (input,).

    A verdict that turns at an end counts 1; one whose value comes nearer to its target counts
    the share of the distance gone. So the sum says how many verdicts hang on the input.

    Parameters
    ----------
    central, ends
        Answers with every input central, and with one input at its ends.
    rows, years
        Position of the verdict's row and of its year, one pair for each verdict.
    """
    found = np.zeros(len(ends))
    margin = np.abs(central.judged[rows, years] - central.target[rows])
    for position, pair in enumerate(ends):
        eaten = [_eaten(central, end, margin, rows, years) for end in pair]
        found[position] = np.maximum(*eaten).sum()
    return found


def _eaten(central: Answer, end: Answer, margin: Floats, rows: Integers, years: Integers) -> Floats:
    """Return the share of each margin that one end eats up, between 0 and 1."""
    left = np.abs(end.judged[rows, years] - end.target[rows])
    with np.errstate(divide="ignore", invalid="ignore"):
        nearer = np.clip(np.nan_to_num((margin - left) / margin), 0.0, 1.0)
    turned = end.met[rows, years] != central.met[rows, years]
    return np.where(turned, 1.0, nearer)


def weakness(grade: str) -> float:
    """Return how weak the evidence of a grade is: its place among the grades, the last is 1.

    >>> [weakness(grade) for grade in ("stated", "derived", "external", "assumed")]
    [0.25, 0.5, 0.75, 1.0]
    """
    return (GRADES.index(grade) + 1) / WEAKEST
