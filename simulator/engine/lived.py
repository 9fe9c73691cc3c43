"""What one draw leaves behind, whatever clock it was lived on, and the draw on simpy's clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from simulator.engine.clock import Books, live
from simulator.engine.ledger import ledger_fen
from simulator.inputs.arrays import Floats, Integers, World
from simulator.projects.table import ProjectTable


class Telling(NamedTuple):
    """What is to be told of a draw."""

    lines: Integers
    """Line of an event in the ledger, see `simulator.engine.ledger.positions`."""
    n_lines: int
    keep_events: bool


class Projects(NamedTuple):
    """What never changes of the projects, one row a project in the order of launching."""

    region: Integers
    service: Integers
    serial: Integers
    name: Integers
    """Position in the reserve, -1 for lots."""


class Lived(NamedTuple):
    """One draw from the base year to the end."""

    books: Books
    ledger: Integers
    """Signed fen. Shape (region and the province's treasury, year, line)."""
    events: Mapping[str, NDArray[np.int64]] | None
    """Columns of the log, in the order things happened; None where they are not kept."""
    projects: Projects


class Live(Protocol):
    """An engine: lives through a draw. ``people`` (year, region, group) are its residents."""

    def __call__(self, world: World, people: Floats, telling: Telling) -> Lived:
        """Live through one draw."""


def live_on_simpy(world: World, people: Floats, telling: Telling) -> Lived:
    """Live through a draw on simpy's clock: the reference that can be read."""
    books, log, table = live(world, people)
    events = log.arrays()
    shape = world.standing.shape[0] + 1, world.n_years, telling.n_lines
    ledger = ledger_fen(events, telling.lines, shape)
    return Lived(books, ledger, events if telling.keep_events else None, projects_of(table))


def projects_of(table: ProjectTable) -> Projects:
    """Return the projects of a table."""
    return Projects(*(getattr(table, name)[: table.n] for name in Projects._fields))
