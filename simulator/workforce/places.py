"""Staff that makes places available: trained in the province as places open and people leave."""

from __future__ import annotations

import math

import numpy as np

from simulator.inputs.arrays import Integers, Staff
from simulator.workforce.rules import dealt, staff_needed


def trained(staff: Staff, year: int, standing: Integers, left: Integers) -> Integers:
    """Return who enters in the course of ``year`` to staff the places. Shape (region, service).

    Every city takes as many as its places of 31 December lack and posts allow. All together
    they are no more than the province trains: a share of those in work in January, ``left``
    included, times the lever of seats. When that is short it is dealt by what cities lack.
    """
    found = np.zeros_like(standing)
    for service, facility in enumerate(staff.facility):
        if facility < 0:
            continue
        here = standing[:, service]
        needed = staff_needed(standing[:, facility], staff.per_place[service])
        lacking = np.maximum(np.minimum(needed, staff.posts[year, :, service]) - here, 0.0)
        wanted = lacking.astype(np.int64)
        in_work = (here + left[:, service]).sum()
        most = math.floor(in_work * staff.training_limit[service] * staff.seats[year, service])
        if wanted.sum() > most:
            wanted = dealt(most, wanted)
        found[:, service] = wanted
    return found
