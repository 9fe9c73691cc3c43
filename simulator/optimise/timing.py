"""When a lot that asks for approval in a January is paid for, built and opened.

The stages are those of `simulator.projects.delivery` for a project that waits for nobody: what a
planner reckons with. Offsets count years from the year of the start, 0 the same year.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.arrays import Whole
from simulator.instants import MONTHS_PER_YEAR
from simulator.projects.rules import (
    ACCEPTANCE,
    APPROVAL,
    CONSTRUCTION,
    DESIGN_APPROVAL,
    building_months,
    half_way,
)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
N_DRAWS = 3
"""Draw-downs: at the start, half-way and at acceptance."""


class Timing(NamedTuple):
    """What happens how many years after a start. By service."""

    funded: Integers
    """Year in which the whole fiscal cost is set aside. Shape (service,)."""
    opened: Integers
    """Year on whose 31 December the units count for the first time. Shape (service,)."""
    open_month: Integers
    """Month of that year in which they open, 0 January. Shape (service,)."""
    drawn: Integers
    """Years of the draw-downs. Shape (service, draw-down)."""
    batches: Integers
    """How often the approval desk can be filled anew for lots that all ask in January, so that
    the last are still funded and opened in the years above. Shape (service,)."""
    building: Integers
    """Months with builders, first and behind the last, from the January of the start.
    Shape (service, 2)."""

    @property
    def open_share(self) -> Floats:
        """Return the share of the opening year for which running cost is paid. (service,)."""
        return 1.0 - self.open_month / MONTHS_PER_YEAR

    @property
    def opens_in_january(self) -> NDArray[np.bool_]:
        """Return what opens before the losses of a year are taken. Shape (service,)."""
        return np.equal(self.open_month, 0)


def timing_of(months: Whole) -> Timing:
    """Return the timing of all services; ``months`` (service, stage) are those of a typical lot.

    Examples
    --------
    Half a year each of approval, land and design, two years of works, a month of acceptance:

    >>> found = timing_of(np.array([[6, 6, 6, 24, 1]]))
    >>> int(found.funded[0]), int(found.opened[0]), found.drawn[0].tolist()
    (1, 3, [1, 2, 3])
    """
    stages = months.astype(np.int64)
    # months after that of the start, in which every project asks first
    approved = stages[:, APPROVAL]
    funded = stages[:, : DESIGN_APPROVAL + 1].sum(axis=1)
    works = stages[:, CONSTRUCTION]
    half = funded + np.array([half_way(int(one)) for one in works])
    accepted = funded + np.array([building_months(int(one)) for one in works])
    opened = accepted + stages[:, ACCEPTANCE]
    left = MONTHS_PER_YEAR - 1 - np.maximum(funded % MONTHS_PER_YEAR, opened % MONTHS_PER_YEAR)
    # the first draw-down is settled in the month after the start
    drawn = np.stack([funded + 1, half, accepted], axis=1)
    return Timing(
        funded=funded // MONTHS_PER_YEAR,
        opened=opened // MONTHS_PER_YEAR,
        open_month=opened % MONTHS_PER_YEAR,
        drawn=drawn // MONTHS_PER_YEAR,
        # whoever is served before may sit there longer
        batches=1 + left // np.maximum.accumulate(np.maximum(approved, 1)),
        building=np.stack([funded, accepted], axis=1),
    )
