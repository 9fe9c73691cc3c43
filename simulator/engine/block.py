"""The tables of a block of draws: all their numbers at once, without texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from simulator.engine.clock import Books
from simulator.engine.columns import Columns, Told, all_columns, lay_down, n_rows
from simulator.engine.keys import Frame
from simulator.engine.lived import Lived
from simulator.engine.outcomes import (
    Outcomes,
    indicator_series,
    margins_of,
    outcomes_of,
    structure_of,
    unit_costs,
)
from simulator.errors import ModelError, Problem
from simulator.inputs.arrays import Booleans, Floats, World
from simulator.inputs.stocks import Stocks
from simulator.inputs.values import Values
from simulator.population.projection import PopulationPath

DRAWS_AT_ONCE = 8
"""Draws whose arrays stay in the processor's cache together (``benchmarks/outcomes.py``)."""
TOTAL_SEX = 2
"""Position of both sexes together in the groups."""
Room = Mapping[str, Mapping[str, Floats]]
"""By table and column the numbers of a block. Shapes (draw, row)."""


class Block(NamedTuple):
    """Draws after they were lived, in order."""

    values: list[Values]
    worlds: list[World]
    stocks: list[Stocks]
    lived: list[Lived]
    path: PopulationPath
    """Flows (draw, year, region)."""
    groups: Floats
    """Residents (draw, year, region, sex, group)."""


def block_tables(frame: Frame, parts: Iterable[Block], n_draws: int) -> Room:
    """Return the numbers of all tables, bit for bit those of the draws one by one.

    Parameters
    ----------
    frame
        Of draw 0, whose rows all draws have.
    parts
        The draws, a few at a time (`DRAWS_AT_ONCE`).
    n_draws
        How many they are together.

    Raises
    ------
    ModelError
        M190 when a draw would have other rows than draw 0.
    """
    room: Room = {}
    first = 0
    for part in parts:
        refuse_other_structure(frame, part, first)
        numbers = told(frame, part)
        refuse_other_rows((numbers.found.shown == frame.found.shown).all(axis=(-2, -1)), first)
        made = all_columns(frame, numbers)
        room = room or room_for(made, n_draws)
        last = first + len(part.values)
        for table, columns in made.items():
            for name, parts_of in columns.items():
                lay_down(parts_of, room[table][name][first:last])
        first = last
    return room


def room_for(made: Mapping[str, Columns], n_draws: int) -> Room:
    """Return room for the columns of a block."""
    return {
        table: {name: np.empty((n_draws, n_rows(parts, 1))) for name, parts in columns.items()}
        for table, columns in made.items()
    }


def told(frame: Frame, block: Block) -> Told:
    """Return what there is to tell of some draws together."""
    books = Books(*map(np.stack, zip(*(one.books for one in block.lived), strict=True)))
    found = found_of(frame, block, books)
    return Told(
        found, block.path, block.groups, books, np.stack([one.ledger for one in block.lived])
    )


def found_of(frame: Frame, block: Block, books: Books) -> Outcomes:
    """Return the outcomes of some draws together."""
    structure = structure_of(frame.world, frame.stocks)
    people = block.groups[..., TOTAL_SEX, :]
    series = indicator_series(frame.case, structure, books.standing, people)
    costs = np.stack([unit_costs(frame.case, world) for world in block.worlds])[:, None]
    margins = np.array([margins_of(values) for values in block.values])
    return outcomes_of(frame.case, series, costs, margins)


def refuse_other_structure(frame: Frame, block: Block, first: int) -> None:
    """Refuse a block in which a draw has other services or other evidence than draw 0 (M190)."""
    structure = structure_of(frame.world, frame.stocks)
    worlds = zip(block.worlds, block.stocks, strict=True)
    fits = [all(map(np.array_equal, structure_of(*one), structure)) for one in worlds]
    refuse_other_rows(np.array(fits), first)


def refuse_other_rows(fits: Booleans, first: int) -> None:
    """Refuse draws that do not fit the rows of the case; ``first`` is their place in the block."""
    if not fits.all():
        number = first + int(np.argmin(fits)) + 1
        raise ModelError(Problem("M190", args={"draw": str(number)}))
