"""The closed list of schedule statuses and when each holds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.equity import rules

STATUSES = (
    "ahead",
    "on_schedule",
    "nearly",
    "behind",
    "hard",
    "floor_kept",
    "floor_broken",
    "undecidable",
)
AHEAD, ON_SCHEDULE, NEARLY, BEHIND, HARD, FLOOR_KEPT, FLOOR_BROKEN, UNDECIDABLE = range(8)


class StatusThresholds(NamedTuple):
    """Limits of the status as shares of the whole way from base to target [1].

    Numbers, or arrays that broadcast to the rows in years: (draw, 1, 1) for a block.
    """

    ahead: rules.Numbers
    """At least this much beyond the schedule is ahead."""
    nearly: rules.Numbers
    """At most this much short of the schedule is nearly."""
    hard: rules.Numbers
    """More than this short of the schedule is hard to make up for."""


class Moment(NamedTuple):
    """Rows in years: the judged value, what is due [unit of the indicator], the verdict."""

    year: rules.Whole
    value: rules.Numbers
    due: rules.Numbers
    met: rules.Whole


def status_codes(moment: Moment, way: rules.Way, thresholds: StatusThresholds) -> NDArray[np.int8]:
    """Return positions in STATUSES, element by element.

    The lead is (value - due) / (target - base), so a point of it means the same for every
    indicator. Nothing is due on the base date: on_schedule. From the target year on a target
    that is not met is never better than nearly. Floors are kept or broken.
    """
    lead = np.subtract(moment.value, moment.due) / rules.length_of(way)
    unmet = np.equal(moment.met, rules.NO)
    late_unmet = np.greater_equal(moment.year, way.target_year) & unmet
    at_base = np.equal(moment.year, way.base_year)
    unknown = np.equal(moment.met, rules.UNDECIDED) | (np.isnan(lead) & ~np.asarray(way.floor))
    on_way = np.where(lead >= thresholds.ahead, AHEAD, ON_SCHEDULE)
    on_way = np.where((lead < 0.0) | late_unmet, NEARLY, on_way)
    on_way = np.where(lead < np.negative(thresholds.nearly), BEHIND, on_way)
    on_way = np.where(lead < np.negative(thresholds.hard), HARD, on_way)
    on_way = np.where(at_base, ON_SCHEDULE, on_way)
    kept = np.where(unmet, FLOOR_BROKEN, FLOOR_KEPT)
    code = np.where(way.floor, kept, on_way)
    return np.where(unknown, UNDECIDABLE, code).astype(np.int8)
