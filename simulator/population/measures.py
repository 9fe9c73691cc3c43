"""What is read off a population: person-years, dependency ratios, the pyramid's groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
WORKING_AGES = slice(15, 65)
"""Ages of the official dependency ratios (总抚养比): 15 to 64."""
PYRAMID_WIDTH = 5


class Dependency(NamedTuple):
    """Dependants per person of working age [1]; ``total`` is the sum of the other two."""

    children: Array
    old: Array
    total: Array


def person_years(persons: Array) -> Array:
    """Return person-years lived in each year [person × year]: the mean of both year-ends.

    Parameters
    ----------
    persons
        Residents on 31 December [person]. Shape (year, ...).

    Returns
    -------
    ndarray
        Shape (year − 1, ...); entry t belongs to the year that ends at year-end t + 1.
    """
    return np.asarray((persons[:-1] + persons[1:]) / 2.0)


def dependency(persons: Array) -> Dependency:
    """Return dependency ratios: aged 0 to 14 and 65 and over, per person aged 15 to 64.

    Parameters
    ----------
    persons
        Residents [person]. Shape (..., sex, age).
    """
    by_age = persons.sum(axis=-2)
    working = by_age[..., WORKING_AGES].sum(axis=-1)
    children = by_age[..., : WORKING_AGES.start].sum(axis=-1) / working
    old = by_age[..., WORKING_AGES.stop :].sum(axis=-1) / working
    return Dependency(children, old, children + old)


def pyramid(persons: Array) -> Array:
    """Return residents by five-year groups 0–4, …, 95–99 and 100+ [person].

    Shape (..., age) to (..., group).
    """
    first_ages = np.arange(0, persons.shape[-1], PYRAMID_WIDTH)
    return np.asarray(np.add.reduceat(persons, first_ages, axis=-1))
