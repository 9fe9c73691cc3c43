"""Age groups of the tables, from single ages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.axes import AGE_GROUPS
from simulator.population.step import FEMALE, MALE

WOMEN_ONLY = tuple(name for name in AGE_GROUPS if name.startswith("women_"))
"""Groups that count females only; their males are zero."""


def group_totals(persons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return residents by age group [person].

    Parameters
    ----------
    persons
        Residents by single age. Shape (..., region, sex, age), sex (female, male).

    Returns
    -------
    ndarray
        Shape (..., region, sex, group): sex is (female, male, total), groups in the order of
        `AGE_GROUPS`.
    """
    totals = np.zeros((*persons.shape[:-2], 3, len(AGE_GROUPS)))
    for position, (name, (first, after)) in enumerate(AGE_GROUPS.items()):
        by_sex = persons[..., first:after].sum(axis=-1)
        totals[..., FEMALE, position] = by_sex[..., FEMALE]
        if name not in WOMEN_ONLY:
            totals[..., MALE, position] = by_sex[..., MALE]
        totals[..., 2, position] = totals[..., FEMALE, position] + totals[..., MALE, position]
    return totals
