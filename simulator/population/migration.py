"""Who moves: a region's net migrants by sex and age, and the path after the last observation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def by_age(net: Array, residents: Array, age_rate: Array) -> Array:
    """Return net migrants by sex and age [person]. Shape (region, sex, age).

    Who leaves is taken from the region's residents, who arrives from the residents of all
    regions together, both at the relative rates of the schedule: leaving is a rate on those
    who are there, so an empty age sends nobody.

    Parameters
    ----------
    net
        Net migrants of the year [person], negative where more leave. Shape (region,).
    residents
        Residents of the last day before anybody moves [person]. Shape (region, sex, age).
    age_rate
        Relative migration rate by age; its level does not matter. Shape (age,).
    """
    leaving = residents * age_rate
    arriving = np.broadcast_to(leaving.sum(axis=0), leaving.shape)
    pattern = np.where((net < 0.0)[:, None, None], leaving, arriving)
    return np.asarray(net[:, None, None] * pattern / pattern.sum(axis=(1, 2), keepdims=True))


def mean_of_last(rates: Array, known: NDArray[np.bool_], count: int, default: Array) -> Array:
    """Return each region's mean rate of its last observed years, else the default.

    Parameters
    ----------
    rates
        Net migration rate by year and region [share per year]. Shape (step, region).
    known
        Where a rate rests on an observed total. Shape (step, region).
    count
        Number of observed years that enter.
    default
        Rate of regions without any observed year [share per year]. Shape (region,).
    """
    later = np.cumsum(known[::-1], axis=0)[::-1]
    chosen = known & (later <= count)
    n_chosen = chosen.sum(axis=0)
    total = np.where(chosen, rates, 0.0).sum(axis=0)
    return np.where(n_chosen > 0, total / np.maximum(n_chosen, 1), default)
