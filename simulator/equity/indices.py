"""The attainment index (达标指数) and the equalisation index (均等化指数)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.gini import gini
from simulator.equity.series import Booleans, Codes, Floats
from simulator.equity.theil import theil_t

EQUAL_WEIGHTS, BINDING_WEIGHTS, ENTROPY_WEIGHTS = 0, 1, 2
WEIGHT_SCHEMES = ("equal", "binding", "entropy")


class Indices(NamedTuple):
    """Indices of attainment [1]; NaN where no indicator is used."""

    by_area: Floats
    """Weighted mean of min(attainment, 1) over the indicators used. Shape (..., area)."""
    by_area_uncapped: Floats
    attainment: Floats
    """Attainment index: population-weighted mean of ``by_area``. Shape (...)."""
    attainment_uncapped: Floats
    equalisation: Floats
    """Attainment index × (1 - weighted Gini of ``by_area``). Shape (...)."""
    weights: Floats
    """Weight of each indicator, adding to 1, 0 for those not used. Shape (..., indicator)."""


def attainment(value: Floats, level: Floats, direction: Codes) -> Floats:
    """Return how far a level is attained [1]: value / level, or level / value for lower better.

    NaN where value, level or direction is missing, or the divisor is not positive.

    Parameters
    ----------
    value
        Shape (..., area, indicator, year) [unit of the indicator].
    level
        Target or another named level. Shape (area, indicator).
    direction
        Shape (indicator,).
    """
    wanted = level[:, :, None]
    more = (direction > 0)[:, None]
    over, under = np.where(more, value, wanted), np.where(more, wanted, value)
    exists = (under > 0.0) & (direction != 0)[:, None]
    return np.where(exists, over / np.where(exists, under, 1.0), np.nan)


def indicator_weights(
    scheme: int,
    usable: Booleans,
    binding: Booleans,
    base_attainment: Floats,
    persons: Floats,
) -> Floats:
    """Return the weight of every indicator, adding to 1. Shape (..., indicator).

    ``equal`` weighs what is usable alike, ``binding`` only the binding ones. ``entropy``
    frozen at the base year weighs by how unequally areas attain: 1 minus the normalised
    entropy is proportional to Theil's T, which also carries population weights; indicators
    attained alike everywhere weigh nothing, and all weigh alike if none differs. NaN if
    nothing is usable.

    Parameters
    ----------
    scheme
        EQUAL_WEIGHTS, BINDING_WEIGHTS or ENTROPY_WEIGHTS.
    usable, binding
        Shapes (..., indicator) and (indicator,).
    base_attainment
        Attainment in the base year. Shape (..., indicator, area), broadcast to ``persons``.
    persons
        Population weights of the areas; 0 leaves an area out. Shape (..., area).

    References
    ----------
    Shannon (1948), A mathematical theory of communication; Theil (1967), chapter 4.
    """
    chosen = usable.astype(np.float64)
    if scheme == BINDING_WEIGHTS:
        chosen = np.where(binding, chosen, 0.0)
    if scheme == ENTROPY_WEIGHTS:
        everywhere = (*persons.shape[:-1], *base_attainment.shape[-2:])
        spread = theil_t(np.broadcast_to(base_attainment, everywhere), persons[..., None, :])
        spread = np.where(usable & ~np.isnan(spread), spread, 0.0)
        chosen = np.where(spread.sum(axis=-1, keepdims=True) > 0.0, spread, chosen)
    total = chosen.sum(axis=-1, keepdims=True)
    return np.asarray(chosen / np.where(total > 0.0, total, np.nan))


def indices(reached: Floats, weights: Floats, persons: Floats) -> Indices:
    """Return attainment and equalisation index of all years.

    Parameters
    ----------
    reached
        Attainment [1]. Shape (..., year, indicator, area). An area or indicator of weight 0
        may be NaN.
    weights
        Indicator weights, adding to 1. Shape (..., indicator).
    persons
        Population weights of the areas; 0 leaves an area out. Shape (..., year, area).

    Examples
    --------
    One indicator, two areas alike in people: 0.5 and 1.5 of the level reached. Capped mean
    0.75, Gini of (0.5, 1) is 1/6, so the equalisation index is 0.625; uncapped mean 1.

    >>> import numpy as np
    >>> found = indices(np.array([[[0.5, 1.5]]]), np.array([1.0]), np.array([[1.0, 1.0]]))
    >>> float(found.attainment[0]), float(found.equalisation[0])
    (0.75, 0.625)
    >>> float(found.attainment_uncapped[0])
    1.0
    """
    weight = weights[..., None, None, :]
    used = np.where(weight == 0.0, 0.0, np.ascontiguousarray(np.swapaxes(reached, -1, -2)))
    capped = (weight * np.minimum(used, 1.0)).sum(axis=-1)
    uncapped = (weight * used).sum(axis=-1)
    counted = persons > 0.0
    share = persons / np.where(counted.any(-1), persons.sum(-1), np.nan)[..., None]
    index = (share * np.where(counted, capped, 0.0)).sum(axis=-1)
    open_index = (share * np.where(counted, uncapped, 0.0)).sum(axis=-1)
    equal = index * (1.0 - gini(capped, persons))
    return Indices(capped, uncapped, index, open_index, equal, weights)
