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
    expected = graduates(staff, year)
    loss_lag, gain_lag = carried
    found = Entries(np.zeros_like(standing), np.zeros_like(standing), np.zeros_like(standing))
    for (region, service), stock in np.ndenumerate(standing):
        leaving = float(staff.exits[year, region, service])
        hired = stock * staff.recruits[service] + staff.recruited[year, region, service]
        if staff.level[region, service] == hired == leaving == 0.0:
            continue
        movement = entrants(
            int(stock),
            (
                float(expected[region, service]),
                float(hired),
                leaving,
            ),
            (float(gain_lag[region, service]), float(loss_lag[region, service])),
        )
        found.graduated[region, service], found.recruited[region, service] = movement[:2]
        found.left[region, service] = movement[2]
        gain_lag[region, service], loss_lag[region, service] = movement[3:]
    return found
