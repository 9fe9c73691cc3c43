"""The change of a ratio split into what was built and how many people share it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.series import PER_PEOPLE, Booleans, Floats, Series


class Effects(NamedTuple):
    """Change since the base year [unit of the indicator]. Shapes (..., area, indicator, year)."""

    capacity: Floats
    """Part due to the numerator."""
    population: Floats
    """Part due to the denominator; capacity + population = value(year) - value(base)."""
    improved_only_because_people_left: Booleans
    """Better than at the base although no more was built (per-person ratios, higher better)."""
    worse_although_more_was_built: Booleans
    """Worse than at the base although more was built (higher better)."""


def logarithmic_mean(first: Floats, second: Floats) -> Floats:
    """Return ``(a - b) / ln(a / b)`` of positive numbers; a where they are equal.

    Examples
    --------
    >>> import numpy as np
    >>> float(logarithmic_mean(np.array(2.0), np.array(2.0)))
    2.0
    """
    distance = (first - second) / second
    equal = distance == 0.0
    slope = np.log1p(np.where(equal, 1.0, distance))
    return np.where(equal, first, second * distance / slope)


def decompose(series: Series, base_index: int) -> Effects:
    """Return the additive logarithmic mean Divisia split of every change since the base.

    With V = per N / D and L the logarithmic mean, capacity = L(V, V0) ln(N / N0) and
    population = L(V, V0) ln(D0 / D). Limits at zero: a numerator that starts or ends at zero
    gives the whole change to capacity, and L(a, a) = a. Rounding is put on the larger part,
    so that the two add up to the change. For a share of services the second part is the
    effect of the other services, for a count it is zero.

    Parameters
    ----------
    series
        Indicators by year.
    base_index
        Position of the base year on the year axis.

    References
    ----------
    Ang (2004), Decomposition analysis for policymaking in energy, *Energy Policy* 32;
    Ang (2005), The LMDI approach to decomposition analysis: a practical guide, *ibid.* 33.
    """
    base = slice(base_index, base_index + 1)
    value, start = series.value, series.value[..., base]
    change = value - start
    positive = (value > 0.0) & (start > 0.0)
    mean = logarithmic_mean(np.where(positive, value, 1.0), np.where(positive, start, 1.0))
    built = _log_ratio(series.numerator, series.numerator[..., base], positive)
    shared = _log_ratio(series.denominator[..., base], series.denominator, positive)
    capacity = np.where(positive, mean * built, change)
    population = np.where(positive, mean * shared, 0.0 * change)
    larger = np.abs(capacity) >= np.abs(population)
    capacity, population = (
        np.where(larger, change - population, capacity),
        np.where(larger, population, change - capacity),
    )
    better_is_more = (series.direction > 0)[:, None]
    per_people = (series.kind == PER_PEOPLE)[:, None]
    return Effects(
        capacity,
        population,
        better_is_more & per_people & (change > 0.0) & (capacity <= 0.0),
        better_is_more & (change < 0.0) & (capacity > 0.0),
    )


def _log_ratio(over: Floats, under: Floats, positive: Booleans) -> Floats:
    """Return ln(over / under) where both are positive, 0 elsewhere."""
    ratio = np.where(positive, over, 1.0) / np.where(positive, under, 1.0)
    return np.log(ratio)
