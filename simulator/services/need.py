"""Need, demand and use: how many units the residents of a year ask for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import COUNT, PER_PEOPLE, PER_SERVICE, Floats, Integers, Needs, World
from simulator.services.rules import served


class Use(NamedTuple):
    """Units asked for and used. Shape (region, service)."""

    need: Integers
    demand: Integers
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
    return np.ceil(exact - 1e-9).astype(np.int64)


def asked_units(world: World, people: Floats, standing: Integers) -> Integers:
    """Return the units that today's residents need. Shape (region, service).

    A standard per member of a group where there is one, else the need level.
    """
    by_standard = np.ceil(people[:, world.traits.standard_group] * world.traits.standard - 1e-9)
    level = need_units(world.needs, people, standing)
    return np.where(world.traits.standard > 0, by_standard, level).astype(np.int64)


def use_of(need: Integers, take_up: Floats, available: Integers) -> Use:
    """Return demand, use, idle and unmet units; ``take_up`` has shape (service,)."""
    found = Use(need, *(np.zeros_like(need) for _ in range(4)))
    for cell, units in np.ndenumerate(need):
        demand, use, idle, unmet = served(int(units), float(take_up[cell[1]]), int(available[cell]))
        found.demand[cell], found.use[cell] = demand, use
        found.idle[cell], found.unmet[cell] = idle, unmet
    return found
