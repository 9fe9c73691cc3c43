"""January's last payment: staff that cities hire from each other with the money that is left."""

from __future__ import annotations

import numpy as np

from simulator.budget.envelopes import Treasury
from simulator.eventlog import Mark
from simulator.inputs.arrays import Integers, World
from simulator.instants import JANUARY_RUNNING, january
from simulator.workforce.hiring import lost, offered, wanted
from simulator.workforce.rules import hires_paid, hiring_cost


def hire(
    world: World, treasury: Treasury, year: int, standing: Integers
) -> tuple[Integers, Integers]:
    """Pay for hires from other cities; return who comes and who goes. Shape (region, service).

    Money that is set aside for projects is not touched; doctors are paid before nurses.
    """
    offers = offered(world.staff, year, standing)
    hired = wanted(world.staff, year, standing, offers)
    for region, service in np.argwhere(hired).tolist():
        account = int(world.money.pays_running[service])
        unit_fen = int(world.money.unit_fen[service])
        rise = float(world.staff.hire_cost_rise[service])
        own, asked = int(standing[region, service]), int(hired[region, service])
        free = int(treasury.free(region)[account]) if account >= 0 else 0
        n = hires_paid(asked, unit_fen, rise, own, free)
        hired[region, service] = n
        treasury.pay(
            (january(year), JANUARY_RUNNING),
            Mark(region, service, account=account),
            hiring_cost(n, unit_fen, rise, own),
            event="paid",
            category="recruitment",
            units=n,
        )
    return hired, lost(offers, hired)
