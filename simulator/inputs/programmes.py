"""Programmes: what the plans ask for in a period, city by city, and how much a year.

Where the province prints a total and a city nothing, the city has its share of what the printed
cities leave, by residents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.axes import PROVINCE
from simulator.inputs.arrays import Booleans, Floats, Integers
from simulator.inputs.base_figures import DERIVED, STATED, Evidence
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.services import Service
from simulator.inputs.stocks import Stocks


class Programmes(NamedTuple):
    """Whole units. Shape (region, service); zero where nothing is planned."""

    target: Integers
    """To be delivered from the base year to the target year."""
    yearly: Integers
    """Equal part of the target that is due every year, rounded up."""
    printed: Booleans
    """Where the city's own plan prints the target."""
    by_province: Booleans
    """Whether the province prints a total. Shape (service,)."""

    def known(self, stocks: Stocks) -> Stocks:
        """Return the stocks with what is known of programmes: printed, or derived shares."""
        planned = self.target > 0
        grade = np.where(self.printed, STATED, DERIVED)
        return stocks._replace(
            real=stocks.real | self.printed,
            grade=np.where(planned, grade, stocks.grade).astype(np.int8),
            province_known=stocks.province_known | self.by_province,
        )


class Asked(NamedTuple):
    """What the plans ask for, the same in every draw. Arrays (region, service)."""

    own: Integers
    """Units that the city's own plan asks for, 0 where it prints none."""
    years: Integers
    """Years it has for them, or for its share in what the province asks for."""
    printed: Booleans
    left: Integers
    """Units that the printed cities leave of the province's total. Shape (service,)."""
    by_province: Booleans
    """Shape (service,)."""


def asked_for(evidence: Evidence, services: Mapping[str, Service]) -> Asked:
    """Return what the plans ask for of programmes."""
    shape = len(evidence.regions), len(services)
    found = Asked(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, bool),
        np.zeros(len(services), np.int64),
        np.zeros(len(services), bool),
    )
    for position, service in enumerate(services.values()):
        indicator = service.indicator
        if service.family != "programme" or indicator is None:
            continue
        whole = row_of(evidence.plans.get(PROVINCE), indicator)
        for place, region in enumerate(evidence.regions):
            own = row_of(evidence.plans.get(region), indicator)
            found.printed[place, position] = own is not None
            found.own[place, position] = due(own[1]) if own is not None else 0
            plan = own or whole
            years = plan[0].target_year - plan[0].base_year if plan is not None else 0
            found.years[place, position] = years
        if whole is not None:
            found.by_province[position] = True
            found.left[position] = max(due(whole[1]) - int(found.own[:, position].sum()), 0)
    return found


def programmes(asked: Asked, residents: Floats) -> Programmes:
    """Return the programmes of all cities; ``residents`` (region,) are those of the base year."""
    target = asked.own.copy()
    shared = asked.by_province & ~asked.printed.all(axis=0)
    for position in np.flatnonzero(shared):
        silent = ~asked.printed[:, position]
        target[silent, position] = by_residents(int(asked.left[position]), residents[silent])
    yearly = -(-target // np.maximum(asked.years, 1))
    return Programmes(target, yearly, asked.printed, asked.by_province)


def row_of(plan: Plan | None, indicator: str) -> tuple[Plan, PlanRow] | None:
    """Return a plan and its row of an indicator where the row has a number to reach."""
    for row in plan.rows if plan else ():
        if plan and row.indicator == indicator and row.target.value:
            return plan, row
    return None


def due(row: PlanRow) -> int:
    """Return the whole units that meet a target: one more where it must be exceeded."""
    units = round(row.target.value or 0.0)
    return units + 1 if row.target.comparator == "more_than" else units


def by_residents(total: int, residents: Floats) -> Integers:
    """Return ``total`` by residents in whole units; their sum is the total.

    >>> by_residents(10, np.array([1.0, 1.0, 1.0])).tolist()
    [3, 4, 3]
    """
    reached = np.rint(total * residents.cumsum() / residents.sum()).astype(np.int64)
    parts: Integers = np.diff(reached, prepend=0)
    return parts
