"""What is under way or planned at the base: the steady pipeline and the named projects."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import simpy

from simulator.budget.envelopes import Treasury
from simulator.budget.year import open_commitments
from simulator.engine.named import Entry, entries, make_room
from simulator.inputs.arrays import World
from simulator.projects.delivery import Site, Steps, at, note, resume
from simulator.projects.reserve import ask_on_date, start_on_date, unless_cancelled
from simulator.projects.rules import CONSTRUCTION, building_months, draw_downs, half_way
from simulator.projects.table import Launch


def plan_projects(env: simpy.Environment, world: World, site: Site, treasury: Treasury) -> None:
    """Put the projects of the base year under way, then every named project on its date."""
    planned = entries(world)
    room = make_room(world.pipeline, [one.launch for one in planned if one.replaces_lots])
    rows = zip(*(column.tolist() for column in room), strict=True)
    for region, service, serial, units, launched in rows:
        months = world.months[service, region, serial]
        fen = units * world.money.capital_fen[service]
        social = int(units * world.money.social_fen[service])
        launch = Launch(region, service, serial, units, launched, months, fen, social)
        env.process(put_under_way(env, site, treasury, launch)[1])
    for entry in planned:
        plan_named(env, world, (site, treasury), entry)


def put_under_way(
    env: simpy.Environment, site: Site, treasury: Treasury, launch: Launch
) -> tuple[int, Steps]:
    """Enter a project that began before the base; what past years set aside comes along."""
    row = site.table.add(launch)
    site.state.in_pipeline[launch.region, launch.service] += launch.units
    funding = launch.month + int(launch.months[:CONSTRUCTION].sum())
    if funding < 1:
        building = int(launch.months[CONSTRUCTION])
        left = [remaining(f, funding, building, site.draw_shares) for f in launch.fen.tolist()]
        open_commitments(treasury, row, launch.region, np.array(left, np.int64))
    return row, resume(env, site, row)


def remaining(fen: int, started: int, construction: int, shares: tuple[float, float]) -> int:
    """Return what of a seeded project's cost is still to be drawn after the base year [fen]."""
    _, half, last = draw_downs(fen, *shares)
    if started + building_months(construction) < 1:
        return 0
    return last if started + half_way(construction) < 1 else half + last


def plan_named(
    env: simpy.Environment, world: World, desks: tuple[Site, Treasury], entry: Entry
) -> None:
    """Start the process of one named project, and that of what the scenario changes of it."""
    site, treasury = desks
    if entry.is_under_way:
        row, steps = put_under_way(env, site, treasury, entry.launch)
    else:
        row = site.table.add(entry.launch)
        if entry.started is None:
            steps = ask_on_date(env, site, row)
        else:
            steps = start_on_date(env, site, row, entry.started)
    project = env.process(unless_cancelled(env, site, row, steps))
    changed, cancelled = (
        int(column[entry.position]) for column in (world.named.changed, world.named.cancelled)
    )
    if changed:
        env.process(tell_change(env, world, site, (row, entry.position)))
    if cancelled:
        env.process(give_up(env, desks, row, (project, cancelled)))


def tell_change(env: simpy.Environment, world: World, site: Site, place: tuple[int, int]) -> Steps:
    """Log that a project takes another date or size, in the month in which it is decided."""
    row, index = place
    yield at(env, site, row, int(world.named.changed[index]))
    for event, found in (("delayed", world.named.delayed), ("resized", world.named.resized)):
        if found[index]:
            note(env, site, row, event, units=int(site.table.units[row]))


def give_up(
    env: simpy.Environment,
    desks: tuple[Site, Treasury],
    row: int,
    what: tuple[simpy.Process, int],
) -> Generator[simpy.Event, object, None]:
    """Give a project up in its month, unless it is open; its money is free again."""
    (site, treasury), (project, month) = desks, what
    yield at(env, site, row, month)
    if project.is_alive:
        project.interrupt("cancelled")
        region = int(site.table.region[row])
        treasury.commit(row, region, np.zeros_like(site.table.fen[row]))
