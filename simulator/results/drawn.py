"""What the model hands over of a range of draws: one array a column, one row of it a draw.

RunTables     one draw
BlockTables   a range of draws, in order
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.results.frames import RunTables

Array = NDArray[np.generic]
Floats = NDArray[np.float64]

OnDraws = Callable[[int], None]
"""Told how many more draws are done, 0 for a sign of life; raises `Stopped` when nobody waits.

Whoever simulates calls it several times a second, with numbers that add up to the draws asked.
"""


class Stopped(Exception):  # noqa: N818 - no error: what was begun is given up on request
    """The rest of a range of draws is not wanted any more."""


class BlockTables(NamedTuple):
    """What a range of draws hands over; rows in the order of the case's keys.

    ``numbers``: per table and column float64 of shape (draw, row), C-ordered or a view that is
    broadcast over the draws; NaN where there is nothing to say, ``met`` columns 0, 1 or NaN.
    ``texts``: per table and column the texts of draw 0, shape (row,); no tables without draw 0.
    ``events``: per column one array over all draws, in the order of the draws and of what
    happened, with ``draw`` and without ``scenario``; no columns where none are kept.
    """

    numbers: Mapping[str, Mapping[str, Floats]]
    texts: Mapping[str, Mapping[str, Array]]
    events: Mapping[str, Array]


def stacked(draws: range, tables: Sequence[RunTables]) -> BlockTables:
    """Return the tables of single draws as those of a range.

    Texts are taken where the range begins with draw 0; events of the draws that have some.
    """
    numbers: dict[str, dict[str, Floats]] = {}
    texts: dict[str, dict[str, Array]] = {}
    values = [one.values for one in tables]
    for name, columns in values[0].items():
        named = [column for column, array in columns.items() if array.dtype.kind not in "biuf"]
        numbers[name] = {
            column: np.array([one[name][column] for one in values], dtype=np.float64)
            for column in columns
            if column not in named
        }
        if draws.start == 0:
            texts[name] = {column: columns[column] for column in named}
    return BlockTables(numbers, texts, joined_events(draws, [one.events for one in tables]))


def joined_events(draws: range, told: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """Return the events of draws below each other; those without columns have none."""
    kept = [(draw, events) for draw, events in zip(draws, told, strict=True) if events]
    if not kept:
        return {}
    counts = [len(events["month"]) for _, events in kept]
    draw = np.repeat(np.array([number for number, _ in kept], dtype=np.int32), counts)
    columns = {name: np.concatenate([events[name] for _, events in kept]) for name in kept[0][1]}
    return {"draw": draw, **columns}
