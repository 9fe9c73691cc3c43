"""Launching a project: a row of the table and a process of its own."""

from __future__ import annotations

import simpy

from simulator.inputs.arrays import Conversions, Money, World
from simulator.instants import january
from simulator.projects.delivery import Site, deliver
from simulator.projects.table import NO_SOURCE, Launch

TYPICAL = 0
"""Serial that no project has: its times are those a planner reckons with."""


def launch(
    env: simpy.Environment,
    world: World,
    site: Site,
    place: tuple[int, int],
    what: tuple[int, int],
    *,
    source: tuple[int, int] | None = None,
) -> None:
    """Add a project to the table and send it to the approval desk.

    ``place`` is (region, service), ``what`` (units, year); ``source`` makes it a conversion, at
    its own cost and in its own time: the service whose idle units it takes, and how many.

    Raises
    ------
    ModelError
        M101 when a region starts more projects of a service than a run can hold.
    """
    (region, service), (units, year) = place, what
    table = site.table
    serial = table.last_serial(region, service) + 1
    world.refuse_serial(service, serial)
    bill: Money | Conversions = world.money if source is None else world.conversions
    months = world.months if source is None else world.conversions.months
    taken_from, takes = source or (NO_SOURCE, 0)
    one = Launch(
        region,
        service,
        serial,
        units,
        january(year),
        months[service, region, serial],
        units * bill.capital_fen[service],
        units * int(bill.social_fen[service]),
        source=taken_from,
        takes=takes,
    )
    project = table.add(one)
    site.state.in_pipeline[region, service] += units
    if takes:
        site.idle.promised[region, taken_from] += takes
    env.process(deliver(env, site, project))
