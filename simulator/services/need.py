"""Need, demand and use: how many units the residents of a year ask for, and where."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import COUNT, PER_PEOPLE, PER_SERVICE, Floats, Integers, Needs, World
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
    exact = np.select(
        [needs.kind == COUNT, needs.kind == PER_PEOPLE, needs.kind == PER_SERVICE],
        [needs.level, needs.level * residents / needs.per, needs.level * wholes / needs.per],
        0.0,
    )
    return np.ceil(exact - slack_of(exact)).astype(np.int64)


def asked_units(world: World, people: Floats, standing: Integers) -> Integers:
    """Return the units that today's residents need. Shape (region, service).

    A standard per member of a group where there is one, else the need level.
    """
    exact = people[:, world.traits.standard_group] * world.traits.standard
    by_standard = np.ceil(exact - slack_of(exact))
    level = need_units(world.needs, people, standing)
    return np.where(world.traits.standard > 0, by_standard, level).astype(np.int64)


def use_of(need: Integers, take_up: Floats, served_in: Floats, available: Integers) -> Use:
    """Return demand, use, idle and unmet units where the demand arrives.

    ``take_up`` has shape (service,), ``served_in`` (service, from, to).
    """
    demand = np.zeros_like(need)
    for cell, units in np.ndenumerate(need):
        demand[cell] = demanded(int(units), float(take_up[cell[1]]))
    found = Use(need, arriving(demand, served_in), *(np.zeros_like(need) for _ in range(3)))
    for cell, units in np.ndenumerate(found.demand):
        use, idle, unmet = served(int(units), int(available[cell]))
        found.use[cell], found.idle[cell], found.unmet[cell] = use, idle, unmet
    return found


def arriving(demand: Integers, served_in: Floats) -> Integers:
    """Return the demand (region, service) where it arrives; the sum over regions stays."""
    arrived = demand.copy()
    for service, home in zip(*np.nonzero(served_in.any(axis=-1)), strict=True):
        units = int(demand[home, service])
        arrived[home, service] -= units
        arrived[:, service] += served_where(units, served_in[service, home], int(home))
    return arrived
