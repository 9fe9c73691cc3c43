"""One interval of the cohort-component method: survive, bear, migrate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import InputError, Problem

Array = NDArray[np.float64]
Timing = Literal["end", "even"]
FEMALE, MALE = 0, 1


class YearStep(NamedTuple):
    """Residents at the end of an interval and the flows that lead there [person].

    ``residents`` and ``net_migration`` have shape (region, sex, age), ``births`` and ``deaths``
    (region, sex); leading axes stand for members. Residents at the end = at the start
    + births − deaths + net migration.
    """

    residents: Array
    births: Array
    deaths: Array
    net_migration: Array


class Closed(NamedTuple):
    """What an interval without migration leaves [person]; shapes as in `YearStep`."""

    residents: Array
    births: Array
    deaths: Array


def over_ages(residents: Array) -> Array:
    """Return the sums over ages; the same to the bit whatever stands beside them."""
    return np.asarray(np.einsum("...a->...", residents))


def survive(
    residents: Array,
    survival_ratio: Array,
    *,
    mortality: Array | None = None,
    out: Array | None = None,
) -> Array:
    """Return who is alive one age group later; newborns (age 0) are left empty.

    Parameters
    ----------
    residents
        Residents at the start [person]. Shape (..., region, sex, age); the last age is open.
    survival_ratio
        Share that reaches the next age group. Shape (region, sex, age): entry x is survival
        from x − 1 to x, the last entry from the last two groups into the open one; entry 0
        belongs to births and is not read here.
    mortality
        Factor on the share that dies. Shape (..., region).
    out
        Array for the answer.
    """
    onward = np.concatenate([survival_ratio[..., 1:], survival_ratio[..., -1:]], axis=-1)
    alive = residents * (onward - 1.0)
    if mortality is not None:
        alive *= mortality[..., None, None]
    alive += residents
    survivors = np.empty_like(residents) if out is None else out
    # one long copy moves every age up by one; what it brings into age 0 is not alive there
    cells = (*residents.shape[:-3], -1)
    survivors.reshape(cells, copy=False)[..., 1:] = alive.reshape(cells, copy=False)[..., :-1]
    survivors[..., -1] += alive[..., -1]
    survivors[..., 0] = 0.0
    return survivors


def bear(
    women_start: Array,
    women_end: Array,
    fertility_rate: Array,
    males_per_female_birth: float,
    *,
    width: float = 1.0,
) -> Array:
    """Return live births by sex on the women's mean exposure [person]. Shape (..., region, sex).

    Parameters
    ----------
    women_start, women_end
        Women at the start and the survivors at the end, both by age reached [person].
        Shape (..., region, age).
    fertility_rate
        Live births per woman per year [1/year], not per 1,000. Shape (region, age).
    males_per_female_birth
        Sex ratio at birth.
    width
        Length of the interval and of an age group [year].
    """
    fertile = np.flatnonzero(fertility_rate.any(axis=0))
    ages = slice(fertile[0], fertile[-1] + 1) if fertile.size else slice(0)
    exposed = women_start[..., ages] + women_end[..., ages]
    births = width / 2.0 * np.einsum("...ra,ra->...r", exposed, fertility_rate[:, ages])
    girls = births / (1.0 + males_per_female_birth)
    return np.stack([girls, births - girls], axis=-1)


def close_year(
    start: Array,
    *,
    survival_ratio: Array,
    fertility_rate: Array,
    males_per_female_birth: float,
    width: float = 1.0,
    bearing_at_end: Array | float = 0.0,
    fertility: Array | None = None,
    mortality: Array | None = None,
    out: Array | None = None,
) -> Closed:
    """Advance residents by one interval without migration; arguments as `advance_one_year`.

    ``bearing_at_end`` are women added to the survivors in the exposure of the last day
    [person]; shape (region, age). ``fertility`` and ``mortality`` are factors on the rates of
    birth and on the share that dies; shape (..., region). ``out`` takes the residents.
    """
    residents = survive(start, survival_ratio, mortality=mortality, out=out)
    births = bear(
        start[..., FEMALE, :],
        residents[..., FEMALE, :] + bearing_at_end,
        fertility_rate,
        males_per_female_birth,
        width=width,
    )
    if fertility is not None:
        births *= fertility[..., None]
    dying = 1.0 - survival_ratio[..., 0]
    if mortality is not None:
        dying = dying * mortality[..., None]
    residents[..., 0] = births * (1.0 - dying)
    deaths = over_ages(start) + births - over_ages(residents)
    return Closed(residents, births, deaths)


def advance_one_year(
    start: Array,
    *,
    survival_ratio: Array,
    fertility_rate: Array,
    males_per_female_birth: float,
    net_migration: Array,
    timing: Timing = "end",
    width: float = 1.0,
    regions: Sequence[str] = (),
    year: int = 0,
) -> YearStep:
    """Advance the residents of every region by one year.

    Everyone ages one year; the last age group is open and keeps its survivors. With timing
    ``end`` migrants arrive on the last day, so they neither die nor give birth. With ``even``
    half of them arrive on the first day and live as the others do, half on the last; the mean
    exposure to births then counts the women present on both days.

    Parameters
    ----------
    start
        Residents on 31 December [person]. Shape (region, sex, age): sex is (female, male).
    survival_ratio
        Survival from life-table L. Shape (region, sex, age): entry 0 from birth to the end of
        the year of birth, entry x from age x − 1 to x, the last into the open group.
    fertility_rate
        Live births per woman per year [1/year], not per 1,000. Shape (region, age).
    males_per_female_birth
        Sex ratio at birth.
    net_migration
        Migrants of the year by age at arrival [person]: on the last day the age reached then,
        on the first day the age before. Shape (region, sex, age).
    timing
        ``end`` or ``even``.
    width
        Length of the step and of an age group [year]; five for a 5x5 projection.
    regions, year
        Names for the message of an error.

    Returns
    -------
    YearStep
        Residents on the next 31 December, births, deaths and migrants.

    Raises
    ------
    InputError
        M110 if departures exceed the residents of any cell. Nothing is clipped.

    References
    ----------
    Preston, Heuveline and Guillot (2001), *Demography*, chapter 6.

    Examples
    --------
    >>> start = np.full((1, 2, 3), 100.0)
    >>> ratio = np.broadcast_to(np.array([1.0, 0.9, 0.5]), (1, 2, 3))
    >>> step = advance_one_year(
    ...     start, survival_ratio=ratio, fertility_rate=np.array([[0.0, 0.1, 0.0]]),
    ...     males_per_female_birth=1.0, net_migration=np.zeros((1, 2, 3)),
    ... )
    >>> step.residents[0, 0].tolist()  # births 0.1 * (100 + 90) / 2 = 9.5, half of them girls
    [4.75, 90.0, 100.0]
    """
    early = net_migration / 2.0 if timing == "even" else np.zeros_like(net_migration)
    present = start + early
    refuse_negative(present, regions, year)
    closed = close_year(
        present,
        survival_ratio=survival_ratio,
        fertility_rate=fertility_rate,
        males_per_female_birth=males_per_female_birth,
        width=width,
        bearing_at_end=early[:, FEMALE],
    )
    residents = closed.residents + (net_migration - early)
    refuse_negative(residents, regions, year)
    return YearStep(residents, closed.births, closed.deaths, net_migration)


def refuse_negative(residents: Array, regions: Sequence[str], year: int) -> None:
    """Raise M110 where a cell is negative or not a number; names region, age and year."""
    # the least of an array with a NaN is NaN, which fails this too
    if residents.size and residents.min() >= 0.0:
        return
    wrong = ~(residents >= 0.0)
    if wrong.any():
        region, sex, age = (int(axis[0]) for axis in np.nonzero(wrong)[-3:])
        name = regions[region] if region < len(regions) else str(region + 1)
        args = {"region": name, "age": str(age), "year": str(year)}
        raise InputError(Problem("M110", args=args | {"sex": ("female", "male")[sex]}))
