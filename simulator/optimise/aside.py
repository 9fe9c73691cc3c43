"""Money that is set aside for projects and not drawn yet, read from the log of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.engine.lived import Lived, Projects
from simulator.eventlog import EVENT, NONE
from simulator.inputs.arrays import World
from simulator.instants import MONTHS_PER_YEAR
from simulator.projects.rules import CONSTRUCTION, still_to_draw

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
CENT = 1e-8
"""Money [100 million yuan] below which nothing is missing: a yuan."""


def set_aside(world: World, lived: Lived) -> Integers:
    """Return what is set aside on 31 December [fen]. Shape (year, region, account).

    A project's whole fiscal cost is set aside when it is funded, and what of it is drawn is not
    aside any more. Projects that were being built at the base hold what they have still to draw.
    """
    events, projects = lived.events or {}, lived.projects
    held = under_construction(world, projects) | funded_later(world, lived)
    shape = (world.n_years + 1, *world.money.own.shape[1:])
    change = np.zeros(shape, np.int64)
    for row, (year, fen) in held.items():
        change[year, projects.region[row]] += fen
    drawn = (events["event"] == EVENT["drawn"]) & (events["account"] != NONE)
    for event in np.flatnonzero(drawn):
        row = int(events["project"][event])
        if row in held:
            year = (int(events["month"][event]) - 1) // MONTHS_PER_YEAR + 1
            place = (year, projects.region[row], events["account"][event])
            change[place] -= events["fen"][event]
    return change.cumsum(axis=0)


def lifted(free: Floats, carried: Floats, keeps: Floats) -> Floats:
    """Return free money that never falls below nothing when no decision takes any.

    Where a budget cannot pay what was under construction at the base, these lots wait, and less is
    set aside than they need: they leave nothing free, but decisions owe nothing for them.

    Parameters
    ----------
    free, keeps
        Free money of a year and the most that is carried on [100 million yuan]. Shapes
        (year, region, account).
    carried
        Carried into the first year. Shape (region, account).
    """
    found, left = free.copy(), carried
    for year, most in enumerate(keeps):
        after = left + found[year]
        found[year] = np.where(after < -CENT, -left, found[year])
        left = np.clip(left + found[year], 0.0, most)
    return found


Held = dict[int, tuple[int, Integers]]
"""By project: the year, and the fen by account."""


def under_construction(world: World, projects: Projects) -> Held:
    """Return what projects of the base that are being built have still to draw."""
    lots = np.flatnonzero(projects.name == NONE).tolist()
    rows = {
        (projects.region[row], projects.service[row], projects.serial[row]): row for row in lots
    }
    found: Held = {}
    for region, service, serial, units, launched in zip(*world.pipeline, strict=True):
        months = world.months[service, region, min(serial, world.months.shape[2] - 1)]
        started = int(launched) + int(months[:CONSTRUCTION].sum())
        if started < 1 and (region, service, serial) in rows:
            left = [
                still_to_draw(
                    int(units * fen), started, int(months[CONSTRUCTION]), world.draw_shares
                )
                for fen in world.money.capital_fen[service]
            ]
            found[rows[region, service, serial]] = 0, np.array(left, np.int64)
    return found


def funded_later(world: World, lived: Lived) -> Held:
    """Return the fiscal cost of the projects funded in the years of the run."""
    return {project: (year, fen) for project, year, fen, _ in _funded(world, lived)}


def for_conversions(world: World, lived: Lived) -> Integers:
    """Return what is set aside for conversions [fen]. Shape (year, region, account)."""
    found = np.zeros((world.n_years + 1, *world.money.own.shape[1:]), np.int64)
    for project, year, fen, converted in _funded(world, lived):
        if converted:
            found[year, lived.projects.region[project]] += fen
    return found


def _funded(world: World, lived: Lived) -> Iterator[tuple[int, int, Integers, bool]]:
    """Yield every project that is funded, its year, fen by account, and whether it converts.

    Lots that ask in a year in which their service is converted count as conversions: the run
    that decisions stand on starts no others then.
    """
    events, made = lived.events or {}, world.conversions
    asked = events["event"] == EVENT["asked"]
    began = dict(zip(events["project"][asked].tolist(), _years(events)[asked], strict=True))
    for event in np.flatnonzero(events["event"] == EVENT["funded"]):
        project, service = int(events["project"][event]), int(events["service"][event])
        is_lot = lived.projects.name[project] == NONE
        converted = bool(is_lot and made.share[began.get(project, 0), service] > 0.0)
        price = (made if converted else world.money).capital_fen[service]
        yield project, int(_years(events)[event]), int(events["units"][event]) * price, converted


def _years(events: Mapping[str, Integers]) -> Integers:
    """Return the years of events, 1 the first simulated. Shape (event,)."""
    return np.asarray((events["month"] - 1) // MONTHS_PER_YEAR + 1)
