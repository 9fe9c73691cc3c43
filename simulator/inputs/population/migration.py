"""Migration: the age schedules, the rate without any observation, and how a rate fades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.axes import N_AGES, PROVINCE
from simulator.errors import Problem
from simulator.inputs.population.files import Reader

Array = NDArray[np.float64]
COEFFICIENTS = ("a1", "alpha1", "a2", "mu2", "alpha2", "lambda2", "c")
DIRECTIONS = ("departure", "arrival")
REPEATED_YEARS = 10
"""Years in which the counted in-migrants are taken to have arrived."""


def read_schedules(reader: Reader, relative: str) -> dict[str, dict[str, float]]:
    """Return the coefficients of both directions; what is missing is a problem."""
    table = reader.table(relative, ("direction", "coefficient", "value"))
    cells = reader.by_key(table, lambda c: (c["direction"], c["coefficient"]), "value")
    wanted = [(way, name) for way in DIRECTIONS for name in COEFFICIENTS]
    reader.missing(table, [" ".join(key) for key in wanted if key not in cells])
    found = {
        way: {name: cells.get((way, name), np.nan) for name in COEFFICIENTS} for way in DIRECTIONS
    }
    for way, coefficients in found.items():
        rate = age_schedule(coefficients)
        if table.rows and not np.isnan(rate).any() and not rate.any():
            reader.problems.append(Problem("P277", table.where(0), {"direction": way}))
    return found


def read_in_migrants(reader: Reader, relative: str, regions: Sequence[str]) -> Array:
    """Return residents of a census registered in another county or province [person].

    Shape (region,).
    """
    columns = ("from_other_county", "from_other_province")
    table = reader.table(relative, ("region", *columns))
    counts = reader.by_keys(table, lambda c: (c["region"],), columns)
    names = (PROVINCE, *regions)
    reader.missing(table, [name for name in names if (name,) not in counts])
    found = np.array([sum(counts.get((name,), (np.nan,))) for name in names])
    if found[1:].sum() != found[0] and not np.isnan(found).any():
        args = {"difference": f"{abs(found[1:].sum() - found[0]):,.0f}"}
        reader.problems.append(Problem("P276", table.where(0), args))
    return found[1:]


def age_schedule(coefficient: Mapping[str, float]) -> Array:
    """Return relative migration rates by age completed on the last day of the year.

    Who has completed age x then moved half a year earlier on average, at the exact age x.
    Shape (age,).

    rate(x) = a1 exp(−alpha1 x) + a2 exp(−alpha2 (x − mu2) − exp(−lambda2 (x − mu2))) + c:
    children with their parents, young workers, the rest.

    References
    ----------
    Rogers and Castro (1981), *Model Migration Schedules*, IIASA RR-81-30.
    """
    age = np.arange(N_AGES, dtype=np.float64)
    since = age - coefficient["mu2"]
    children = coefficient["a1"] * np.exp(-coefficient["alpha1"] * age)
    with np.errstate(over="ignore"):  # far below the rise nobody moves
        rise = np.exp(-coefficient["lambda2"] * since)
    workers = coefficient["a2"] * np.exp(-coefficient["alpha2"] * since - rise)
    return np.asarray(children + workers + coefficient["c"])


def repeated_arrivals(in_migrants: Array, residents: Array) -> Array:
    """Return the net migration rate if the last decade's arrivals repeat [share per year].

    Those a census counts as registered elsewhere stand for the arrivals of the ten years before
    it. As many arrive in the next ten; as many leave, in every region the same share of its
    residents, so that all moves together sum to zero. Compared with other methods on 2010 to
    2020 and on 2020 to 2023 in docs/methods/population.md.

    Parameters
    ----------
    in_migrants
        Residents registered in another county or province [person]. Shape (region,).
    residents
        Residents of the census [person]. Shape (region,).
    """
    leaving = in_migrants.sum() / residents.sum()
    return np.asarray((in_migrants / residents - leaving) / REPEATED_YEARS)


def fading(n_steps: int, n_observed: int, damping: float) -> Array:
    """Return the weight of the carried rate by step: 1 up to the last observed, then falling.

    The first year after the last observed one has weight ``damping``. Shape (step,).
    """
    after = np.maximum(np.arange(1, n_steps + 1) - n_observed, 0)
    return np.asarray(damping**after, dtype=np.float64)
