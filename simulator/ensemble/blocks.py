"""Blocks of draws: which draws go together, and their values as plain arrays.

Draw 0 is block 0; draws 1…64 are block 1, 65…128 block 2, and so on, whatever the number of
workers. A block's arrays have names: ``v/<table>/<column>/<part>`` numbers of shape
(draw, row), ``t/<table>/<column>`` texts of draw 0, ``e/<column>`` events.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.results.contracts import SUMMARY_TABLES, Column, Table
from simulator.results.drawn import Array, BlockTables, Floats
from simulator.results.frames import Keys, check_names, column_of, contract, misfit

DRAWS_PER_BLOCK = 64
ROWS_PER_PART = 4096
"""Rows reduced at a time, so that memory holds one part of one column over all draws."""


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

    @property
    def parts(self) -> tuple[slice, ...]:
        """Return the row ranges that are stored and reduced together."""
        starts = range(0, self.rows, ROWS_PER_PART)
        return tuple(slice(start, min(start + ROWS_PER_PART, self.rows)) for start in starts)


Layout = Mapping[str, TableLayout]


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


def gather(layout: Layout, block: Block, drawn: BlockTables, *, events: bool) -> dict[str, Array]:
    """Return a block's arrays by name; checks them against the layout.

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
    arrays: dict[str, Array] = {}
    central = block.number == 0
    for given in (drawn.numbers, drawn.texts) if central else (drawn.numbers,):
        if set(given) != set(layout):
            detail = f"expected {sorted(layout)}, found {sorted(given)}"
            raise misfit("M181", "BlockTables", detail=detail)
    for name, expected in layout.items():
        table, shape = contract(name), (len(block.draws), expected.rows)
        check_names(table, drawn.numbers[name], expected.numbers)
        for column in expected.numbers:
            number = drawn.numbers[name][column]
            check_numbers(table, table.column(column), number, shape)
            for index, part in enumerate(expected.parts):
                arrays[f"v/{name}/{column}/{index}"] = number[:, part]
        if central:
            arrays.update(_texts(table, expected, drawn.texts[name]))
    if central or events:
        arrays.update(_events(drawn.events))
    return arrays


def check_numbers(table: Table, column: Column, given: Floats, shape: tuple[int, int]) -> None:
    """Check the numbers of one column over all draws of a block; see `gather`."""
    if given.shape != shape:
        raise misfit("M183", table.name, column.name, expected=str(shape), found=str(given.shape))
    if given.dtype != np.float64:
        kind = str(given.dtype)
        raise misfit("M182", table.name, column.name, expected="float64", found=kind)
    if column.kind == "nullable_bool":
        if not bool((np.isnan(given) | (given == 0.0) | (given == 1.0)).all()):
            raise misfit("M182", table.name, column.name, expected=column.kind, found="float64")
    elif bool(np.isinf(given).any()):
        raise misfit("M184", table.name, column.name)


def _texts(table: Table, expected: TableLayout, columns: Mapping[str, Array]) -> dict[str, Array]:
    check_names(table, columns, expected.texts)
    arrays: dict[str, Array] = {}
    for name in expected.texts:
        text = _text(table, table.column(name), columns[name])
        if len(text) != expected.rows:
            sizes = {"expected": str(expected.rows), "found": str(len(text))}
            raise misfit("M183", table.name, name, **sizes)
        arrays[f"t/{table.name}/{name}"] = text
    return arrays


def _text(table: Table, column: Column, values: Array) -> Array:
    return column_of(table, column, values).to_numpy(dtype=object).astype(np.str_)


def _events(columns: Mapping[str, Array]) -> dict[str, Array]:
    table = contract("events")
    check_names(table, columns, [column.name for column in table.case_columns])
    lengths = {len(columns[column.name]) for column in table.case_columns}
    if len(lengths) > 1:
        raise misfit("M183", "events", expected="equal lengths", found=str(sorted(lengths)))
    return {
        f"e/{column.name}": (
            _text(table, column, columns[column.name])
            if column.kind == "text"
            else column_of(table, column, columns[column.name]).to_numpy()
        )
        for column in table.case_columns
    }
