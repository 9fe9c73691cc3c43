"""Single ages from age groups, and the step from census day to the year's end."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.axes import N_AGES
from simulator.inputs.population.interpolation import monotone_cubic

Array = NDArray[np.float64]


def births_before_census(births: Array, first_year: int, census_year: int, passed: float) -> Array:
    """Return births behind each single age on census day, in two parts.

    Part 0 had a birthday in the census year before census day (born in census year − age),
    part 1 has it after (born the year before). Births are even within a year.

    Parameters
    ----------
    births
        Live births by calendar year from ``first_year`` on. Shape (year,).
    passed
        Share of the census year before census day.

    Returns
    -------
    ndarray
        Shape (age, 2); NaN where the births are not known.
    """
    known = dict(enumerate(births, start=first_year))
    pairs = [
        (known.get(census_year - age, np.nan), known.get(census_year - age - 1, np.nan))
        for age in range(N_AGES)
    ]
    return np.asarray(np.array(pairs) * np.array([passed, 1.0 - passed]))


def graduate(groups: Array, starts: Array, cohorts: Array, lived: Array, passed: float) -> Array:
    """Split age groups into single ages and years of birth; every group keeps its sum.

    Within a group the pattern follows the nation's births of each year survived to that age,
    so thin and thick cohorts stay where they are. Where births are unknown (the old) it is a
    monotone cubic through the cumulated groups; the open group is spread by the life table.

    Parameters
    ----------
    groups
        Residents by age group [person]. Shape (region, sex, group), the last group open.
    starts
        First age of each group. Shape (group,).
    cohorts
        Births behind each single age in two parts. Shape (age, 2).
    lived
        Life-table L. Shape (region, sex, age).
    passed
        Share of the census year before census day.

    Returns
    -------
    ndarray
        Residents [person]. Shape (region, sex, age, 2); parts as in `births_before_census`.
    """
    edges = np.append(starts, N_AGES).astype(np.int64)
    weights = cohorts * lived[..., None]
    old = _old_pattern(groups, edges, lived)[..., None] * np.array([passed, 1.0 - passed])
    parts = np.empty_like(weights)
    for group, (first, after) in enumerate(pairwise(edges)):
        pattern = weights[..., first:after, :]
        if np.isnan(pattern).any():
            pattern = old[..., first:after, :]
        total = pattern.sum(axis=(-2, -1), keepdims=True)
        parts[..., first:after, :] = groups[..., group, None, None] * pattern / total
    return parts


def _old_pattern(groups: Array, edges: NDArray[np.int64], lived: Array) -> Array:
    """Return a smooth pattern of single ages whose groups are exact. Shape (region, sex, age)."""
    open_age = int(edges[-2])
    stationary = lived[..., open_age:]
    tail = groups[..., -1:] * stationary / stationary.sum(axis=-1, keepdims=True)
    counts = np.concatenate([groups[..., :-1], tail], axis=-1)
    knots = np.append(edges[:-2], np.arange(open_age, N_AGES + 1)).astype(np.float64)
    zero = np.zeros((*counts.shape[:-1], 1))
    cumulated = np.concatenate([zero, np.cumsum(counts, axis=-1)], axis=-1)
    return np.diff(monotone_cubic(knots, cumulated, np.arange(N_AGES + 1.0)), axis=-1)


def to_year_end(parts: Array, survival_ratio: Array, births: Array, left: float) -> Array:
    """Return residents of the year's end from those of census day, without migration.

    Those whose birthday is still to come grow one year older; deaths are the share ``left``
    of a year's; births of the rest of the year enter at age 0.

    Parameters
    ----------
    parts
        Residents on census day [person]. Shape (region, sex, age, 2).
    survival_ratio
        Yearly survival, entry x from age x − 1, entry 0 from birth. Shape (region, sex, age).
    births
        Births of a whole year [person]. Shape (region, sex).
    left
        Share of the year after census day.
    """
    onward = np.concatenate([survival_ratio[..., 1:], survival_ratio[..., -1:]], axis=-1)
    alive = parts * (1.0 - left * (1.0 - onward))[..., None]
    end = alive[..., 0].copy()
    end[..., 1:] += alive[..., :-1, 1]
    end[..., -1] += alive[..., -1, 1]
    end[..., 0] += births * left * survival_ratio[..., 0]
    return end
