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


def following(staff: Staff, observed: Integers, standing: Integers, change: Integers) -> Integers:
    """Return who staffs places that were observed above what was simulated. (region, service).

    As at the base, what stands is staffed: the staff of the places added by ``change``, which
    ``standing`` holds already, as far as it is lacking and not observed itself. Nobody leaves
    with places that are not there.
    """
    found = np.zeros_like(standing)
    for service, facility in enumerate(staff.facility):
        if facility < 0:
            continue
        places, per_place = standing[:, facility], staff.per_place[service]
        needed = staff_needed(places, per_place)
        more = needed - staff_needed(places - change[:, facility], per_place)
        lacking = np.maximum(np.minimum(more, needed - standing[:, service]), 0.0)
        found[:, service] = np.where(observed[:, service] >= 0, 0.0, lacking).astype(np.int64)
    return found
