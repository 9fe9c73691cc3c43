"""The model's own rules on one figure of one place, without the rest of the world.

A whole run needs a census; a share of people covered and a stock of staff do not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.staffing import nobody
from simulator.services.rules import covered_share
from simulator.workforce.staff import Carried, entries

WHOLE = 100.0
"""Percent of a group."""


class Change(NamedTuple):
    """Two known values of a figure, the years between them, and the years to go."""

    before: float
    start: float
    years: int
    ahead: int

    @property
    def trend(self) -> float:
        """Return where the same yearly change leads."""
        return self.start + (self.start - self.before) / self.years * self.ahead


def covered(change: Change) -> float:
    """Return a covered share [percent] whose uncovered part falls by the same fraction a year."""
    kept = (WHOLE - change.start) / (WHOLE - change.before)
    decline = np.array([1.0 - kept ** (1.0 / change.years)])
    share = np.array([change.start / WHOLE])
    for _ in range(change.ahead):
        share = covered_share(share, decline)
    return float(share[0]) * WHOLE


def staffed(change: Change, exits: float) -> float:
    """Return a stock of staff whose yearly inflow stays what it was [person].

    The inflow is the yearly growth and who left of the earlier stock; nobody knew of a rise.
    """
    staff = nobody(change.ahead + 1, 1, 1)
    inflow = (change.start - change.before) / change.years + exits * change.before
    staff = staff._replace(
        level=np.array([[inflow]]), exits=np.full((change.ahead + 1, 1, 1), exits)
    )
    standing = np.array([[round(change.start)]], np.int64)
    carried = Carried(np.zeros((1, 1)), np.zeros((1, 1)), np.zeros(1))
    for year in range(1, change.ahead + 1):
        moved = entries(staff, year, standing, carried)
        standing = standing - moved.left + moved.graduated + moved.recruited
    return float(standing[0, 0])
