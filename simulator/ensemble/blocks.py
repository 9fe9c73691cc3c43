"""Blocks of draws: which draws go together, and their values as arrays that can be stored.

Draw 0 is block 0; draws 1…64 are block 1, 65…128 block 2, and so on, whatever the number of
workers. A block's arrays have names: ``kinds``, ``constants`` and ``numbers`` are those of
`ensemble.distinct`, all columns below each other; ``t/<table>/<column>`` are texts of draw 0,
``e/<column>`` events; of texts stands the position in ``<name>/texts``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.ensemble.distinct import distinct
from simulator.results.contracts import SUMMARY_TABLES, Column, Table
from simulator.results.drawn import Array, BlockTables, Floats
from simulator.results.frames import Keys, check_names, column_of, contract, misfit

DRAWS_PER_BLOCK = 64
ROWS_PER_PART = 4096
"""Rows of a column that are read together."""
KINDS, CONSTANTS, NUMBERS = "kinds", "constants", "numbers"


class Block(NamedTuple):
    """A block's number and its first and last draw."""

    number: int
    first: int
    last: int

    @property
    def draws(self) -> range:
        """Return the draws of the block in order."""
        return range(self.first, self.last + 1)


class TableLayout(NamedTuple):
    """What every draw hands over of one table: its number of rows and its columns."""

    rows: int
    numbers: tuple[str, ...]
    texts: tuple[str, ...]


Layout = Mapping[str, TableLayout]


class Places(NamedTuple):
    """Where the rows of every column stand when all columns stand below each other."""

    starts: NDArray[np.int64]
    """First row of every part, and the number of all rows. Shape (part + 1,)."""
    parts: Mapping[tuple[str, str], range]
    """Parts of a column, by table and column."""


def places_of(layout: Layout) -> Places:
    """Return the parts of all columns in the order of the layout."""
    starts, parts, row = [0], {}, 0
    for name, table in layout.items():
        for column in table.numbers:
            ends = [*range(ROWS_PER_PART, table.rows, ROWS_PER_PART), table.rows]
            ends = ends if table.rows else []
            parts[name, column] = range(len(starts) - 1, len(starts) - 1 + len(ends))
            starts.extend(row + end for end in ends)
            row += table.rows
    return Places(np.array(starts, dtype=np.int64), parts)


def blocks_of(draws: int) -> tuple[Block, ...]:
    """Return the blocks of draw 0 and draws 1…N in order.

    >>> blocks_of(100)[1:]
    (Block(number=1, first=1, last=64), Block(number=2, first=65, last=100))
    """
    starts = range(1, draws + 1, DRAWS_PER_BLOCK)
    later = (
        Block(number, first, min(first + DRAWS_PER_BLOCK - 1, draws))
        for number, first in enumerate(starts, start=1)
    )
    return (Block(0, 0, 0), *later)


def layout_of(keys: Keys) -> dict[str, TableLayout]:
    """Return what draws must hand over, given the columns that stand in the keys.

    Every column of a table but scenario, statistic and probability_met comes either from the
    keys or from the draws; identifying columns, counts and ``weighted`` from the keys.

    Raises
    ------
    ModelError
        M181 a column is missing or unknown, M182 wrong type, M185 an identity repeats.
    """
    layout: dict[str, TableLayout] = {}
    for name in SUMMARY_TABLES:
        if name in keys:
            layout[name] = _table_layout(contract(name), keys[name])
    for name in keys:
        if name not in layout:
            raise misfit("M181", name, detail="no table that summarises draws")
    return layout


def _table_layout(table: Table, keys: pd.DataFrame) -> TableLayout:
    drawn = [column for column in table.case_columns if column.name not in keys]
    check_names(table, keys.columns, {c.name for c in table.case_columns if c not in drawn})
    for column in drawn:
        if column.key or column.kind in ("int32", "int64", "bool"):
            raise misfit("M181", table.name, column.name, detail="must stand in the keys")
    for column in table.case_columns:
        if column not in drawn:
            column_of(table, column, keys[column.name])
    identity = [name for name in table.identity if name in keys]
    repeated = keys.duplicated(identity)
    if bool(repeated.any()):
        row = ", ".join(map(str, keys[repeated][identity].iloc[0]))
        raise misfit("M185", table.name, row=row)
    numbers = tuple(column.name for column in drawn if column.kind != "text")
    texts = tuple(column.name for column in drawn if column.kind == "text")
    return TableLayout(len(keys), numbers, texts)


def gather(
    layout: Layout, block: Block, drawn: BlockTables, *, events: bool
) -> dict[str, list[Array]]:
    """Return a block's arrays by name, each in pieces; checks them against the layout.

    Parameters
    ----------
    layout
        As `layout_of` returns it.
    block, drawn
        The block and what its draws hand over.
    events
        Whether events of draws after 0 are kept.

    Raises
    ------
    ModelError
        M181 tables or columns missing or unknown, M182 wrong type, M183 wrong number of rows,
        M184 an infinite number.
    """
    central, draws = block.number == 0, len(block.draws)
    for given in (drawn.numbers, drawn.texts) if central else (drawn.numbers,):
        if set(given) != set(layout):
            detail = f"expected {sorted(layout)}, found {sorted(given)}"
            raise misfit("M181", "BlockTables", detail=detail)
    kinds, constants, numbers = [np.empty(0, np.uint8)], [np.empty(0)], [np.empty((0, draws))]
    arrays: dict[str, list[Array]] = {KINDS: kinds, CONSTANTS: constants, NUMBERS: numbers}  # type: ignore[dict-item]
    for name, expected in layout.items():
        table, columns = contract(name), drawn.numbers[name]
        check_names(table, columns, expected.numbers)
        for column in expected.numbers:
            _check_shape(table, column, columns[column], (draws, expected.rows))
            made = distinct(columns[column], ROWS_PER_PART)
            for stored in (made.constant, made.varying):
                _check_numbers(table, table.column(column), stored)
            kinds.append(made.kinds)
            constants.append(made.constant)
            numbers.append(made.varying)
        if central:
            arrays.update(_texts(table, expected, drawn.texts[name]))
    if central or events:
        arrays.update(_events(drawn.events))
    return arrays


def _check_shape(table: Table, column: str, given: Floats, shape: tuple[int, int]) -> None:
    if given.shape != shape:
        raise misfit("M183", table.name, column, expected=str(shape), found=str(given.shape))
    if given.dtype != np.float64:
        raise misfit("M182", table.name, column, expected="float64", found=str(given.dtype))


def _check_numbers(table: Table, column: Column, given: Floats) -> None:
    if column.kind == "nullable_bool":
        if not bool((np.isnan(given) | (given == 0.0) | (given == 1.0)).all()):
            raise misfit("M182", table.name, column.name, expected=column.kind, found="float64")
    elif bool(np.isinf(given).any()):
        raise misfit("M184", table.name, column.name)


def _texts(
    table: Table, expected: TableLayout, columns: Mapping[str, Array]
) -> dict[str, list[Array]]:
    check_names(table, columns, expected.texts)
    arrays: dict[str, list[Array]] = {}
    for name in expected.texts:
        if len(columns[name]) != expected.rows:
            sizes = {"expected": str(expected.rows), "found": str(len(columns[name]))}
            raise misfit("M183", table.name, name, **sizes)
        arrays.update(_text(table, table.column(name), columns[name], f"t/{table.name}/{name}"))
    return arrays


def _text(table: Table, column: Column, values: Array, name: str) -> dict[str, list[Array]]:
    """Return the positions of texts among those that occur, and these as JSON."""
    codes, known = pd.factorize(np.asarray(values, dtype=object))
    if (len(codes) and int(codes.min()) < 0) or not all(type(text) is str for text in known):
        raise misfit("M182", table.name, column.name, expected=column.kind, found="object")
    listed = np.frombuffer(json.dumps(known.tolist()).encode(), dtype=np.uint8)
    return {name: [codes.astype(np.int32)], f"{name}/texts": [listed]}


def _events(columns: Mapping[str, Array]) -> dict[str, list[Array]]:
    table = contract("events")
    check_names(table, columns, [column.name for column in table.case_columns])
    lengths = {len(columns[column.name]) for column in table.case_columns}
    if len(lengths) > 1:
        raise misfit("M183", "events", expected="equal lengths", found=str(sorted(lengths)))
    arrays: dict[str, list[Array]] = {}
    for column in table.case_columns:
        name, values = f"e/{column.name}", columns[column.name]
        if column.kind == "text":
            arrays.update(_text(table, column, values, name))
        else:
            arrays[name] = [column_of(table, column, values).to_numpy()]
    return arrays
