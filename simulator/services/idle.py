"""Idle units: how many of them may leave a service without anybody missing them."""

from __future__ import annotations

import numpy as np

from simulator.inputs.arrays import FACILITY, Floats, Integers, World
from simulator.services.need import Use, need_units
from simulator.services.rules import loss
from simulator.state import State
from simulator.units import WHOLE_SLACK


def spare_units(world: World, state: State, people: Floats, used: Use) -> Integers:
    """Return the idle units that may leave a service until the next year-end. (region, service).

    What stays, when the coming January has taken its losses too, covers all that this December
    knows: need and demand, those who have a place already, parts counted within a stock, and
    the level up to which the city builds, or it would build again what has just gone. Parts of
    another stock never leave alone.

    Parameters
    ----------
    people
        Residents of this December. Shape (region, group).
    used
        Need, demand and use of this December.
    """
    traits = world.traits
    kept = np.maximum(need_units(world.needs, people, state.standing), used.need)
    kept = np.maximum(kept, used.demand)
    for inside in (traits.places_service, traits.sub_stock_of):
        for service in np.flatnonzero(inside >= 0).tolist():
            whole = inside[service]
            kept[:, whole] = np.maximum(kept[:, whole], state.standing[:, service])
    ageing, _ = loss(state.standing, traits.retirement, state.carried_loss)
    spare = np.minimum(used.idle, np.maximum(state.standing - ageing - kept, 0))
    alone = (traits.family == FACILITY) & (traits.sub_stock_of < 0)
    return np.where(alone, spare, 0)


def share_of(units: Integers, share: Floats, most: Integers) -> Integers:
    """Return a share of units in whole units, rounded down, at most ``most``."""
    return np.minimum(np.floor(units * share + WHOLE_SLACK).astype(np.int64), most)
