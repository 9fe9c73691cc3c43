"""Population shares, means and relative values: what all inequality measures start from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.series import Floats


class Relative(NamedTuple):
    """Values as a population sees them. The last axis is the areas."""

    share: Floats
    """Share of the population, adding to 1; 0 leaves an area out."""
    mean: Floats
    """Population-weighted mean, last axis kept with length 1."""
    value: Floats
    """Value over the mean; 0 where the share is 0."""


def relative(values: Floats, weights: Floats | None = None) -> Relative:
    """Return shares, mean and values relative to the mean.

    Everything is NaN, for the measures do not exist, where a counted value is missing or
    negative, the mean is 0 or nobody is counted. An area of weight 0 is left out, whatever
    its value.

    Parameters
    ----------
    values
        Values >= 0. Shape (..., area).
    weights
        Persons >= 0, broadcast to ``values``; None counts every area once.
    """
    values = np.asarray(values, dtype=np.float64)
    persons = np.ones(values.shape) if weights is None else np.broadcast_to(weights, values.shape)
    counted = persons > 0.0
    used = np.where(counted, values, 0.0)
    total = persons.sum(axis=-1, keepdims=True)
    share = persons / np.where(total > 0.0, total, np.nan)
    mean = (share * used).sum(axis=-1, keepdims=True)
    defined = (mean > 0.0) & (used >= 0.0).all(axis=-1, keepdims=True)
    mean = np.where(defined, mean, np.nan)
    return Relative(share, mean, used / mean)


def x_log_x(values: Floats) -> Floats:
    """Return ``x ln x`` with its limit 0 at 0; NaN stays NaN."""
    positive = np.where(values == 0.0, 1.0, values)
    return values * np.log(positive)
