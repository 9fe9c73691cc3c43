"""The first year in which two scenarios read a different input."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from simulator.inputs.levers import Levers, Shock, Start
from simulator.inputs.scenario import Scenario
from simulator.inputs.series import Series

AT_ONCE = ("population", "doubts", "need_reference")
"""Levers that are read when a case is made, whatever the year they speak of."""
NEVER = ("affordability",)
"""Levers that no run reads: only reports do."""


def first_read(one: Scenario, other: Scenario) -> int | None:
    """Return the year in which a differing input is read first; None where none differs.

    The base year stands for everything that is read before the years begin: overrides, plans,
    the roots' levers, residents, doubts. Parameters, budgets and draws are not looked at.
    """
    base = one.horizon.base
    if _before(one) != _before(other) or _named_always(one, other):
        return base
    for year in range(base, min(one.horizon.end, other.horizon.end) + 1):
        if _read_in(one.levers_in(year), year) != _read_in(other.levers_in(year), year):
            return year
    return None


def _before(one: Scenario) -> tuple[object, ...]:
    at_once = [getattr(one.levers, name) for name in AT_ONCE]
    return one.horizon.base, one.plans, one.overrides, one.baseline_levers, *at_once


def _named_always(one: Scenario, other: Scenario) -> bool:
    """Return whether changes of named projects differ that a root holds from the first month."""
    return bool(one.baseline_levers.projects) and one.levers.projects != other.levers.projects


def _read_in(levers: Levers, year: int) -> dict[str, object]:
    """Return what a year reads of the levers, as plain values."""
    return {
        name: _at(getattr(levers, name), year)
        for name in type(levers).model_fields
        if name not in (*AT_ONCE, *NEVER)
    }


def _at(value: object, year: int) -> object:
    """Return what a year reads of a value: a series' own, no start or shock of another year."""
    if isinstance(value, Series):
        return value.in_year(year)
    if isinstance(value, BaseModel):
        return {name: _at(getattr(value, name), year) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {name: _at(inner, year) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_row(one) for one in value if _is_read(one, year)]
    return value


def _row(value: object) -> object:
    """Return a row of a list; a shock is what it does, whenever it began."""
    return value.revenue if isinstance(value, Shock) else value


def _is_read(row: object, year: int) -> bool:
    if isinstance(row, Start):
        return row.year == year
    return row.hits(year) if isinstance(row, Shock) else True
