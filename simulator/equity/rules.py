"""What a printed target means: met or not, what is due when, how far the way is.

Every function works element by element on numbers or arrays that broadcast. All are total: a
number that does not exist is NaN, a verdict that cannot be reached is UNDECIDED.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64] | float
Whole = NDArray[np.integer] | int
Truths = NDArray[np.bool_] | bool

EQUAL, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN, ABOUT, NO_COMPARATOR = 0, 1, 2, 3, 4, 5, 6
LEVEL, CUMULATIVE = 0, 1
YES, NO, UNDECIDED = 1, 0, -1
NOT_PRINTED = 127
MOST_DIGITS = 15
SCALES = np.array([10.0**digits for digits in range(MOST_DIGITS + 1)])
"""Exact, for all powers of ten up to 22 are."""
HALF_SLACK = 4.0e-15
NOISE = 1.0e-12
"""Share of a target that sums of floats may miss it by: `simulator.units.ROUNDING`."""


class Way(NamedTuple):
    """The way from a base to a target, in the unit of the indicator; years are 31 December."""

    base_year: Whole
    base: Numbers
    target_year: Whole
    target: Numbers
    accumulation: Whole
    floor: Truths


class Limits(NamedTuple):
    """From where to where a value meets a target, both included; infinite where any does."""

    lowest: Numbers
    highest: Numbers


def judged_comparator(comparator: Whole, direction: Whole) -> NDArray[np.int64]:
    """Return the comparator a cell is judged by, given which direction is better.

    A plan that prints 7.7 or 约7.7 for something of which more is better asks for at least
    that much: more is not a miss. Without a direction the cell stays two-sided.
    """
    side = np.where(np.greater(direction, 0), AT_LEAST, AT_MOST)
    turns = is_one_of(comparator, EQUAL, ABOUT) & np.not_equal(direction, 0)
    return np.where(turns, side, comparator).astype(np.int64)


def met(value: Numbers, comparator: Whole, target: Numbers, tolerance: Numbers) -> NDArray[np.int8]:
    """Return YES, NO or UNDECIDED for the unrounded value.

    ``tolerance`` [unit of the indicator] widens EQUAL, ABOUT, AT_LEAST and AT_MOST. A value
    beside the limit by no more than its sums may be off lies on the limit.
    """
    return within(value, limits(comparator, target, tolerance))


def limits(comparator: Whole, target: Numbers, tolerance: Numbers) -> Limits:
    """Return from where to where a value meets the target; NaN where nothing can be judged."""
    noise = np.multiply(NOISE, np.abs(target))
    two_sided = is_one_of(comparator, EQUAL, ABOUT)
    lowest = np.where(
        two_sided | is_one_of(comparator, AT_LEAST),
        np.subtract(target, tolerance) - noise,
        np.where(is_one_of(comparator, MORE_THAN), np.nextafter(target + noise, np.inf), -np.inf),
    )
    highest = np.where(
        two_sided | is_one_of(comparator, AT_MOST),
        np.add(target, tolerance) + noise,
        np.where(is_one_of(comparator, LESS_THAN), np.nextafter(target - noise, -np.inf), np.inf),
    )
    decidable = ~np.isnan(target) & np.not_equal(comparator, NO_COMPARATOR)
    return Limits(np.where(decidable, lowest, np.nan), np.where(decidable, highest, np.nan))


def within(value: Numbers, between: Limits) -> NDArray[np.int8]:
    """Return YES, NO or UNDECIDED for a value and the limits it has to keep."""
    holds = np.greater_equal(value, between.lowest) & np.less_equal(value, between.highest)
    undecided = np.isnan(value) | np.isnan(between.lowest)
    return np.where(undecided, np.int8(UNDECIDED), holds.astype(np.int8))


def shortfall(
    value: Numbers, comparator: Whole, target: Numbers, tolerance: Numbers
) -> NDArray[np.float64]:
    """Return what is missing to the target, >= 0 [unit of the indicator]; NaN undecided.

    For MORE_THAN and LESS_THAN it is the limit: 0 at the target itself, which is not yet met.
    """
    slack = np.where(is_one_of(comparator, MORE_THAN, LESS_THAN), 0.0, tolerance)
    only_low = is_one_of(comparator, AT_LEAST, MORE_THAN)
    only_high = is_one_of(comparator, AT_MOST, LESS_THAN)
    lowest = np.where(only_high, -np.inf, np.subtract(target, slack))
    highest = np.where(only_low, np.inf, np.add(target, slack))
    judged = np.not_equal(comparator, NO_COMPARATOR) & ~np.isnan(target)
    missing = np.maximum(np.subtract(lowest, value), np.subtract(value, highest))
    return np.where(judged, np.maximum(0.0, missing), np.nan)


def round_as_printed(value: Numbers, decimals: Whole) -> NDArray[np.float64]:
    """Return ``value`` rounded half away from zero to the printed decimals.

    Negative ``decimals`` round to tens, hundreds …; NOT_PRINTED leaves the value alone. A
    digit 5 that binary floating point holds a few units in the last place too low is still
    a 5: 2.675 gives 2.68.
    """
    digits = np.abs(decimals)
    scale = SCALES[np.minimum(digits, MOST_DIGITS)]
    after_point = np.greater_equal(decimals, 0)
    size = np.abs(value)
    scaled = np.where(after_point, size * scale, size / scale)
    whole = np.floor(scaled)
    up = scaled - whole >= 0.5 - HALF_SLACK * np.maximum(1.0, scaled)
    whole = np.where(up, whole + 1.0, whole)
    rounded = np.where(after_point, whole / scale, whole * scale)
    return np.where(np.greater(digits, MOST_DIGITS), value, np.copysign(rounded, value))


def is_floor(
    comparator: Whole, target: Numbers, base: Numbers, accumulation: Whole
) -> NDArray[np.bool_]:
    """Return whether a level target asks to keep what stands: due every year.

    At least what is at or below the base; at most what is at or above it; exactly the base.
    """
    kept = (
        (is_one_of(comparator, AT_LEAST, MORE_THAN) & np.less_equal(target, base))
        | (is_one_of(comparator, AT_MOST, LESS_THAN) & np.greater_equal(target, base))
        | (is_one_of(comparator, EQUAL, ABOUT) & np.equal(target, base))
    )
    return np.asarray(kept & np.equal(accumulation, LEVEL))


def schedule_value(
    year: Whole, way: Way, milestones: Sequence[tuple[Whole, Numbers]]
) -> NDArray[np.float64]:
    """Return the value due on 31 December of ``year`` [unit of the indicator].

    Levels run straight from base to target, through milestones (year and value, years
    ascending) when the plan prints them; cumulative targets from 0 by the same amount every
    year; floors are due every year. After its year the target holds; before its base year
    nothing exists (NaN). Milestones outside the way are not on it.
    """
    start_year, end_year = way.base_year, way.target_year
    start: Numbers = _start(way)
    end = way.target
    for milestone_year, milestone in milestones:
        on_way = np.greater(milestone_year, way.base_year) & np.less(
            milestone_year, way.target_year
        )
        passed = on_way & np.less_equal(milestone_year, year)
        comes = on_way & np.greater(milestone_year, year) & np.less(milestone_year, end_year)
        start_year = np.where(passed, milestone_year, start_year)
        start = np.where(passed, milestone, start)
        end_year = np.where(comes, milestone_year, end_year)
        end = np.where(comes, milestone, end)
    length = np.maximum(np.subtract(end_year, start_year), 1)
    due = start + np.subtract(end, start) * np.subtract(year, start_year) / length
    late = np.greater_equal(year, way.target_year)
    due = np.where(np.logical_or(way.floor, late), way.target, due)
    return np.where(np.less(year, way.base_year), np.nan, due)


def length_of(way: Way) -> NDArray[np.float64]:
    """Return target minus base (minus 0 if cumulative); NaN for floors: nothing to go."""
    length = np.subtract(way.target, _start(way))
    return np.where(np.logical_or(way.floor, np.equal(length, 0.0)), np.nan, length)


def completion(value: Numbers, way: Way) -> NDArray[np.float64]:
    """Return the share of the way done [1], unclipped; NaN for floors (保持)."""
    return np.asarray(np.subtract(value, _start(way)) / length_of(way))


def _start(way: Way) -> NDArray[np.float64]:
    """Return where the way starts: the base, 0 when cumulative."""
    return np.where(np.equal(way.accumulation, CUMULATIVE), 0.0, way.base)


def is_one_of(comparator: Whole, first: int, second: int | None = None) -> NDArray[np.bool_]:
    """Return where the comparator is one of two codes."""
    other = first if second is None else second
    return np.asarray(np.equal(comparator, first) | np.equal(comparator, other))
