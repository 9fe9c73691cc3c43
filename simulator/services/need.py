"""Need, demand and use: how many units the residents of a year ask for, and where."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import (
    COUNT,
    NO_NEED,
    PER_SERVICE,
    Floats,
    Integers,
    Needs,
    Traits,
)
from simulator.services.rules import demanded, served, served_where
from simulator.units import slack_of


class Use(NamedTuple):
    """Units asked for and used. Shape (region, service)."""

    need: Integers
    """Of the city's own residents."""
    demand: Integers
    """Of all whom the city serves: its own who stay and those who come."""
    use: Integers
    idle: Integers
    unmet: Integers


def need_units(needs: Needs, people: Floats, standing: Integers) -> Integers:
    """Return the need level in whole units, rounded up. Shape (region, service).

    ``people`` (region, group) are today's residents; a level stated as a share of another
    service follows that service's standing units.
    """
    residents = people[:, needs.group]
    wholes = standing[:, np.maximum(needs.whole, 0)]
    of_people = needs.level * residents / needs.per
    of_service = needs.level * wholes / needs.per
    ratio = np.where(needs.kind == PER_SERVICE, of_service, of_people)
    exact = np.where(needs.kind == COUNT, needs.level, ratio)
    exact = np.where(needs.kind == NO_NEED, 0.0, exact)
    return np.ceil(exact - slack_of(exact)).astype(np.int64)


def asked_units(traits: Traits, needs: Needs, people: Floats, standing: Integers) -> Integers:
    """Return the units that today's residents need. Shape (region, service).

    A standard per member of a group where there is one, else the need level.
    """
    exact = people[:, traits.standard_group] * traits.standard
    by_standard = np.ceil(exact - slack_of(exact)).astype(np.int64)
    level = need_units(needs, people, standing)
    return np.where(traits.standard > 0, by_standard, level)


def use_of(need: Integers, take_up: Floats, served_in: Floats, available: Integers) -> Use:
    """Return demand, use, idle and unmet units where the demand arrives.

    ``take_up`` has shape (service,), ``served_in`` (service, from, to).
    """
    demand = arriving(demanded(need, take_up), served_in)
    use, idle, unmet = served(demand, available)
    return Use(need, demand, use, idle, unmet)


def arriving(demand: Integers, served_in: Floats) -> Integers:
    """Return the demand (region, service) where it arrives; the sum over regions stays."""
    arrived = demand.copy()
    for service in range(demand.shape[1]):
        for home in range(demand.shape[0]):
            if served_in[service, home].any():
                units = demand[home, service]
                arrived[home, service] -= units
                arrived[:, service] += served_where(units, served_in[service, home], home)
    return arrived
