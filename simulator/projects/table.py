"""The project table: one row a project, in the order of launching.

What never changes of a project is a `Project` of plain numbers, which its process carries; what
changes, and what all projects are asked for at once, are columns of int64.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.eventlog import Mark
from simulator.instants import Calendar
from simulator.projects.rules import N_STAGES

Integers = NDArray[np.int64]

PREPARATION, FUNDED, UNDER_CONSTRUCTION, OPEN, ANNOUNCED, CANCELLED = range(6)
"""States of a project: before its money is set aside, waiting for builders, building, open; a
named one before the year in which it asks for approval; given up."""
NO_DESK, AT_APPROVAL, WITH_BUILDERS = range(3)
"""The desk of which a project holds a slot."""
NO_SOURCE = -1
LOT, LAST = -1, 9
"""A lot has no name in the reserve, and the last priority: 1 comes first."""


class Launch(NamedTuple):
    """What is known of a project when it is launched."""

    region: int
    service: int
    serial: int
    units: int
    month: int
    """Month of asking for approval; zero or less for the pipeline of the base year."""
    months: Integers
    """Length of the five timed stages [month]."""
    fen: Integers
    """Fiscal cost by account [fen]."""
    social_fen: int
    """Cost carried by social capital [fen]."""
    name: int = LOT
    """Position in the reserve of named projects."""
    priority: int = LAST
    rest: tuple[int, int] = (0, 0)
    """Month from which the project rests, and for how many months."""
    source: int = NO_SOURCE
    """Service whose idle units are converted."""
    takes: int = 0
    """Units of the source that are converted, 0 for what is built."""


class Project(NamedTuple):
    """A project of the table; `Launch` says what the fields mean."""

    row: int
    rank: int
    """Its rank among all that happen in one phase."""
    mark: Mark
    """Where its events belong: region, service and row."""
    units: int
    launched: int
    months: tuple[int, ...]
    fen: tuple[int, ...]
    """Cost by fiscal account and, last, of social capital [fen]."""
    priority: int
    rest: tuple[int, int]
    source: int
    takes: int

    @property
    def region(self) -> int:
        """Return the region's index."""
        return self.mark.region

    @property
    def service(self) -> int:
        """Return the service's index."""
        return self.mark.service


class ProjectTable:
    """Columns of int64 that grow by doubling; rows are never removed."""

    def __init__(self, calendar: Calendar, n_accounts: int) -> None:
        self.calendar = calendar
        self.n = 0
        self.region, self.service, self.serial, self.units = (self._column() for _ in range(4))
        self.launched, self.state, self.opening = (self._column() for _ in range(3))
        self.social_fen, self.slot, self.name = (self._column() for _ in range(3))
        self._last: dict[tuple[int, int], int] = {}
        self.months = np.zeros((64, N_STAGES), np.int64)
        self.fen = np.zeros((64, n_accounts), np.int64)

    @staticmethod
    def _column() -> Integers:
        return np.zeros(64, np.int64)

    def _double(self) -> None:
        for name, column in vars(self).items():
            if isinstance(column, np.ndarray):
                setattr(self, name, np.concatenate([column, np.zeros_like(column)]))

    def add(self, launch: Launch) -> Project:
        """Append a project and return it."""
        if self.n == self.units.shape[0]:
            self._double()
        row = self.n
        self.n += 1
        place = int(launch.region), int(launch.service)
        months, fen = launch.months.tolist(), launch.fen.tolist()
        self.region[row], self.service[row] = place
        self.serial[row], self.units[row] = launch.serial, launch.units
        self.launched[row], self.social_fen[row] = launch.month, launch.social_fen
        self.months[row], self.fen[row], self.name[row] = launch.months, launch.fen, launch.name
        self.opening[row] = launch.month + sum(months)
        self._last[place] = max(self.last_serial(*place), int(launch.serial))
        return Project(
            row,
            self.calendar.rank(*place, int(launch.serial)),
            Mark(*place, row),
            int(launch.units),
            int(launch.month),
            tuple(months),
            (*fen, int(launch.social_fen)),
            launch.priority,
            launch.rest,
            launch.source,
            launch.takes,
        )

    def last_serial(self, region: int, service: int) -> int:
        """Return the highest serial of a service in a region, 0 where it has no project."""
        return self._last.get((region, service), 0)

    def where(self, *, region: int, states: tuple[int, ...]) -> Integers:
        """Return the rows of a region in one of ``states``, oldest first."""
        rows = np.arange(self.n)
        chosen = (self.region[: self.n] == region) & np.isin(self.state[: self.n], states)
        found: Integers = rows[chosen]
        return found
