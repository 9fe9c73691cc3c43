"""What the plans ask for, as rows of units: who, of what, from which year on, how many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.inputs.case import Case
from simulator.inputs.judged import JudgedRow
from simulator.optimise.ground import Ground

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
WHOLE = 2.0
"""Units by which a share of another service must be passed: whole units on both sides."""
UPWARD = ("at_least", "more_than", "equal", "about")
"""Comparators that more units can meet."""
ALL = "all"


class Wanted(NamedTuple):
    """Rows of plans that starts and recruits can meet: units counted >= ``units``."""

    rows: tuple[JudgedRow, ...]
    regions: Booleans
    """Cities whose units count. Shape (row, region)."""
    counts: Floats
    """What a unit of a service counts; negative where the row is a share of that service.
    Shape (row, service)."""
    units: Floats
    """Units asked for, NaN before the year from which they are. Shape (row, year)."""
    floor: Floats
    """Units with which a row does not fall behind where it stands when the decisions begin, per
    resident or of the other service; NaN where falling is no matter. Shape (row, year)."""
    size: Floats
    """Units that a share of what is missing is taken of: those asked for; where the row is a share
    of another service that share of what stands. At least one. Shape (row, year)."""
    weight: Floats
    """Residents of the row's region as a share of all. Shape (row,)."""
    real: Booleans
    """Whether the region's base is evidence and not imputed. Shape (row,)."""

    def names(self) -> list[str]:
        """Return a name for every row: region, indicator and year."""
        return [f"{one.region}.{one.row.indicator}.{one.plan.target_year}" for one in self.rows]

    def only(self, places: Sequence[int]) -> Wanted:
        """Return some of the rows."""
        at = np.array(places, np.int64)
        parts: dict[str, Any] = {
            name: part[at] for name, part in self._asdict().items() if name != "rows"
        }
        return self._replace(rows=tuple(self.rows[one] for one in places), **parts)


class Choice(NamedTuple):
    """Which rows of the plans are wanted."""

    regions: Collection[str] = ()
    """Of these regions only; of all where none is named."""
    indicators: Collection[str] = ()
    binding_only: bool = False
    by: int | None = None
    """Year from which targets hold whose own year is earlier."""
    floors: bool = False
    """Whether no row may fall below where it stands when the decisions begin."""


def wanted_of(case: Case, ground: Ground, choice: Choice | None = None) -> Wanted:
    """Return the rows that the decisions can move, a target held from its year to the end.

    A share of another service (nursing-type beds of institutional ones) is the same row with that
    service on the other side. What is asked in words, downwards, or as a total of years is no row.
    """
    choice = choice or Choice()
    rows = tuple(one for one in case.judged if _is_wanted(case, ground, choice, one))
    readings, years = case.readings, np.array(ground.axes.years)
    people = ground.people
    found = Wanted(
        rows,
        regions=np.zeros((len(rows), len(case.cities)), bool),
        counts=np.zeros((len(rows), len(case.services))),
        units=np.full((len(rows), len(years)), np.nan),
        floor=np.full((len(rows), len(years)), np.nan),
        size=np.ones((len(rows), len(years))),
        weight=np.zeros(len(rows)),
        real=np.zeros(len(rows), bool),
    )
    for place, one in enumerate(rows):
        at = readings.names.index(one.row.indicator or "")
        mine = _cities(case, one.region)
        level = _level(one) / readings.per[at]
        found.regions[place] = mine
        found.counts[place] = readings.numerator[at] - level * readings.divisor[at]
        asked = years >= max(one.plan.target_year, choice.by or 0)
        group = int(readings.group[at])
        if group >= 0:
            units = level * people[:, mine, group].sum(axis=1)
        else:
            units = _same(WHOLE if readings.divisor[at].any() else level, years)
        shared = level * (ground.standing[:, mine] @ readings.divisor[at]).sum(axis=1)
        found.size[place] = np.maximum(units + shared, 1.0)
        found.units[place] = np.where(asked, _whole(units, one), np.nan)
        found.real[place] = ground.real[_area(case, one.region), at]
        if choice.floors and not readings.divisor[at].any():
            found.floor[place] = _floor(ground, found.counts[place], mine, group)
        found.weight[place] = people[:, mine, -1].sum() / people[..., -1].sum()
    return found


def _floor(ground: Ground, counts: Floats, mine: Booleans, group: int) -> Floats:
    """Return the units with which a row keeps its level of ``as_of``. Shape (year,)."""
    standing, people = ground.before
    units = float((standing[mine] @ counts).sum())
    if group < 0:
        return _same(units, np.array(ground.axes.years))
    now = ground.people[:, mine, group].sum(axis=1)
    return np.asarray(units * now / people[mine, group].sum())


def _is_wanted(case: Case, ground: Ground, choice: Choice, one: JudgedRow) -> bool:
    """Return whether a row is chosen and can be moved by what is decided."""
    target, name = one.row.target, one.row.indicator or ""
    if not one.simulated or target.accumulation != "level" or _number(one) is None:
        return False
    if target.comparator not in UPWARD or name not in case.readings.names:
        return False
    if choice.regions and one.region not in choice.regions:
        return False
    if choice.indicators and name not in choice.indicators:
        return False
    if choice.binding_only and one.row.nature != "binding":
        return False
    last = ground.axes.years[-1]
    if max(one.plan.target_year, choice.by or 0) > last:
        return False
    at = case.readings.names.index(name)
    if not ground.shown[_area(case, one.region), at]:
        return False
    counted = case.readings.numerator[at]
    movable = np.logical_or.reduce((ground.builds | ground.recruits)[_cities(case, one.region)])
    if ground.seats is not None:
        movable = movable | np.isin(np.arange(len(movable)), ground.seats.service)
    return bool((counted & movable).any())


def _area(case: Case, region: str) -> int:
    """Return the position of a region, the province last."""
    return (*case.cities, PROVINCE).index(region)


def _cities(case: Case, region: str) -> Booleans:
    """Return the cities of a region: one, or all of the province."""
    return np.array([region in (PROVINCE, city) for city in case.cities])


def _number(one: JudgedRow) -> float | None:
    target = one.row.target
    return target.low if target.kind == "range" else target.value


def _level(one: JudgedRow) -> float:
    """Return the least value that meets a row."""
    return (_number(one) or 0.0) - (one.row.target.tolerance or 0.0)


def _whole(units: Floats, one: JudgedRow) -> Floats:
    """Return the fewest whole units, one more where a target must be passed; shares stay."""
    if not units.any():
        return units
    if one.row.target.comparator == "more_than":
        return np.floor(units + 1e-9) + 1.0
    return np.ceil(units - 1e-9)


def _same(level: float, years: NDArray[np.int64]) -> Floats:
    return np.full(len(years), level)
