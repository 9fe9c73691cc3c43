"""Idle units: how many of them may leave a service without anybody missing them."""

from __future__ import annotations

import math

import numpy as np

from simulator.inputs.arrays import FACILITY, Floats, Integers, Needs, Traits
from simulator.services.need import Use, need_units
from simulator.services.rules import loss
from simulator.state import Idle, State, beside_parts
from simulator.units import WHOLE_SLACK


def spare_units(traits: Traits, needs: Needs, state: State, people: Floats, used: Use) -> Integers:
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
    kept = np.maximum(need_units(needs, people, state.standing), used.need)
    kept = np.maximum(kept, used.demand)
    for inside in (traits.places_service, traits.sub_stock_of):
        for service, whole in enumerate(inside):
            if whole >= 0:
                kept[:, whole] = np.maximum(kept[:, whole], state.standing[:, service])
    ageing, _ = loss(state.standing, traits.retirement, state.carried_loss)
    spare = np.minimum(used.idle, np.maximum(state.standing - ageing - kept, 0))
    alone = (traits.family == FACILITY) & (traits.sub_stock_of < 0)
    return np.where(alone, spare, 0)


def close(state: State, idle: Idle, sub_stock_of: Integers, share: Floats) -> Integers:
    """Close a share (service,) of what was idle, in place; return the units (region, service).

    What conversions under way are to take stays, and so do parts of a stock.
    """
    beside, closed = beside_parts(state.standing, sub_stock_of), np.zeros_like(state.standing)
    for region in range(closed.shape[0]):
        for service in range(closed.shape[1]):
            left = idle.spare[region, service] - idle.promised[region, service]
            most = max(min(left, beside[region, service]), 0)
            closed[region, service] = share_of(idle.units[region, service], share[service], most)
    idle.spare[:] -= closed
    state.standing[:] -= closed
    state.retired[:] += closed
    return closed


def share_of(units: int, share: float, most: int) -> int:
    """Return a share of units in whole units, and not more than ``most``."""
    return min(math.floor(units * share + WHOLE_SLACK), most)


def units_taken(lot: int, rate: float) -> int:
    """Return the units of the source that one lot takes, each of which becomes ``rate`` units."""
    return math.ceil(lot / rate - WHOLE_SLACK)
