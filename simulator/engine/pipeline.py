"""What is under way or planned at the base: the steady pipeline and the named projects."""

from __future__ import annotations

import numpy as np
import simpy

from simulator.budget.envelopes import Treasury
from simulator.budget.year import open_commitments
from simulator.engine.named import Entry, entries, make_room
from simulator.inputs.arrays import World
from simulator.projects.delivery import Site, Steps, at, note, resume
from simulator.projects.reserve import ask_on_date, start_on_date, unless_cancelled
from simulator.projects.rules import CONSTRUCTION, still_to_draw
from simulator.projects.table import Launch, Project


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
) -> tuple[Project, Steps]:
    """Enter a project that began before the base; what past years set aside comes along."""
    project = site.table.add(launch)
    site.state.in_pipeline[launch.region, launch.service] += launch.units
    funding = project.launched + sum(project.months[:CONSTRUCTION])
    if funding < 1:
        building = project.months[CONSTRUCTION]
        shares = site.draw_shares
        left = [f and still_to_draw(f, funding, building, shares) for f in project.fen[:-1]]
        open_commitments(treasury, project.row, project.region, np.array(left, np.int64))
    return project, resume(env, site, project)


def plan_named(
    env: simpy.Environment, world: World, desks: tuple[Site, Treasury], entry: Entry
) -> None:
    """Start the process of one named project, and that of what the scenario changes of it."""
    site, treasury = desks
    if entry.is_under_way:
        project, steps = put_under_way(env, site, treasury, entry.launch)
    else:
        project = site.table.add(entry.launch)
        if entry.started is None:
            steps = ask_on_date(env, site, project)
        else:
            steps = start_on_date(env, site, project, entry.started)
    process = env.process(unless_cancelled(env, site, project, steps))
    changed, cancelled = (
        int(column[entry.position]) for column in (world.named.changed, world.named.cancelled)
    )
    if changed:
        env.process(tell_change(env, world, site, (project, entry.position)))
    if cancelled:
        env.process(give_up(env, desks, project, (process, cancelled)))


def tell_change(
    env: simpy.Environment, world: World, site: Site, which: tuple[Project, int]
) -> Steps:
    """Log that a project takes another date or size, in the month in which it is decided."""
    project, position = which
    yield at(env, site, project, int(world.named.changed[position]))
    for event, found in (("delayed", world.named.delayed), ("resized", world.named.resized)):
        if found[position]:
            note(env, site, project, event, units=project.units)


def give_up(
    env: simpy.Environment,
    desks: tuple[Site, Treasury],
    project: Project,
    what: tuple[simpy.Process, int],
) -> Steps:
    """Give a project up in its month, unless it is open; its money is free again."""
    (site, treasury), (process, month) = desks, what
    yield at(env, site, project, month)
    if process.is_alive:
        process.interrupt("cancelled")
        nothing = np.zeros(len(project.fen) - 1, np.int64)
        treasury.commit(project.row, project.region, nothing)
