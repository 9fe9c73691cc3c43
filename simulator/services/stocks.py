"""Stocks through the year: what is lost in January, what is available, who is covered."""

from __future__ import annotations

import numpy as np

from simulator.inputs.arrays import (
    COVERAGE,
    FACILITY,
    PROGRAMME,
    Booleans,
    Floats,
    Integers,
    Traits,
)
from simulator.services.rules import available_units, covered_share, loss, yearly_output
from simulator.state import State


def retire(traits: Traits, state: State) -> Integers:
    """Take the year's losses from all facilities and return them. Shape (region, service).

    A sub-stock retires nothing: its beds are counted once, in the whole. It never exceeds the
    whole, so what the whole falls below it is lost from both.
    """
    ageing = (traits.family == FACILITY) & (traits.sub_stock_of < 0)
    due, left = loss(state.standing, traits.retirement, state.carried_loss)
    lost = np.where(ageing, due, 0)
    state.carried_loss[:] = np.where(ageing, left, state.carried_loss)
    for service, whole in enumerate(traits.sub_stock_of):
        if whole >= 0:
            left_of_whole = state.standing[:, whole] - lost[:, whole]
            lost[:, service] = np.maximum(state.standing[:, service] - left_of_whole, 0)
    state.standing[:] -= lost
    state.retired[:] += lost
    return lost


def due_this_year(
    traits: Traits, target: Integers, yearly: Integers, done: Integers, year: int
) -> Integers:
    """Return what programmes deliver in ``year`` if money allows. Shape (region, service)."""
    due = yearly_output(target, done, yearly, year)
    return np.where(traits.family == PROGRAMME, due, 0)


def newly_covered(traits: Traits, state: State, before: Floats, now: Floats) -> Integers:
    """Return the persons who would join a coverage service. Shape (region, service).

    ``before`` and ``now`` (region, service) are the residents of the target group on the last
    two year-ends. Who ages out and who finds no place is counted in December: see `cover`.
    """
    share, counted = share_covered(traits, state, before)
    wanted = covered_share(share, traits.uncovered_decline)
    joining = np.rint((wanted - share) * now).astype(np.int64)
    return np.where(counted, np.maximum(joining, 0), 0)


def share_covered(traits: Traits, state: State, before: Floats) -> tuple[Floats, Booleans]:
    """Return the covered share of last year's group and where coverage is counted at all."""
    counted = (traits.family == COVERAGE) & (before > 0.0)
    return state.standing / np.where(counted, before, 1.0), counted


def cover(
    traits: Traits, state: State, before: Floats, now: Floats, paid: Integers
) -> tuple[Integers, Integers]:
    """Return persons covered at the year-end: the old share of today's group and who joined.

    Nobody is covered beyond the available places. Returns gains and losses (region, service).
    """
    share, counted = share_covered(traits, state, before)
    wanted = np.rint(share * now).astype(np.int64) + paid
    places = traits.places_service
    room = state.available[:, np.maximum(places, 0)]
    wanted = np.where(places >= 0, np.minimum(wanted, room), wanted)
    change = np.where(counted, wanted - state.standing, 0)
    return np.maximum(change, 0), np.maximum(-change, 0)


def update_available(traits: Traits, state: State) -> None:
    """Set what is available: funded and staffed facilities; all of the other families.

    Of a sub-stock no more is available than of the whole it is a part of.
    """
    staff = state.standing[:, np.maximum(traits.staff_service, 0)]
    staff_per_unit = np.where(traits.staff_service >= 0, traits.staff_per_unit, 0.0)
    units = available_units(state.standing, state.funded_share, staff, staff_per_unit)
    state.available[:] = np.where(traits.family == FACILITY, units, state.standing)
    for service, whole in enumerate(traits.sub_stock_of):
        if whole >= 0:
            of_whole = state.available[:, whole]
            state.available[:, service] = np.minimum(state.available[:, service], of_whole)
