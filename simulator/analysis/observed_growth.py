"""How fast stocks were seen to grow: what there is to judge a limit on yearly growth by."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from simulator.axes import PROVINCE
from simulator.inputs.case import Case
from simulator.optimise.ground import Ground


class Growth(NamedTuple):
    """How much a stock grew between two counts, its losses taken off."""

    region: str
    first: int
    last: int
    share: float
    """Mean growth of a year, as a share of the first count."""


def fastest(case: Case, ground: Ground, service: str) -> list[Growth]:
    """Return the fastest growth seen in a city, and in the province, of those that are known.

    Counts are those of `params/observations`, and of the base year what is printed of a city;
    counts that followed one another are compared, however many years lie between.
    """
    cities = [
        one for city in case.cities for one in _grown(city, _counts(case, ground, city, service))
    ]
    province = _grown(PROVINCE, _counts(case, ground, PROVINCE, service))
    return [max(some, key=lambda one: one.share) for some in (cities, province) if some]


def _counts(case: Case, ground: Ground, region: str, service: str) -> dict[int, float]:
    """Return the counts of a region by year."""
    found = {
        year: float(one.value)
        for (where, what, year), one in case.params.observations.items()
        if (where, what) == (region, service)
    }
    base, at = case.scenario.horizon.base, ground.axes.services.index(service)
    if base not in found and region in case.cities and _is_printed(case, ground, region, at):
        found[base] = float(ground.world.standing[case.cities.index(region), at])
    return found


def _is_printed(case: Case, ground: Ground, city: str, service: int) -> bool:
    """Return whether an indicator that counts nothing but a service is known of a city's base."""
    counted = case.readings.numerator
    alone = (counted[:, service] != 0) & ((counted != 0).sum(axis=1) == 1)
    return bool((alone & ground.real[case.cities.index(city)]).any())


def _grown(region: str, counts: dict[int, float]) -> Collection[Growth]:
    return [
        Growth(region, first, last, (counts[last] / counts[first] - 1.0) / (last - first))
        for first, last in pairwise(sorted(counts))
        if counts[first] > 0.0
    ]
