"""The starts of a year: what the allocation rule chooses becomes projects that ask for approval."""

from __future__ import annotations

import numpy as np
import simpy

from simulator.budget.envelopes import Treasury
from simulator.budget.rules import FIXED_STARTS, Choice, choose_starts
from simulator.budget.year import move_between_domains
from simulator.engine.idle import start_conversions
from simulator.engine.launching import TYPICAL, launch
from simulator.inputs.arrays import Floats, Integers, World
from simulator.instants import MONTHS_PER_YEAR
from simulator.projects.delivery import Site
from simulator.projects.rules import CONSTRUCTION, part_of, projects_of
from simulator.projects.table import PREPARATION
from simulator.services.need import need_units


def start_projects(
    env: simpy.Environment,
    world: World,
    people: Floats,
    desks: tuple[Site, Treasury],
    year: int,
) -> None:
    """Launch the projects of a January; ``people`` (region, group) are of the December before."""
    site, treasury = desks
    rule = int(world.policy.allocation_rule[year])
    need = need_units(world.needs, people, site.state.standing)
    for region in range(need.shape[0]):
        place, today = (region, year), (need[region], people[region])
        if rule != FIXED_STARTS:
            missing = need[region] - site.state.standing[region] - site.state.in_pipeline[region]
            wanted = np.maximum(missing, 0)[:, None] * world.money.capital_fen
            move_between_domains(treasury, year, region, wanted.sum(axis=0))
        if world.conversions.share[year].any():
            seen = look(world, site, treasury, place, today)
            start_conversions(env, world, site, place, seen)
        if rule == FIXED_STARTS:
            for service, units in enumerate(world.policy.starts[year, region].tolist()):
                n_projects = projects_of(units, int(world.lot[region, service]))
                for number in range(n_projects):
                    part = part_of(units, n_projects, number)
                    launch(env, world, site, (region, service), (part, year))
            continue
        seen = look(world, site, treasury, place, today)
        for service, lots in enumerate(choose_starts(rule, seen)):
            for _ in range(int(lots)):
                units = int(world.lot[region, service])
                launch(env, world, site, (region, service), (units, year))


def look(
    world: World,
    site: Site,
    treasury: Treasury,
    place: tuple[int, int],
    today: tuple[Integers, Floats],
) -> Choice:
    """Return what the rule sees of a region: stocks, pipeline, need, this year's money."""
    (region, year), (need, people) = place, today
    table = site.table
    waiting = table.where(region=region, states=(PREPARATION,))
    queued = np.zeros_like(world.money.capital_fen)
    np.add.at(queued, table.service[waiting], table.fen[waiting])
    typical = world.months[:, region, TYPICAL, :CONSTRUCTION].sum(axis=1)
    return Choice(
        have=still_there(world, site, region) + site.state.in_pipeline[region],
        need=need,
        lot=world.lot[region],
        unit_fen=world.money.capital_fen,
        money=treasury.free(region),
        queued=queued,
        limits=world.policy.limits[year],
        januaries=-(-typical // MONTHS_PER_YEAR),
        binding=world.needs.binding[region],
        people=people[world.needs.group],
        shares=world.policy.shares[year],
    )


def still_there(world: World, site: Site, region: int) -> Integers:
    """Return what still stands when a lot prepared now opens: a building's age is known.

    Shape (service,). Units retire at their yearly rate through the time a lot takes.
    """
    years = world.months[:, region, TYPICAL, :].sum(axis=1) / MONTHS_PER_YEAR
    share = np.maximum(1.0 - world.traits.retirement * years, 0.0)
    left: Integers = np.floor(site.state.standing[region] * share).astype(np.int64)
    return left
