"""The stock of doctors and nurses from January to January."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import Floats, Integers, Staff
from simulator.workforce.rules import entrants, inflow_factor

MIDDLE_OF_BASE_PERIOD = 2
"""Years from the middle of the base period to its end; see `rules.inflow_factor`."""


class Entries(NamedTuple):
    """Whole persons who enter or leave in a year. Shape (region, service)."""

    graduated: Integers
    recruited: Integers
    left: Integers


def graduates(staff: Staff, year: int) -> Floats:
    """Return the newly licensed of ``year`` (1 = first simulated), before rounding.

    Shape (region, service). The inflow rises as long as stocks are observed and is held
    then, times the seats of the year in which its graduates were admitted.
    """
    factor = np.zeros_like(staff.rise)
    for service in range(factor.shape[0]):
        factor[service] = staff.seats[year, service] * inflow_factor(
            MIDDLE_OF_BASE_PERIOD + year,
            MIDDLE_OF_BASE_PERIOD + int(staff.observed_years[service]),
            float(staff.rise[service]),
        )
    return staff.level * factor


def entries(staff: Staff, year: int, standing: Integers, carried: tuple[Floats, Floats]) -> Entries:
    """Return who graduates, is recruited and leaves in ``year``; remainders are carried in place.

    ``carried`` holds the fractions of a person by which losses and entries lag behind.
    """
    loss_lag, gain_lag = carried
    hired = standing * staff.recruits + staff.recruited[year]
    flows = graduates(staff, year), hired, staff.exits[year]
    graduated, recruited, left, gain_lag[:], loss_lag[:] = entrants(
        standing, flows, (gain_lag, loss_lag)
    )
    return Entries(graduated, recruited, left)
