"""Stocks through the year: what is lost in January, what is available, who is covered."""

from __future__ import annotations

import numpy as np

from simulator.inputs.arrays import COVERAGE, FACILITY, PROGRAMME, Floats, Integers, World
from simulator.services.rules import available_units, covered_share, loss, yearly_output
from simulator.state import State


def retire(world: World, state: State) -> Integers:
    """Take the year's losses from all facilities and return them. Shape (region, service).

    A sub-stock retires nothing: its beds are counted once, in the whole. It never exceeds the
    whole, so what the whole falls below it is lost from both.
    """
    lost = np.zeros_like(state.standing)
    for (region, service), stock in np.ndenumerate(state.standing):
        if world.traits.family[service] != FACILITY or world.traits.sub_stock_of[service] >= 0:
            continue
        units, left = loss(
            int(stock),
            float(world.traits.retirement[service]),
            float(state.carried_loss[region, service]),
        )
        lost[region, service] = units
        state.carried_loss[region, service] = left
    for service, whole in enumerate(world.traits.sub_stock_of):
        if whole >= 0:
            left_of_whole = state.standing[:, whole] - lost[:, whole]
            lost[:, service] = np.maximum(state.standing[:, service] - left_of_whole, 0)
    state.standing[:] -= lost
    state.retired[:] += lost
    return lost


def due_this_year(world: World, done: Integers) -> Integers:
    """Return what programmes deliver this year if money allows. Shape (region, service)."""
    due = np.zeros_like(done)
    for (region, service), units in np.ndenumerate(done):
        if world.traits.family[service] == PROGRAMME:
            target = int(world.programme_target[region, service])
            yearly = int(world.programme_yearly[region, service])
            due[region, service] = yearly_output(target, int(units), yearly, yearly)
    return due


def newly_covered(world: World, state: State, before: Floats, now: Floats) -> Integers:
    """Return the persons who would join a coverage service. Shape (region, service).

    ``before`` and ``now`` (region, service) are the residents of the target group on the last
    two year-ends. Who ages out and who finds no place is counted in December: see `cover`.
    """
    joining = np.zeros_like(state.standing)
    for (region, service), covered in np.ndenumerate(state.standing):
        if world.traits.family[service] != COVERAGE or before[region, service] <= 0.0:
            continue
        share = float(covered / before[region, service])
        wanted = covered_share(share, float(world.traits.uncovered_decline[service]))
        joining[region, service] = max(0, round((wanted - share) * float(now[region, service])))
    return joining


def cover(
    world: World, state: State, before: Floats, now: Floats, paid: Integers
) -> tuple[Integers, Integers]:
    """Return persons covered at the year-end: the old share of today's group and who joined.

    Nobody is covered beyond the available places. Returns gains and losses (region, service).
    """
    gained, lost = np.zeros_like(state.standing), np.zeros_like(state.standing)
    for (region, service), covered in np.ndenumerate(state.standing):
        if world.traits.family[service] != COVERAGE or before[region, service] <= 0.0:
            continue
        share = float(covered / before[region, service])
        wanted = round(share * float(now[region, service])) + int(paid[region, service])
        places = world.traits.places_service[service]
        if places >= 0:
            wanted = min(wanted, int(state.available[region, places]))
        gained[region, service] = max(wanted - int(covered), 0)
        lost[region, service] = max(int(covered) - wanted, 0)
    return gained, lost


def update_available(world: World, state: State) -> None:
    """Set what is available: funded and staffed facilities; all of the other families.

    Of a sub-stock no more is available than of the whole it is a part of.
    """
    for (region, service), standing in np.ndenumerate(state.standing):
        if world.traits.family[service] != FACILITY:
            state.available[region, service] = standing
            continue
        staff = int(world.traits.staff_service[service])
        state.available[region, service] = available_units(
            int(standing),
            float(state.funded_share[region, service]),
            int(state.standing[region, staff]) if staff >= 0 else 0,
            float(world.traits.staff_per_unit[service]) if staff >= 0 else 0.0,
        )
    for service in np.flatnonzero(world.traits.sub_stock_of >= 0).tolist():
        whole = state.available[:, world.traits.sub_stock_of[service]]
        state.available[:, service] = np.minimum(state.available[:, service], whole)
