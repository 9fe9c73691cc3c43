"""One draw on the compiled calendar: the same run as `simulator.engine.clock.live`, to the bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.compiled.behind import behind, in_one_block
from simulator.compiled.opening import plan_projects
from simulator.compiled.plan import plan_of
from simulator.compiled.sheets import (
    EVENTS,
    FINE,
    FULL,
    NAME,
    PROJECTS,
    REGION,
    SERIAL,
    SERVICE,
    STATUS,
    Sheets,
    Size,
    make_sheets,
)
from simulator.compiled.years import live_years
from simulator.engine.clock import Books
from simulator.engine.lived import Lived, Projects, Telling
from simulator.errors import ModelError, Problem
from simulator.eventlog import COLUMNS
from simulator.inputs.arrays import Floats, World

ROOM = Size(1_024, 16_384)
"""Projects and events of a region that there is room for at first."""


def live(world: World, people: Floats, telling: Telling) -> Lived:
    """Run one draw from the base year to the end; ``people`` (year, region, group).

    Raises
    ------
    ModelError
        M101 when a region starts more projects of a service than a run can hold.
    """
    plan = behind(in_one_block(plan_of(world)))
    people = np.ascontiguousarray(people)
    groups = np.ascontiguousarray(people[:, :, world.needs.group])
    shape = (world.n_years + 1, *world.standing.shape)
    size = Size(*(len(world.standing) * room for room in ROOM))
    while True:
        kept = size if telling.keep_events else size._replace(events=0)
        sheets = make_sheets(world, kept, telling.lines, telling.n_lines)
        books = Books(*(np.zeros(shape, np.int64) for _ in Books._fields))
        filled = behind(sheets)
        plan_projects(world, filled, plan)
        live_years(filled, behind(books), plan, people, groups)
        status = int(sheets.counters[STATUS])
        if status == FINE:
            events = events_of(sheets) if telling.keep_events else None
            return Lived(books, sheets.ledger, events, projects_of(sheets))
        if status != FULL:
            most = int(world.serials().max()) - 1
            raise ModelError(Problem("M101", args={"most": str(most)}))
        size = size.doubled()


def events_of(sheets: Sheets) -> dict[str, NDArray[np.int64]]:
    """Return the columns of the log, in the order things happened."""
    rows = sheets.cells[: sheets.counters[EVENTS]]
    return {name: rows[:, position].copy() for position, name in enumerate(COLUMNS)}


def projects_of(sheets: Sheets) -> Projects:
    """Return the projects, in the order of launching."""
    rows = sheets.rows[: sheets.counters[PROJECTS]]
    return Projects(*(rows[:, column].copy() for column in (REGION, SERVICE, SERIAL, NAME)))
