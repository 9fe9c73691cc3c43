"""The tables of one draw: its numbers, its texts and its events."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.engine import told
from simulator.engine.columns import Told, all_columns, lay_down, n_rows
from simulator.engine.keys import Frame
from simulator.engine.lived import Lived
from simulator.inputs.arrays import Floats
from simulator.population.projection import PopulationPath
from simulator.results.frames import RunTables

ROOM = 1 << 19
"""Numbers that columns are cut from: NumPy asks the system for large pages from 4 MiB on."""
Values = dict[str, NDArray[np.generic]]


class Draw(NamedTuple):
    """One draw after it was lived."""

    path: PopulationPath
    groups: Floats
    """Residents (year, region, sex, group)."""
    lived: Lived


def run_tables(frame: Frame, draw: Draw) -> RunTables:
    """Return all tables of one draw."""
    lived = draw.lived
    numbers = Told(frame.found, draw.path, draw.groups, lived.books, lived.ledger)
    values: dict[str, Values] = {}
    left = np.empty(ROOM)
    for table, columns in all_columns(frame, numbers).items():
        values[table] = {}
        for name, parts in columns.items():
            n = n_rows(parts, 0)
            left = left if n <= left.size else np.empty(max(n, ROOM))
            column, left = np.split(left, [n])
            lay_down(parts, column)
            values[table][name] = column
    values["verdicts"] |= told.verdict_texts(frame)
    values["gaps"] |= told.gap_texts(frame)
    return RunTables(values, told.event_columns(frame, lived))
