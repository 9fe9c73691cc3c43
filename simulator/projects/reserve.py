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
    begin_works,
    deliver,
    note,
    take_builders,
)
from simulator.projects.table import (
    ANNOUNCED,
    AT_APPROVAL,
    CANCELLED,
    PREPARATION,
    WITH_BUILDERS,
    Project,
)


def ask_on_date(env: simpy.Environment, site: Site, project: Project) -> Steps:
    """Wait for the month of asking for approval, then go through all stages."""
    yield from announce(env, site, project, project.launched)
    yield at(env, site, project, project.launched)
    yield from deliver(env, site, project)


def start_on_date(env: simpy.Environment, site: Site, project: Project, started: int) -> Steps:
    """Build from the reported start of the works on; the money of each part is still a claim."""
    yield from announce(env, site, project, started)
    yield at(env, site, project, started)
    take_builders(site, project)
    yield from begin_works(env, site, project)


def announce(env: simpy.Environment, site: Site, project: Project, month: int) -> Steps:
    """Wait for January of the year of ``month``: from then on a rule reckons with the units."""
    site.table.state[project.row] = ANNOUNCED
    year = (month - 1) // MONTHS_PER_YEAR + 1
    yield at(env, site, project, january(year))
    site.table.state[project.row] = PREPARATION
    site.state.in_pipeline[project.region, project.service] += project.units


def unless_cancelled(env: simpy.Environment, site: Site, project: Project, steps: Steps) -> Steps:
    """Go through the steps; an interrupt gives the project up."""
    try:
        yield from steps
    except simpy.Interrupt:
        abandon(env, site, project)


def abandon(env: simpy.Environment, site: Site, project: Project) -> None:
    """Leave all queues and give back what is held; what was drawn is lost."""
    table, row, region = site.table, project.row, project.region
    if table.state[row] != ANNOUNCED:
        site.state.in_pipeline[region, project.service] -= project.units
    for desk, held in ((site.approval, AT_APPROVAL), (site.construction, WITH_BUILDERS)):
        desk.withdraw(region, row)
        if table.slot[row] == held:
            desk.release(region)
    site.money[:] = [turn for turn in site.money if turn.row != row]
    table.state[row] = CANCELLED
    note(env, site, project, "cancelled", units=project.units)
