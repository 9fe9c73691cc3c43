"""Migration: the age schedule, past net rates and how they fade."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.axes import N_AGES

Array = NDArray[np.float64]
COEFFICIENTS = ("a1", "alpha1", "a2", "mu2", "alpha2", "lambda2", "c")
INTERCENSAL_YEARS = 10


def age_schedule(coefficient: Mapping[str, float]) -> Array:
    """Return relative migration rates by single age. Shape (age,).

    rate(x) = a1 exp(−alpha1 x) + a2 exp(−alpha2 (x − mu2) − exp(−lambda2 (x − mu2))) + c:
    children with their parents, young workers, the rest.

    References
    ----------
    Rogers and Castro (1981), *Model Migration Schedules*, IIASA RR-81-30.
    """
    age = np.arange(N_AGES) + 0.5
    since = age - coefficient["mu2"]
    children = coefficient["a1"] * np.exp(-coefficient["alpha1"] * age)
    rise = np.exp(-coefficient["lambda2"] * since)
    workers = coefficient["a2"] * np.exp(-coefficient["alpha2"] * since - rise)
    return np.asarray(children + workers + coefficient["c"])


def intercensal_rate(earlier: Array, later: Array, starts: Array, lived: Array) -> Array:
    """Return the mean net migration rate between two censuses [share per year]. Shape (region,).

    Residual method: those aged 10 and over at the later census less the survivors of the
    earlier one, as a share of the survivors, over ten years. Children under 10 were
    undercounted in the earlier census, so ages under 20 at the later one are left out.

    Parameters
    ----------
    earlier, later
        Residents by age group [person]. Shape (region, sex, group): 0, 1-4, 5-9 … 85+.
    starts
        First age of each group. Shape (group,).
    lived
        Life-table L by single age. Shape (region, sex, age).

    References
    ----------
    United Nations (1970), *Methods of Measuring Internal Migration*, Manual VI, chapter 2.
    """
    edges = starts.astype(np.int64)
    in_group = np.add.reduceat(lived, edges, axis=-1)
    first = int(np.flatnonzero(edges == 2 * INTERCENSAL_YEARS)[0])
    closed = earlier[..., first - 2 : -3] * in_group[..., first:-1] / in_group[..., first - 2 : -3]
    open_share = in_group[..., -1] / in_group[..., -3:].sum(axis=-1)
    expected = closed.sum(axis=(1, 2)) + (earlier[..., -3:].sum(axis=-1) * open_share).sum(axis=1)
    counted = later[..., first:].sum(axis=(1, 2))
    return np.asarray((counted / expected - 1.0) / INTERCENSAL_YEARS)


def fading(n_steps: int, n_observed: int, damping: float) -> Array:
    """Return the weight of the carried rate by step: 1 up to the last observed, then falling.

    The first year after the last observed one has weight ``damping``. Shape (step,).
    """
    after = np.maximum(np.arange(1, n_steps + 1) - n_observed, 0)
    return np.asarray(damping**after, dtype=np.float64)
