"""Observed stocks that a review takes over into a run (design §4.1), as arrays of a draw.

What a ratio or a share means in units is worked out as at the base (`simulator.inputs.stocks`):
times the residents of that year's run, or the whole's observed stock, rounded half to even.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.inputs.arrays import COUNT, PER_PEOPLE, PER_SERVICE, Floats, Integers
from simulator.inputs.base_figures import GROUPS

if TYPE_CHECKING:
    from simulator.inputs.case import Case

NOT_OBSERVED = -1
KINDS = {"count": COUNT, "per_people": PER_PEOPLE, "per_service": PER_SERVICE}


class ObservedStock(NamedTuple):
    """What was observed of one stock on 31 December of a year."""

    region: str
    service: str
    year: int
    kind: str
    """``count``: units; ``per_people``: a ratio to residents; ``per_service``: a share of a stock.
    """
    value: float
    per: int
    """Residents or units that a ratio is stated per; 1 for a count."""
    of: str
    """Age group or service of the denominator, empty for a count."""
    published: str
    source: str


@dataclass(frozen=True)
class TakenOver:
    """The observed stocks that a run takes over: those of years up to ``year``."""

    year: int
    stocks: tuple[ObservedStock, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON knows it: part of a run's identity."""
        return {"year": self.year, "stocks": [list(one) for one in self.stocks]}


def taken_over_from_plain(plain: Mapping[str, Any] | None) -> TakenOver | None:
    """Return what `TakenOver.to_plain` told; None for a run that takes nothing over."""
    if plain is None:
        return None
    return TakenOver(int(plain["year"]), tuple(ObservedStock(*one) for one in plain["stocks"]))


def lend(case: Case, other: Case) -> Case:
    """Return another case with what of this one belongs to no scenario: own money, stocks seen."""
    if case.budget is None and case.taken_over is None:
        return other
    return replace(other, budget=case.budget, taken_over=case.taken_over)


class Cells(NamedTuple):
    """Observed stocks by position, one row a stock: the same in every draw."""

    place: tuple[Integers, Integers, Integers]
    """Year after the base, region, service."""
    kind: Integers
    value: Floats
    per: Integers
    of: Integers
    """Position of the age group or service of the denominator."""


@cache
def cells_of(
    stocks: tuple[ObservedStock, ...], axes: tuple[tuple[str, ...], tuple[str, ...]], base: int
) -> Cells:
    """Return observed stocks by position on the axes (region, service) and after the base year."""
    regions, services = axes
    known = {"count": ("",), "per_people": GROUPS, "per_service": services}

    def whole(numbers: Sequence[int]) -> Integers:
        return np.array(numbers, np.int64)

    return Cells(
        place=(
            whole([one.year - base for one in stocks]),
            whole([regions.index(one.region) for one in stocks]),
            whole([services.index(one.service) for one in stocks]),
        ),
        kind=whole([KINDS[one.kind] for one in stocks]),
        value=np.array([one.value for one in stocks]),
        per=whole([one.per for one in stocks]),
        of=whole([known[one.kind].index(one.of) for one in stocks]),
    )


def observed_stocks(case: Case, people: Floats) -> Integers:
    """Return the stocks that a run takes over, `NOT_OBSERVED` elsewhere. (year, region, service).

    Parameters
    ----------
    people
        Residents by group of every year-end. Shape (year, region, group).
    """
    shape = people.shape[0], len(case.cities), len(case.services)
    if case.taken_over is None:
        return _nothing(shape)
    cells = cells_of(case.taken_over.stocks, case.axes, case.scenario.horizon.base)
    found, (year, region, service) = np.full(shape, NOT_OBSERVED), cells.place
    group = np.where(cells.kind == PER_PEOPLE, cells.of, 0)
    of_people = np.rint(cells.value * people[year, region, group] / cells.per)
    units = np.where(cells.kind == PER_PEOPLE, of_people, np.rint(cells.value))
    found[cells.place] = units.astype(np.int64)
    share = cells.kind == PER_SERVICE  # of a stock that was observed itself
    whole = found[year[share], region[share], cells.of[share]]
    part = np.rint(cells.value[share] * whole / cells.per[share])
    found[year[share], region[share], service[share]] = part.astype(np.int64)
    return found


@cache
def _nothing(shape: tuple[int, ...]) -> Integers:
    """Return that nothing is taken over: one array for all draws."""
    return np.full(shape, NOT_OBSERVED)
