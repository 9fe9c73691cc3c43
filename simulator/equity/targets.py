"""The plan cells that the simulation can judge, one row per cell, as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity import rules
from simulator.equity.series import Booleans, Codes, Floats, Integers

COMPARATORS = ("equal", "at_least", "more_than", "at_most", "less_than", "about", "none")
"""Names of the comparator codes of `rules`, in their order."""
ACCUMULATIONS = ("level", "cumulative")
KINDS = (
    "number",
    "range",
    "maintain",
    "full_coverage",
    "dynamic_zero",
    "indexed",
    "per_unit",
    "text",
    "blank",
)
NUMBER, RANGE, MAINTAIN, FULL_COVERAGE, DYNAMIC_ZERO = 0, 1, 2, 3, 4
NO_YEAR = -1


class Targets(NamedTuple):
    """One row per plan row with a simulated indicator; values in the unit of the indicator.

    Every field has shape (row,) but the milestones, (row, k) with k >= 0.
    """

    area: Integers
    indicator: Integers
    base_year: Integers
    """Year of the plan's base; its schedule starts on 31 December of it."""
    target_year: Integers
    value: Floats
    """Target; NaN when the cell holds none (maintain, text)."""
    low: Floats
    """Ends of a printed range, else NaN."""
    high: Floats
    base_value: Floats
    """Printed base; NaN: the simulated value of the base year stands in."""
    comparator: Codes
    accumulation: Codes
    kind: Codes
    tolerance: Floats
    """Stated tolerance of `about`, else 0."""
    decimals: Codes
    """Printed digits of the target after the point, negative for tens and more; or
    rules.NOT_PRINTED."""
    base_decimals: Codes
    """The same of the base."""
    binding: Booleans
    base_is_bound: Booleans
    """Whether the base itself is printed with a comparator."""
    in_force: Booleans
    """False for drafts: they are judged but replace nothing."""
    milestone_year: Integers
    """Ascending; NO_YEAR fills the row."""
    milestone_value: Floats


class Judged(NamedTuple):
    """What every row is judged by, after kind and direction are settled. Shapes (row,).

    What hangs on the base, where that is simulated, has leading axes: (..., row).
    """

    comparator: Codes
    target: Floats
    """Shape (..., row)."""
    tolerance: Floats
    base: Floats
    """Shape (..., row)."""
    floor: Booleans
    """Shape (..., row)."""


def settle(targets: Targets, direction: Codes, simulated_base: Floats) -> Judged:
    """Return the comparator, target, base and floor by which each row is judged.

    A range asks for its near end when one direction is better, else for staying inside;
    `maintain` asks for the base; other wordings without a number are not decidable.

    Parameters
    ----------
    targets
        Plan cells.
    direction
        Of the row's indicator. Shape (row,).
    simulated_base
        Value of the row's base year in the run, used where no base is printed. Shape (..., row).
    """
    base = np.where(np.isnan(targets.base_value), simulated_base, targets.base_value)
    ranged = targets.kind == RANGE
    kept = (targets.kind == MAINTAIN) & np.isnan(targets.value)
    numbered = targets.kind <= DYNAMIC_ZERO
    half = (targets.high - targets.low) / 2.0
    near_end = np.where(
        direction > 0, targets.low, np.where(direction < 0, targets.high, targets.low + half)
    )
    wording = np.where(ranged, rules.ABOUT, np.where(kept, rules.EQUAL, targets.comparator))
    comparator = np.where(
        numbered, rules.judged_comparator(wording, direction), rules.NO_COMPARATOR
    )
    target = np.where(ranged, near_end, np.where(kept, base, targets.value))
    inside = np.where(ranged & (direction == 0), half, 0.0)
    return Judged(
        comparator.astype(np.int8),
        target,
        np.where(ranged | kept, inside, targets.tolerance),
        base,
        rules.is_floor(comparator, target, base, targets.accumulation),
    )


def replaced_from(targets: Targets) -> Integers:
    """Return the base year of the plan in force that replaces each row, NO_YEAR if none.

    A target is kept after its year (目标值延用) until a later plan in force has a target for
    the same area and indicator that starts where it ends or later. Shape (row,).
    """
    same = (targets.area[:, None] == targets.area) & (
        targets.indicator[:, None] == targets.indicator
    )
    later = same & targets.in_force & (targets.base_year >= targets.target_year[:, None])
    never = np.iinfo(np.int64).max
    first = np.min(np.where(later, targets.base_year, never), axis=1, initial=never)
    return np.where(first == never, NO_YEAR, first)
