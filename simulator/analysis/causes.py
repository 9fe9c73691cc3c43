"""Why an observed ratio moved: what was built, and how many people share it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.analysis.seen import counts_of, of_one_kind
from simulator.equity.effects import decompose
from simulator.equity.series import PER_PEOPLE, Series, series_value
from simulator.inputs import observed
from simulator.inputs.indicators import Indicator


class Causes(NamedTuple):
    """The parts of a ratio's change since the base [unit of the indicator]; they add up to it."""

    capacity: float
    population: float


def causes_of(
    region: str, indicator: Indicator, series: observed.Series, base: int, year: int
) -> Causes | None:
    """Return what moved a ratio per resident from the base to a year, out of observed counts.

    None unless units and residents of both years were observed and count the same; money and
    delay are in no observation.
    """
    if indicator.denominator != "total":
        return None
    found = [counts_of(region, indicator, series, one) for one in (base, year)]
    if found[0] is None or found[1] is None:
        return None
    before, now = found[0], found[1]
    alike = zip(before.parts, now.parts, strict=True)
    if not all(of_one_kind(old, new) for old, new in alike):
        return None
    numerator = np.array([[[before.above, now.above]]])
    denominator = np.array([[[before.below, now.below]]])
    per = np.array([float(indicator.per)])
    effects = decompose(_series(numerator, denominator, per), 0)
    return Causes(float(effects.capacity[0, 0, 1]), float(effects.population[0, 0, 1]))


def _series(
    numerator: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    denominator: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    per: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> Series:
    """Return one area and one indicator over two years."""
    one = np.ones((1, 1), bool)
    return Series(
        value=series_value(numerator, denominator, per),
        numerator=numerator,
        denominator=denominator,
        per=per,
        direction=np.ones(1, np.int8),
        kind=np.full(1, PER_PEOPLE, np.int8),
        real=one,
        base_known=one,
        population=denominator[:, 0],
    )
