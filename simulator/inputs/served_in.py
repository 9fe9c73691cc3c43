"""Who is served in another city: a row of the lever, all as an array, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import AfterValidator, ConfigDict, Field
from pydantic import Strict as StrictTypes

from simulator.errors import Problem
from simulator.inputs.arguments import Kind
from simulator.inputs.arrays import Booleans, Floats
from simulator.inputs.series import Number, Quantity, number_in
from simulator.inputs.validation import Strict, refuse, shown

if TYPE_CHECKING:
    from simulator.inputs.scenario import Scenario
    from simulator.inputs.services import Service

MOST = 1.0 + 1e-9
"""All of a city's demand, with room for shares that no binary fraction holds."""


def _given(number: Number | None) -> Number:
    """Refuse a share left empty: nothing stands behind it (S103)."""
    if number is None:
        raise refuse("S103", entry="share", expected=Kind("number"), found=shown(None))
    return number


class ServedIn(Strict):
    """A share of the demand of one city's residents that another city serves.

    Without ``services`` it holds for every facility that residents ask for.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    home: str = Field(alias="from")
    to: str
    share: Annotated[Number | None, Quantity("share", 0.0, 1.0), AfterValidator(_given)]
    services: Annotated[tuple[str, ...], StrictTypes(strict=False), Field(min_length=1)] | None = (
        None
    )

    def share_in(self, year: int) -> float:
        """Return the share in a year [1]; 0 before the first year given."""
        return number_in(self.share, year, 0.0)

    def concerns(self, service: str) -> bool:
        """Return whether the row holds for a service."""
        return self.services is None or service in self.services


def movable(services: Mapping[str, Service]) -> list[str]:
    """Return the facilities that residents ask for.

    A part of another stock is asked for with its whole: its need follows what stands in the
    city, not who lives there.
    """
    return [
        name
        for name, one in services.items()
        if one.family == "facility" and one.sub_stock_of is None
    ]


def served_in(
    scenario: Scenario,
    cities: Sequence[str],
    services: Mapping[str, Service],
    exists: Booleans,
) -> Floats:
    """Return the share of a city's demand that another serves. (year, service, from, to).

    Zero on the diagonal, and where one of the two cities has no such service (``exists``, region
    by service).
    """
    base, _, end = scenario.horizon
    names = tuple(services)
    shares = np.zeros((end - base + 1, len(names), len(cities), len(cities)))
    for index, year in enumerate(range(base, end + 1)):
        for row in scenario.levers_in(year).served_in:
            home, to = cities.index(row.home), cities.index(row.to)
            for name in filter(row.concerns, movable(services)):
                service = names.index(name)
                if exists[home, service] and exists[to, service]:
                    shares[index, service, home, to] += row.share_in(year)
    return shares


def served_in_problems(scenario: Scenario) -> list[Problem]:
    """Return rows that stay in one city (S145) or take more than all of its demand (S146)."""
    problems = [
        Problem("S145", scenario.where(f"levers.served_in.{number}.to"), {"city": row.to})
        for number, row in enumerate(scenario.levers.served_in)
        if row.home == row.to
    ]
    return problems + list(_too_much(scenario))


def _too_much(scenario: Scenario) -> Iterator[Problem]:
    """Yield the first row of a city with which the shares of a service pass one, in any year."""
    base, _, end = scenario.horizon
    rows = scenario.levers.served_in
    for number, row in enumerate(rows):
        before = [one for one in rows[:number] if one.home == row.home]
        for service in _named(rows):
            if not row.concerns(service):
                continue
            others = [one for one in before if one.concerns(service)]
            totals = {
                year: _total(others, year) + row.share_in(year) for year in range(base + 1, end + 1)
            }
            year = max(totals, key=lambda one: totals[one])
            if others and totals[year] > MOST:
                args = {"city": row.home, "total": f"{totals[year]:g}", "year": str(year)}
                yield Problem("S146", scenario.where(f"levers.served_in.{number}.share"), args)
                break


def _named(rows: Sequence[ServedIn]) -> list[str]:
    """Return the services that the rows name, and one that none of them names."""
    return ["", *dict.fromkeys(name for row in rows for name in row.services or ())]


def _total(rows: Sequence[ServedIn], year: int) -> float:
    total = 0.0
    for row in rows:
        total += row.share_in(year)
    return total
