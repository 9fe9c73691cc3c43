"""What becomes of idle units: a scenario may close a share of them or convert it.

A closure acts in January, before the running money. A conversion is a project: it is launched
with the starts of the year, in whole lots of the service that it feeds, as far as need and
money reach, and takes its units out of their service when it opens.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import simpy

from simulator.budget.rules import Choice, may_start
from simulator.engine.january import note_units
from simulator.engine.launching import TYPICAL, launch
from simulator.inputs.arrays import World
from simulator.instants import JANUARY_RUNNING, MONTHS_PER_YEAR, january
from simulator.projects.delivery import Site
from simulator.projects.rules import CONSTRUCTION
from simulator.projects.table import NO_SOURCE
from simulator.services.idle import close, share_of, units_taken


class Offer(NamedTuple):
    """What may be converted into a service in a January."""

    lots: int
    source: int
    """Service that loses units, `NO_SOURCE` where they stay counted in the whole."""
    takes: int
    """Units of the source that one lot takes."""


def close_idle(world: World, site: Site, year: int) -> None:
    """Close the year's share of what was idle on the last 31 December.

    It comes before the running money of the year, so what is closed claims none. What
    conversions under way are to take stays.
    """
    if not world.closures[year].any():
        return
    closed = close(site.state, site.idle, world.traits.sub_stock_of, world.closures[year])
    note_units(site.log, (january(year), JANUARY_RUNNING), "closed", closed)


def start_conversions(
    env: simpy.Environment, world: World, site: Site, place: tuple[int, int], seen: Choice
) -> None:
    """Launch the conversions of a January in a region; ``place`` is (region, year)."""
    (region, year), made = place, world.conversions
    months = made.months[:, region, TYPICAL, :CONSTRUCTION].sum(axis=1)
    seen = seen._replace(januaries=-(-months // MONTHS_PER_YEAR))
    queued = seen.queued.copy()
    waiting = queued.sum(axis=0)
    for service in np.flatnonzero(made.share[year]).tolist():
        lot = int(world.lot[region, service])
        offer = offered(world, site, place, service)
        cost = lot * made.capital_fen[service]
        for started in range(offer.lots):
            if not may_start(seen, started, (queued[service], waiting), cost, service):
                break
            queued[service] += cost
            waiting += cost
            source = offer.source, offer.takes
            launch(env, world, site, (region, service), (lot, year), source=source)


def offered(world: World, site: Site, place: tuple[int, int], service: int) -> Offer:
    """Return how many whole lots a region may convert into a service this January.

    Idle units of the source are offered, less what is promised; where the service is a part of
    its source, the units beside the part, used or not, since they are not lost.
    """
    (region, year), made, state = place, world.conversions, site.state
    share, source = made.share[year, service], int(made.source[service])
    lot = int(world.lot[region, service])
    if lot == 0:
        return Offer(0, NO_SOURCE, 0)
    if world.traits.sub_stock_of[service] == source:
        beside = state.standing[region, source] - state.standing[region, service]
        beside = max(int(beside - state.in_pipeline[region, service]), 0)
        return Offer(share_of(beside, share, beside) // lot, NO_SOURCE, 0)
    takes = units_taken(lot, made.units[service])
    left = site.idle.spare[region, source] - site.idle.promised[region, source]
    idle = share_of(int(site.idle.units[region, source]), share, max(int(left), 0))
    return Offer(idle // takes, source, takes)
