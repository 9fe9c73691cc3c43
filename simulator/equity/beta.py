"""Beta convergence: whether areas that start lower grow faster."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from simulator.equity.series import Floats

FEWEST_AREAS = 3
"""A line through two areas fits by itself."""


class Beta(NamedTuple):
    """The line of yearly growth on the logarithm of the first level; NaN: none."""

    slope: float
    """Change of yearly growth for one unit of the logarithm [1/year]; below 0: convergence."""
    standard_error: float
    """Of the slope, as if areas were drawn at random."""
    speed: float
    """Share of the distance to a common path closed in a year [1/year]."""
    half_life: float
    """Years until half of it is closed; NaN where it is not being closed."""
    n_areas: int


NOT_FITTED = (math.nan, math.nan, math.nan, math.nan)


def beta(first: Floats, last: Floats, n_years: int) -> Beta:
    r"""Return the slope of growth on the first level, by least squares, areas counted alike.

    .. math:: \frac{\ln x_{iT} - \ln x_{i0}}{T} = a + b \ln x_{i0},
       \quad \text{speed} = -\frac{\ln(1 + bT)}{T}

    Errors of measurement in the first level lower the slope by themselves (regression to the
    mean); a slope below 0 is needed for the spread to fall, but not enough.

    Parameters
    ----------
    first, last
        Values of all areas > 0, at the beginning and the end. Shape (area,).
    n_years
        Years between them, at least 1.

    References
    ----------
    Barro and Sala-i-Martin (1992), Convergence, *Journal of Political Economy* 100; Quah (1993),
    Galton's fallacy and tests of the convergence hypothesis, *Scandinavian Journal of
    Economics* 95.

    Examples
    --------
    Logarithms 0, 1, 2 become 1, 1.5, 2 in ten years: growth 0.1, 0.05, 0 a year.

    >>> import numpy as np
    >>> line = beta(np.exp([0.0, 1.0, 2.0]), np.exp([1.0, 1.5, 2.0]), 10)
    >>> round(line.slope, 12), round(line.half_life, 12)
    (-0.05, 10.0)
    """
    n_areas = int(first.size)
    if n_areas < FEWEST_AREAS or not (np.minimum(first, last) > 0.0).all():
        return Beta(*NOT_FITTED, n_areas)
    start = np.log(first)
    growth = (np.log(last) - start) / n_years
    away, grown = start - start.mean(), growth - growth.mean()
    width = float((away**2).sum())
    if width <= 0.0:
        return Beta(*NOT_FITTED, n_areas)
    slope = float((away * grown).sum()) / width
    left = float(((grown - slope * away) ** 2).sum())
    error = math.sqrt(left / (n_areas - 2) / width)
    kept = 1.0 + slope * n_years
    speed = -math.log(kept) / n_years if kept > 0.0 else math.nan
    half_life = math.log(2.0) / speed if speed > 0.0 else math.nan
    return Beta(slope, error, speed, half_life, n_areas)
