"""Who moves: a region's net migrants by sex and age, and the path after the last observation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Split(NamedTuple):
    """Net migration by partner [person]; both sum to the region's net. Shape (..., region).

    ``within`` sums to zero over the regions; ``outside`` is the exchange with the rest of the
    country and the world.
    """

    within: Array
    outside: Array


def exposed(residents: Array, departure_rate: Array) -> Array:
    """Return the residents weighted by their relative rate of leaving [person].

    A net migration rate is a share of them: where the young have become few, few move. Shapes
    (..., region, sex, age) and (age,) to (..., region).
    """
    return np.asarray(np.einsum("...sa,a->...", residents, departure_rate))


def move(
    residents: Array,
    net: Array,
    leaving: Array,
    departure_rate: Array,
    arrival_rate: Array,
) -> Array:
    """Add net migrants to the residents, in place, and return their least relative change.

    Who leaves is taken from the region's residents: leaving is a rate on those who are there,
    so an empty age sends nobody. Who arrives is taken from the residents of all regions
    together at the relative rates of arriving.

    Parameters
    ----------
    residents
        Residents of the last day before anybody moves [person]. Shape (..., region, sex, age).
    net
        Net migrants of the year [person], negative where more leave. Shape (..., region).
    leaving
        Those exposed to leaving; see `exposed`. Shape (..., region).
    departure_rate, arrival_rate
        Relative rates by age. Shape (age,).

    Returns
    -------
    ndarray
        The factor on the residents of the age that leaves most; negative where more would
        leave than are there, minus infinity where nobody is there to leave. Shape (..., region).
    """
    flat = residents.reshape(*net.shape, -1, copy=False)
    pool = flat.sum(axis=-2, keepdims=True) * np.tile(arrival_rate, 2)
    pool /= pool.sum(axis=-1, keepdims=True)
    losing = (net < 0.0) & (leaving > 0.0)
    share = np.divide(net, leaving, out=np.zeros_like(net), where=losing)
    change = share[..., None] * np.tile(departure_rate, 2)
    change += 1.0
    flat *= change
    np.multiply(np.maximum(net, 0.0)[..., None], pool, out=change)
    flat += change
    least = 1.0 + share * departure_rate.max()
    return np.where((net < 0.0) & ~losing, -np.inf, least)


def split(net: Array) -> Split:
    """Return how much of each region's net migration may be moves between the regions.

    As much as can be is taken for moves between the regions: the smaller of all gains and all
    losses, shared in proportion. Only the difference is exchange with the outside.

    Parameters
    ----------
    net
        Net migrants [person]. Shape (..., region).
    """
    gains, losses = np.maximum(net, 0.0), np.maximum(-net, 0.0)
    gained, lost = (one.sum(axis=-1, keepdims=True) for one in (gains, losses))
    common = np.minimum(gained, lost)
    within = gains * _share(common, gained) - losses * _share(common, lost)
    return Split(within, net - within)


def _share(part: Array, whole: Array) -> Array:
    """Return part / whole, 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0.0)


def mean_of_last(rates: Array, known: NDArray[np.bool_], count: int, default: Array) -> Array:
    """Return each region's mean rate of its last observed years, else the default.

    Parameters
    ----------
    rates
        Net migration rate by year and region [share per year]. Shape (..., step, region).
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
    total = np.where(chosen, rates, 0.0).sum(axis=-2)
    return np.where(n_chosen > 0, total / np.maximum(n_chosen, 1), default)
