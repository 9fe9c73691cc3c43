"""What the scenario's levers decide year by year, the same in every draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.inputs.arrays import Floats, Integers, Policy
from simulator.inputs.policy import policy

if TYPE_CHECKING:
    from simulator.inputs.case import Case

NOT_SET = -1


class Chosen(NamedTuple):
    """Levers as arrays; year 0 is the base year."""

    take_up: Floats
    """Share of the need that asks for a service, NaN for the parameter. Shape (year, service)."""
    closed: Floats
    """Share of the idle units closed in January. Shape (year, service)."""
    converted: Floats
    """Share of the source's idle units converted in January. Shape (year, service)."""
    approval_slots: Integers
    construction_slots: Integers
    """Slots of the two desks, `NOT_SET` for the parameter. Shape (year,)."""
    policy: Policy


def chosen(case: Case) -> Chosen:
    """Return the levers of a case by year and service."""
    base, _, end = case.scenario.horizon
    levers = [(case.scenario.levers_in(year), year) for year in range(base, end + 1)]
    names = tuple(case.services)

    def slots(stage: str) -> Integers:
        given = [getattr(one.slots, stage) for one, _ in levers]
        return np.array([NOT_SET if slot is None else slot for slot in given], np.int64)

    return Chosen(
        take_up=np.array(
            [[one.take_up_in(name, year, np.nan) for name in names] for one, year in levers]
        ),
        closed=np.array([[one.closed_in(name, year) for name in names] for one, year in levers]),
        converted=np.array(
            [[one.converted_in(name, year) for name in names] for one, year in levers]
        ),
        approval_slots=slots("approval"),
        construction_slots=slots("construction"),
        policy=policy(case.scenario, case.cities, names),
    )
