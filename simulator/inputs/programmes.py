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
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.services import Service
from simulator.inputs.stocks import DERIVED, STATED, Evidence, Stocks


class Programmes(NamedTuple):
    """Whole units. Shape (region, service); zero where nothing is planned."""

    target: Integers
    """To be delivered from the base year to the target year."""
    yearly: Integers
    """Delivered a year at most: an equal part of the target, rounded up."""
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


def programmes(
    evidence: Evidence, services: Mapping[str, Service], residents: Floats
) -> Programmes:
    """Return the programmes of all cities; ``residents`` (region,) are those of the base year."""
    shape = residents.shape[0], len(services)
    found = Programmes(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, bool),
        np.zeros(len(services), bool),
    )
    for position, service in enumerate(services.values()):
        indicator = service.indicator
        if service.family == "programme" and indicator is not None:
            target, years = planned(evidence, indicator, residents)
            found.target[:, position] = target
            found.yearly[:, position] = -(-target // np.maximum(years, 1))
            rows = [row_of(evidence.plans.get(region), indicator) for region in evidence.regions]
            found.printed[:, position] = [row is not None for row in rows]
            whole = row_of(evidence.plans.get(PROVINCE), indicator)
            found.by_province[position] = whole is not None
    return found


def planned(evidence: Evidence, indicator: str, residents: Floats) -> tuple[Integers, Integers]:
    """Return the target of every city and the years it has for it. Shape (region,) each."""
    target = np.zeros(residents.shape[0], np.int64)
    years = np.zeros_like(target)
    silent = np.zeros(target.shape, bool)
    whole = row_of(evidence.plans.get(PROVINCE), indicator)
    for place, region in enumerate(evidence.regions):
        own = row_of(evidence.plans.get(region), indicator)
        if own is not None:
            target[place], years[place] = due(own[1]), own[0].target_year - own[0].base_year
        silent[place] = own is None
    if whole is not None and silent.any():
        left = max(due(whole[1]) - int(target.sum()), 0)
        target[silent] = by_residents(left, residents[silent])
        years[silent] = whole[0].target_year - whole[0].base_year
    return target, years


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
