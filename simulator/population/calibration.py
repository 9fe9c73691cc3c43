"""Levels of births and deaths that meet the official counts where there are any."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Level(NamedTuple):
    """Mean factor of the years with an official count so far and their number.

    ``mean`` has shape (..., region), ``n_years`` (region,).
    """

    mean: Array
    n_years: NDArray[np.int64]

    def after(self, factor: Array, counted: NDArray[np.bool_]) -> Level:
        """Return the level with this year's factor taken into the mean where it was counted."""
        n_years = self.n_years + counted
        mean = np.where(counted, self.mean * self.n_years + factor, self.mean)
        return Level(np.where(counted, mean / np.maximum(n_years, 1), self.mean), n_years)


def neutral(n_regions: int) -> Level:
    """Return the level before any official count: factor one."""
    return Level(np.ones(n_regions), np.zeros(n_regions, dtype=np.int64))


def factors(modelled: Array, expected: Array, official: Array, province: float) -> Array:
    """Return the factors that bring modelled flows to the official ones. Shape (..., region).

    A region with an official count meets it. The others keep the factor expected of them,
    times one common factor that makes all regions sum to the province's count where there is
    one.

    Parameters
    ----------
    modelled
        Births or deaths of the year before scaling [person]. Shape (..., region).
    expected
        Factors of regions without a count: the level of the years before. Shape (..., region).
    official
        Official counts [person], NaN where there is none. Shape (region,).
    province
        The province's count [person], NaN when there is none.
    """
    counted = ~np.isnan(official)
    own = np.where(counted, official, 0.0)
    rest = np.where(counted, 0.0, modelled * expected).sum(axis=-1, keepdims=True)
    common: Array | float = 1.0
    if not np.isnan(province) and not counted.all():
        common = (province - own.sum()) / rest
    return np.where(counted, own / modelled, expected * common)


def is_counted(official: Array, province: float) -> NDArray[np.bool_]:
    """Return which regions rest on an official count, their own or the province's."""
    return ~np.isnan(official) | (not np.isnan(province))
