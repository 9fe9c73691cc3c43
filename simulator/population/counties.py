"""County-level units: each cohort keeps its share of the city's cohort.

A county has its own ages at the base and its own fertility; survival and the rates of moving in
and out by age are its city's, so nobody is taken to move inside a city. Counties sum to their
city in every cell. Without yearly totals of counties nothing more can be known.

References
----------
Smith, Tayman and Swanson (2013), *A Practitioner's Guide to State and Local Population
Projections*, chapter 7 (cohort change ratios and constant shares).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.population.arrays import PopulationInputs
from simulator.inputs.population.census import by_city
from simulator.population.step import FEMALE

Array = NDArray[np.float64]


def county_residents(inputs: PopulationInputs, persons: Array) -> Array:
    """Return the residents of every county on 31 December [person].

    Parameters
    ----------
    inputs
        Arrays of the case.
    persons
        Residents of the cities. Shape (year, region, sex, age).

    Returns
    -------
    ndarray
        Shape (year, county, sex, age).
    """
    counties = inputs.counties
    city = counties.city
    residents = np.empty((len(persons), *counties.start.shape))
    residents[0] = counties.start
    for step in range(len(persons) - 1):
        now, after = residents[step], persons[step + 1][city]
        share = _share(now, city, persons[step])
        last = _share(now[..., -2:].sum(axis=-1), city, persons[step][..., -2:].sum(axis=-1))
        born = counties.fertility * (now[:, FEMALE] @ inputs.fertility_pattern[step])
        of_births = _share(born, city, by_city(born, city, persons.shape[1]))
        residents[step + 1, ..., 0] = of_births[:, None] * after[..., 0]
        residents[step + 1, ..., 1:-1] = share[..., :-2] * after[..., 1:-1]
        residents[step + 1, ..., -1] = last * after[..., -1]
    return residents


def _share(county: Array, city: NDArray[np.int64], whole: Array) -> Array:
    """Return each county's share of its city, an equal one where the city has nobody."""
    equal = 1.0 / np.bincount(city)[city]
    equal = equal.reshape(-1, *[1] * (county.ndim - 1))
    all_of_them = whole[city]
    return np.divide(
        county, all_of_them, out=np.broadcast_to(equal, county.shape).copy(), where=all_of_them > 0
    )
