"""The parts of a world that the years of a draw need, for the kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import (
    Conversions,
    Floats,
    Integers,
    Money,
    Needs,
    Policy,
    Staff,
    Traits,
    Whole,
    World,
)
from simulator.inputs.durations import MONTHS


class Plan(NamedTuple):
    """The parts of a world that the years need."""

    traits: Traits
    needs: Needs
    staff: Staff
    money: Money
    policy: Policy
    observed: Integers
    """Stocks that a review takes over, negative: none. Shape (year, region, service)."""
    observes: int
    """1 where it takes over any."""
    target: Integers
    """Of programmes. Shape (region, service)."""
    yearly: Integers
    lot: Integers
    lot_fen: Integers
    """Cost of the dearest lot an account pays [fen]. Shape (region, account)."""
    months: Whole
    """As in `World.months`; one serial stands for all where they are alike, as in draw 0."""
    closures: Floats
    """Share of the idle units closed in January. Shape (year, service)."""
    conversions: Conversions
    converts: int
    """1 where idle units may be closed or converted in any year."""
    take_up: Floats
    served_in: Floats
    approval_slots: Integers
    construction_slots: Integers
    start_share: float
    half_share: float


def plan_of(world: World) -> Plan:
    """Return the parts of a world."""
    return Plan(
        traits=world.traits,
        needs=world.needs,
        staff=world.staff,
        money=world.money,
        policy=world.policy,
        observed=world.observed,
        observes=int((world.observed >= 0).any()),
        target=world.programme_target,
        yearly=world.programme_yearly,
        lot=world.lot,
        lot_fen=(world.lot[:, :, None] * world.money.capital_fen[None]).max(axis=1),
        months=without_copies(world.months),
        closures=world.closures,
        conversions=world.conversions._replace(months=without_copies(world.conversions.months)),
        converts=int(bool(world.closures.any() or world.conversions.share.any())),
        take_up=world.take_up,
        served_in=world.served_in,
        approval_slots=world.approval_slots,
        construction_slots=world.construction_slots,
        start_share=world.draw_shares[0],
        half_share=world.draw_shares[1],
    )


def without_copies(months: Whole) -> Whole:
    """Return the months of projects, of one serial only where NumPy repeats it for all others."""
    repeated = months.strides[2] == 0
    return np.ascontiguousarray(months[:, :, :1] if repeated else months, MONTHS)
