"""A named project of the reserve: it comes on its own date and may be given up.

What is on record needs no queue: works that are reported as started have their builders. What
is only planned asks at its date like any lot, and waits.
"""

from __future__ import annotations

import simpy

from simulator.instants import MONTHS_PER_YEAR, january
from simulator.projects.delivery import (
    Site,
    Steps,
    at,
    build_on,
    deliver,
    draw,
    note,
    under_construction,
)
from simulator.projects.table import ANNOUNCED, AT_APPROVAL, CANCELLED, PREPARATION, WITH_BUILDERS


def ask_on_date(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Wait for the month of asking for approval, then go through all stages."""
    asked = int(site.table.launched[row])
    yield from announce(env, site, row, asked)
    yield at(env, site, row, asked)
    yield from deliver(env, site, row)


def start_on_date(env: simpy.Environment, site: Site, row: int, started: int) -> Steps:
    """Build from the reported start of the works on; the money of each part is still a claim."""
    yield from announce(env, site, row, started)
    yield at(env, site, row, started)
    under_construction(site, row, started)
    note(env, site, row, "started", units=int(site.table.units[row]))
    yield from draw(env, site, row, 0)
    paid = site.calendar.month(int(env.now))
    yield from build_on(env, site, row, started=max(started, paid - 1))


def announce(env: simpy.Environment, site: Site, row: int, month: int) -> Steps:
    """Wait for January of the year of ``month``: from then on a rule reckons with the units."""
    table = site.table
    table.state[row] = ANNOUNCED
    year = (month - 1) // MONTHS_PER_YEAR + 1
    yield at(env, site, row, january(year))
    table.state[row] = PREPARATION
    site.state.in_pipeline[table.region[row], table.service[row]] += table.units[row]


def unless_cancelled(env: simpy.Environment, site: Site, row: int, steps: Steps) -> Steps:
    """Go through the steps; an interrupt gives the project up."""
    try:
        yield from steps
    except simpy.Interrupt:
        abandon(env, site, row)


def abandon(env: simpy.Environment, site: Site, row: int) -> None:
    """Leave all queues and give back what is held; what was drawn is lost."""
    table, region = site.table, int(site.table.region[row])
    units = int(table.units[row])
    if table.state[row] != ANNOUNCED:
        site.state.in_pipeline[region, table.service[row]] -= units
    for desk, held in ((site.approval, AT_APPROVAL), (site.construction, WITH_BUILDERS)):
        desk.withdraw(region, row)
        if table.slot[row] == held:
            desk.release(region)
    site.money[:] = [turn for turn in site.money if turn.row != row]
    table.state[row] = CANCELLED
    note(env, site, row, "cancelled", units=units)
