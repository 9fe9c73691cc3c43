"""Rules of projects: stage lengths, draw-downs, slots. Integers in, integers out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

APPROVAL, LAND, DESIGN_APPROVAL, CONSTRUCTION, ACCEPTANCE = range(5)
N_STAGES = 5
"""Stages that take time; funding is a queue and commissioning a moment."""


def draw_downs(cost: int, start_share: float, half_share: float) -> tuple[int, int, int]:
    """Return what is drawn at the start, half-way and at acceptance [fen]; the sum is ``cost``."""
    start = math.floor(cost * start_share)
    half = math.floor(cost * half_share)
    return start, half, cost - start - half


def half_way(construction_months: int) -> int:
    """Return the months from the start to the second draw-down: floor(d/2), at least two.

    The first draw-down is settled in the month after the start.
    """
    return max(2, construction_months // 2)


def building_months(construction_months: int) -> int:
    """Return the months from the start to acceptance: a month at least follows the second draw."""
    return max(construction_months, half_way(construction_months) + 1)


def still_to_draw(
    cost: int, started: int, construction_months: int, shares: tuple[float, float]
) -> int:
    """Return what of a cost is still to be drawn after month 0, works having begun in ``started``.

    ``shares`` are drawn at the start and half-way [fen].
    """
    _, half, last = draw_downs(cost, shares[0], shares[1])
    if started + building_months(construction_months) < 1:
        return 0
    return last if started + half_way(construction_months) < 1 else half + last


def stage_end(start: int, months: int, rest: tuple[int, int]) -> int:
    """Return the month in which a stage of ``months`` from ``start`` ends.

    ``rest`` is the month from which work rests and for how many months: a stage under way then
    takes so much longer, one whose turn comes during the rest begins after it.

    >>> stage_end(3, 6, (5, 12)), stage_end(6, 6, (5, 12)), stage_end(3, 6, (9, 12))
    (21, 23, 9)
    """
    first, pause = rest
    if start < first < start + months:
        return start + months + pause
    if first <= start < first + pause:
        return first + pause + months
    return start + months


def first_in_queue(priority: Integers, asked: Integers, rank: Integers, slots: int) -> Integers:
    """Return the positions of those served: by priority, month asked, rank; at most ``slots``."""
    order = np.lexsort((rank, asked, priority))
    return order[: max(0, slots)]


def projects_of(units: int, lot: int) -> int:
    """Return into how many projects of about one lot starts of ``units`` are divided."""
    if units <= 0:
        return 0
    return max((2 * units + lot) // (2 * lot), 1) if lot > 0 else 1


def part_of(units: int, n_projects: int, place: int) -> int:
    """Return the units of one of equal projects; the first get what division leaves."""
    return units // n_projects + (1 if place < units % n_projects else 0)
