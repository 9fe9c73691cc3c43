"""The log of everything that moves a unit or a fen: columns of plain integers.

``compiled/`` fills the same columns. Codes are positions in the closed lists of
`simulator.axes`; -1 means none.
"""

from __future__ import annotations

from array import array
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


class EventLog:
    """Columns that grow by one row an event, in the order the model lived them."""

    names = ("month", "phase", "region", "service", "project", "account", "event", "category")

    def __init__(self) -> None:
        self.columns = {name: array("q") for name in (*self.names, "units", "fen")}

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
        row = (
            *when,
            *mark,
            EVENT[event],
            CATEGORY[category] if category else NONE,
            units,
            fen,
        )
        for column, value in zip(self.columns.values(), row, strict=True):
            column.append(value)

    def arrays(self) -> dict[str, NDArray[np.int64]]:
        """Return the columns as int64 arrays of equal length."""
        return {name: np.array(column, np.int64) for name, column in self.columns.items()}
