"""The log of everything that moves a unit or a fen: columns of plain integers.

``compiled/`` fills the same columns. Codes are positions in the closed lists of
`simulator.axes`; -1 means none.
"""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import CATEGORIES, EVENTS

EVENT = {name: code for code, name in enumerate(EVENTS)}
CATEGORY = {name: code for code, name in enumerate(CATEGORIES)}
NONE = -1


class Mark(NamedTuple):
    """Where an event belongs: region, service, project serial and account (-1 none)."""

    region: int
    service: int = NONE
    project: int = NONE
    account: int = NONE


COLUMNS = (
    "month",
    "phase",
    "region",
    "service",
    "project",
    "account",
    "event",
    "category",
    "units",
    "fen",
)
pack_row = Struct(f"{len(COLUMNS)}q").pack


class EventLog:
    """Columns that grow by one row an event, in the order the model lived them."""

    def __init__(self) -> None:
        self.cells = bytearray()
        """Row after row of int64: one call an event, where a column each would be ten."""

    def add(
        self,
        when: tuple[int, int],
        mark: Mark,
        event: str,
        *,
        category: str = "",
        units: int = 0,
        fen: int = 0,
    ) -> None:
        """Append one event; ``when`` is (month, phase), ``fen`` is what moved, never negative."""
        code = CATEGORY[category] if category else NONE
        self.cells += pack_row(*when, *mark, EVENT[event], code, units, fen)

    def arrays(self) -> dict[str, NDArray[np.int64]]:
        """Return the columns as int64 arrays of equal length."""
        rows = np.frombuffer(self.cells, np.int64).reshape(-1, len(COLUMNS))
        return {name: rows[:, position].copy() for position, name in enumerate(COLUMNS)}
