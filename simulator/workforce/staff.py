"""The stock of doctors and nurses from January to January."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import Floats, Integers, Staff
from simulator.workforce.rules import entrants, inflow_factor, leavers, placed, total

MIDDLE_OF_BASE_PERIOD = 2
"""Years from the middle of the base period to its end; see `rules.inflow_factor`."""


class Carried(NamedTuple):
    """Fractions of a person that wait for later years; changed in place."""

    loss: Floats
    """Shape (region, service)."""
    gain: Floats
    """Shape (region, service)."""
    unplaced: Floats
    """Shape (service,)."""


class Entries(NamedTuple):
    """Whole persons who enter or leave in a year. Shape (region, service)."""

    graduated: Integers
    recruited: Integers
    left: Integers
    unplaced: Integers
    """Graduates for whom no city has a post: they leave the province. Shape (service,)."""


def graduates(staff: Staff, year: int) -> Floats:
    """Return the newly licensed of ``year`` (1 = first simulated) by the share of each city.

    Shape (region, service), before rounding and before posts. The inflow rises as long as
    stocks are observed and is held then, times the seats of the year in which its graduates
    were admitted.
    """
    factor = np.zeros_like(staff.rise)
    for service in range(factor.shape[0]):
        factor[service] = staff.seats[year, service] * inflow_factor(
            MIDDLE_OF_BASE_PERIOD + year,
            MIDDLE_OF_BASE_PERIOD + int(staff.observed_years[service]),
            float(staff.rise[service]),
        )
    return staff.level * factor


def shared(staff: Staff, year: int, room: Floats) -> tuple[Floats, Floats]:
    """Return the graduates of the province's pool by city, and who finds no post.

    The pool of a service is the sum of its `graduates`; a city's weight is its own part times
    its attraction; ``room`` (region, service) are vacant posts. Shapes (region, service) and
    (service,).
    """
    parts = graduates(staff, year)
    weights = parts * staff.attraction[year]
    found, unplaced = np.zeros_like(parts), np.zeros(parts.shape[1])
    for service in range(parts.shape[1]):
        if parts[:, service].any():
            pool = total(parts[:, service])
            here, nowhere = placed(pool, weights[:, service], room[:, service])
            found[:, service], unplaced[service] = here, nowhere
    return found, unplaced


def entries(staff: Staff, year: int, standing: Integers, carried: Carried) -> Entries:
    """Return who leaves, graduates, and is to be recruited in ``year``, in this order.

    Whoever leaves makes a post vacant; graduates come first, recruits fill what they leave.
    Nobody is dismissed where there are fewer posts than staff.
    """
    left, lag = leavers(standing, staff.exits[year], carried.loss)
    carried.loss[:] = lag
    vacant = staff.posts[year] - (standing - left)
    due, unplaced = shared(staff, year, np.maximum(vacant - carried.gain, 0.0))
    wanted = standing * staff.recruits + staff.recruited[year]
    recruits = np.minimum(wanted, np.maximum(vacant - carried.gain - due, 0.0))
    graduated, recruited, lag = entrants(due, recruits, carried.gain)
    carried.gain[:] = lag
    waiting = unplaced + carried.unplaced
    carried.unplaced[:] = waiting - np.floor(waiting)
    return Entries(graduated, recruited, left, np.floor(waiting).astype(np.int64))
