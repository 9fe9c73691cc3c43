"""Goal seek: the lever with which an indicator just reaches a value.

What is simulated is a staircase of the lever: projects are whole, people are whole. So the search
ends at a step, between a value of the lever with which the goal is missed and the next with which
it is met. Of several steps the one that is found is told; a staircase that only rises has one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

from simulator.inputs.lever_range import LeverRange

Comparator = Literal[">=", ">", "<=", "<"]
COMPARATORS: tuple[Comparator, ...] = (">=", ">", "<=", "<")
FOUND, ALWAYS, NEVER, UNMOVED = "found", "always", "never", "unmoved"
TINY = 1e-9
"""Relative difference below which two values are the same."""
BELOW_ONE_STEP = 0.25
"""Steps between the ends of the search when it stops: less than half, so that they are one."""
MOST_ASKED = 1000
"""Times that the search may ask: hard staircases of the widest lever took 68."""


class Goal(NamedTuple):
    """What an indicator is to be."""

    indicator: str
    comparator: Comparator
    value: float

    def gap(self, found: float) -> float:
        """Return by how much a value is better than the goal: never zero, negative if missed."""
        slack = TINY * max(abs(self.value), abs(found), TINY)
        if math.isnan(found):
            return math.nan
        above = found - self.value if self.comparator[0] == ">" else self.value - found
        if len(self.comparator) > 1:  # what just equals the goal meets it
            return max(above, slack) if above >= -slack else above
        return above if above > slack else min(above, -slack)

    def met(self, found: float) -> bool:
        """Return whether a value meets the goal.

        >>> Goal("beds", ">=", 7.8).met(7.8), Goal("beds", ">", 7.8).met(7.8)
        (True, False)
        """
        return self.gap(found) > 0.0


class Point(NamedTuple):
    """A value of the lever and what the indicator is with it; ``lever`` None as it is."""

    lever: float | int | None
    value: float


class Sought(NamedTuple):
    """What a search found."""

    status: str
    """`FOUND`; `ALWAYS` met or `NEVER` within the bounds; `UNMOVED` by the lever."""
    reached: Point
    """The step on which the goal is just met; the nearest to it where it never is."""
    missed: Point | None
    """The step before, on which it is missed."""


def seek(ask: Callable[[float | int], float], goal: Goal, span: LeverRange) -> Sought:
    """Return the step of a lever at which a goal is just met.

    Parameters
    ----------
    ask
        Returns the indicator with a value of the lever, NaN where no such world is possible: at
        one end of the bounds at most. It is asked once for each value.
    span
        The bounds of the lever and its steps.
    """
    seen: dict[int, float] = {}

    def at(place: float) -> float:
        step = round(place)
        if step not in seen:
            seen[step] = ask(span.value(step))
        return goal.gap(seen[step])

    def point(step: int) -> Point:
        return Point(span.value(step), seen[step])

    first, last = _possible(at, span.last)
    worst, best = sorted((first, last), key=at)
    low, high = seen[first], seen[last]
    if abs(high - low) <= TINY * max(abs(high), abs(low)):
        return Sought(UNMOVED, point(best), None)
    if goal.met(low) and goal.met(high):
        return Sought(ALWAYS, point(worst), None)
    if not goal.met(seen[best]):
        return Sought(NEVER, point(best), None)
    # it takes longer to load than to seek
    from scipy.optimize import brentq

    brentq(at, first, last, xtol=BELOW_ONE_STEP, maxiter=MOST_ASKED)
    inside = (one for one in seen if first <= one < last)
    step = next(one for one in inside if _is_edge(goal, seen, one))
    met, missed = (step, step + 1) if goal.met(seen[step]) else (step + 1, step)
    return Sought(FOUND, point(met), point(missed))


def _possible(at: Callable[[float], float], last: int) -> tuple[int, int]:
    """Return the least and the greatest step at which a world is possible, sought by halving."""
    ends = [0, last]
    for side, other in ((0, 1), (1, 0)):
        bad, good = ends[side], ends[other]
        if not math.isnan(at(bad)):
            continue
        while abs(bad - good) > 1:
            middle = (bad + good) // 2
            bad, good = (middle, good) if math.isnan(at(middle)) else (bad, middle)
        ends[side] = good
    return ends[0], ends[1]


def _is_edge(goal: Goal, seen: dict[int, float], step: int) -> bool:
    """Return whether the goal is met on one of a step and the next, and missed on the other."""
    return step + 1 in seen and goal.met(seen[step]) != goal.met(seen[step + 1])
