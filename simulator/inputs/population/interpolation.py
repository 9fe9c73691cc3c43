"""Monotone interpolation between the bounds of age groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def monotone_cubic(knots: Array, values: Array, at: Array) -> Array:
    """Return a smooth curve through the knots that never turns between them.

    Cumulated counts interpolated this way stay rising, so single ages are never negative and
    every age group keeps its sum.

    Parameters
    ----------
    knots
        Rising positions. Shape (knot,).
    values
        Values at the knots. Shape (..., knot).
    at
        Positions inside the knots. Shape (position,).

    Returns
    -------
    ndarray
        Shape (..., position).

    References
    ----------
    Fritsch and Butland (1984), SIAM J. Sci. Stat. Comput. 5(2), 300-304 (the slopes of PCHIP).

    Examples
    --------
    >>> monotone_cubic(np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 2.0]), np.array([0.5]))
    array([0.5])
    """
    width = np.diff(knots)
    rise = np.diff(values, axis=-1) / width
    slopes = np.concatenate([rise[..., :1], _inner_slopes(width, rise), rise[..., -1:]], axis=-1)
    left = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(width) - 1)
    h, t = width[left], (at - knots[left]) / width[left]
    return np.asarray(
        values[..., left] * (1.0 + 2.0 * t) * (1.0 - t) ** 2
        + values[..., left + 1] * t**2 * (3.0 - 2.0 * t)
        + h * slopes[..., left] * t * (1.0 - t) ** 2
        - h * slopes[..., left + 1] * t**2 * (1.0 - t)
    )


def _inner_slopes(width: Array, rise: Array) -> Array:
    """Return the weighted harmonic mean of both sides' slopes, zero at a turn."""
    before, after = rise[..., :-1], rise[..., 1:]
    w_before, w_after = 2.0 * width[1:] + width[:-1], width[1:] + 2.0 * width[:-1]
    same = before * after > 0.0
    safe_before, safe_after = np.where(same, before, 1.0), np.where(same, after, 1.0)
    harmonic = (w_before + w_after) / (w_before / safe_before + w_after / safe_after)
    return np.where(same, harmonic, 0.0)


def between_years(years: Array, values: Array, at: Array) -> Array:
    """Return values linear in time, constant outside. Shape (at, ...).

    ``values`` has shape (year, ...).
    """
    right = np.clip(np.searchsorted(years, at), 1, len(years) - 1)
    left = right - 1
    share = np.clip((at - years[left]) / (years[right] - years[left]), 0.0, 1.0)
    share = share.reshape(-1, *[1] * (values.ndim - 1))
    return np.asarray(values[left] * (1.0 - share) + values[right] * share)
