"""What a projection cannot know: errors that grow with the years, one set for each member.

Fertility and life expectancy err together in all regions, as a random walk from the last
official count on: the first year has an error of its own size, every later year adds a change.
A net migration rate errs by a part that all regions share and by a part of its own; both last
from year to year (an autoregression of first order). The regions' own parts are moves between
them: what does not cancel is taken out of every region's rate alike (`projection`). The error that
all regions share may follow the factor of a group of parameters: people come when money does.

References
----------
Alho and Spencer (2005), *Statistical Demography and Forecasting*, chapter 8 (random walks of
vital rates, autoregressive migration); sizes from the bands of United Nations (2022), see
``params/population``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.distributions.copula import factor, following
from simulator.inputs.population.arrays import PopulationInputs
from simulator.inputs.population.paths import years_after
from simulator.streams import uniforms

Array = NDArray[np.float64]
FERTILITY, MORTALITY, MIGRATION = "fertility_error", "mortality_error", "migration_error"


class Deviations(NamedTuple):
    """How far members lie from the central path, in each step.

    ``fertility`` is a factor on births, ``mortality`` on the share that dies; ``province`` is
    added to the net migration rate of all regions [share per year]; all of shape
    (member, step). ``city`` is what each region's rate has of its own, of shape
    (member, step, region): the projection takes out what would not cancel.
    """

    fertility: Array
    mortality: Array
    province: Array
    city: Array

    def of(self, members: slice) -> Deviations:
        """Return those of some members."""
        return Deviations(*(array[members] for array in self))


class Normals(NamedTuple):
    """Independent standard normal numbers; ``province`` may follow a factor shared with others.

    ``fertility``, ``mortality`` and ``province`` have shape (member, step), ``city``
    (member, step, region).
    """

    fertility: Array
    mortality: Array
    province: Array
    city: Array


def no_deviation(inputs: PopulationInputs) -> Deviations:
    """Return the central path as the only member."""
    steps, regions = len(inputs.years) - 1, len(inputs.regions)
    ones, zeros = np.ones((1, steps)), np.zeros((1, steps))
    return Deviations(ones, ones, zeros, np.zeros((1, steps, regions)))


def addressed_normals(
    inputs: PopulationInputs, codes: NDArray[np.int64], seed: int, draws: NDArray[np.int64]
) -> Normals:
    """Return the numbers of some draws: each depends on its address alone.

    Parameters
    ----------
    codes
        Codes of GB/T 2260. Shape (region,).
    draws
        Numbers of the draws. Shape (member,).
    """
    from scipy.special import ndtri

    draw, year = draws[:, None], inputs.years[None, 1:]

    def normal(stream: str, **address: NDArray[np.int64]) -> Array:
        return np.asarray(ndtri(uniforms(seed, stream=stream, **address)))

    province, model = normal(MIGRATION, draw=draw, serial=year), inputs.errors
    if model.group and model.correlation != 0.0:
        province = _tilted(province, inputs, factor(seed, draws, model.group))
    return Normals(
        normal(FERTILITY, draw=draw, serial=year),
        normal(MORTALITY, draw=draw, serial=year),
        province,
        normal(MIGRATION, draw=draw[..., None], serial=year[..., None], region_code=codes),
    )


def _tilted(normals: Array, inputs: PopulationInputs, common: Array) -> Array:
    """Return numbers whose cumulated error follows a factor; they stay independent normals.

    With w the unit vector along which innovations z add up to the cumulated error, w·z is moved
    to the score that correlates with the factor, and nothing changes at right angles to w.

    Parameters
    ----------
    normals
        Innovations z. Shape (member, step).
    common
        The group's factor. Shape (member,).
    """
    steps, model = normals.shape[1], inputs.errors
    along = _lasting(np.eye(steps), _free(inputs), model.persistence).sum(axis=1)
    length = float(np.sqrt((along**2).sum()))
    if length == 0.0:
        return normals
    along = along / length
    # one after the other: the same bytes however many members there are
    own = np.add.accumulate(normals * along, axis=1)[:, -1]
    moved = following(own, common, model.correlation) - own
    return np.asarray(normals + moved[:, None] * along)


def _free(inputs: PopulationInputs) -> NDArray[np.bool_]:
    """Return which steps have no official total of every region. Shape (step,)."""
    return np.asarray(np.isnan(inputs.observed.total).any(axis=1))


def deviations(inputs: PopulationInputs, normals: Normals) -> Deviations:
    """Return the deviations of members whose errors are these standard normal numbers.

    Nothing deviates in years whose official figures the projection meets anyway.
    """
    model, seen = inputs.errors, inputs.observed
    births = _walk(normals.fertility, years_after(seen.births_province), model.fertility)
    older = _walk(normals.mortality, years_after(seen.deaths_province), model.life_expectancy)
    free = _free(inputs)
    return Deviations(
        fertility=np.exp(births),
        mortality=np.exp(-older / inputs.life_lost),
        province=model.province * _lasting(normals.province, free, model.persistence),
        city=model.city * _lasting(normals.city, free, model.persistence),
    )


def _walk(normals: Array, since: Array, sizes: tuple[float, float]) -> Array:
    """Return a random walk that starts anew after every official count.

    Parameters
    ----------
    normals
        Shape (member, step).
    since
        Years since the last official count, 0 in a year that has one. Shape (step,).
    sizes
        Standard deviation of the first year and of each later year's change.
    """
    changes = normals * np.select([since == 1, since > 1], sizes, 0.0)
    summed = np.cumsum(changes, axis=-1)
    counted = np.maximum.accumulate(np.where(since == 0, np.arange(len(since)), -1))
    before = np.where(counted >= 0, summed[:, np.maximum(counted, 0)], 0.0)
    return np.where(since > 0, summed - before, 0.0)


def _lasting(normals: Array, free: NDArray[np.bool_], persistence: float) -> Array:
    """Return autoregressive errors of unit variance over the free steps, zero elsewhere.

    Shape (member, step, ...).
    """
    errors = np.zeros_like(normals)
    new = np.sqrt(1.0 - persistence**2)
    last: Array | None = None
    for step in np.flatnonzero(free):
        drawn = normals[:, step]
        last = drawn if last is None else persistence * last + new * drawn
        errors[:, step] = last
    return errors
