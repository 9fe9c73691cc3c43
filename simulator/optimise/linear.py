"""A linear programme under construction: blocks of columns and of rows, each with a name.

    least  cost·x   with  lower <= A·x <= upper,  least <= x <= most

A block is an array of positions; what it means is in its labels, which only the text of the
programme and its answers read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]
Labels = Sequence[Sequence[str]]
"""The names along each axis of a block."""
Term = tuple[Positions, ArrayLike]
"""Columns of every row (row axes, further axes), and their coefficients, which broadcast."""


class Bounds(NamedTuple):
    """Least and greatest values, and of columns the cost."""

    least: Floats
    most: Floats
    cost: Floats


class Block(NamedTuple):
    """A named block of columns or rows."""

    name: str
    labels: Labels
    at: Positions
    """Positions, in the shape of the labels."""

    def names(self) -> Iterator[str]:
        """Yield the names of all positions in their order."""
        return (".".join((self.name, *label)) for label in product(*self.labels))


class Linear:
    """Columns, rows and what stands where they meet."""

    def __init__(self) -> None:
        self.columns: dict[str, Block] = {}
        self.rows: dict[str, Block] = {}
        self._of_columns: list[Bounds] = []
        self._of_rows: list[Bounds] = []
        self._cells: list[tuple[Positions, Positions, Floats]] = []

    def add_columns(
        self,
        name: str,
        labels: Labels,
        *,
        most: ArrayLike = np.inf,
        cost: ArrayLike = 0.0,
        least: ArrayLike = 0.0,
    ) -> Positions:
        """Add columns up to ``most`` and return their positions, in the shape of the labels."""
        block = _block(name, labels, self.columns)
        shape = block.at.shape
        self._of_columns.append(_flat(shape, least, most, cost))
        self.columns[name] = block
        return block.at

    def add_rows(
        self,
        name: str,
        labels: Labels,
        terms: Sequence[Term],
        *,
        least: ArrayLike = -np.inf,
        most: ArrayLike = np.inf,
    ) -> Positions:
        """Add rows and return their positions, in the shape of the labels."""
        block = _block(name, labels, self.rows)
        shape = block.at.shape
        self._of_rows.append(_flat(shape, least, most, 0.0))
        self.rows[name] = block
        for columns, coefficients in terms:
            further = (1 for _ in columns.shape[len(shape) :])
            self.add_cells(block.at.reshape(*shape, *further), columns, coefficients)
        return block.at

    def add_cells(self, rows: Positions, columns: Positions, coefficients: ArrayLike) -> None:
        """Let columns count in rows that stand already; the three broadcast to one shape."""
        row, column, value = np.broadcast_arrays(rows, columns, coefficients)
        there = value != 0.0
        self._cells.append((row[there], column[there], value[there].astype(np.float64)))

    def matrix(self) -> csr_array:
        """Return what stands where rows and columns meet; equal places add up."""
        from scipy.sparse import csr_array  # only who optimises waits for it

        shape = len(self.row_bounds().least), len(self.column_bounds().least)
        row, column, value = (
            np.concatenate([part[place] for part in self._cells]) for place in range(3)
        )
        return csr_array((value, (row, column)), shape=shape)

    def column_bounds(self) -> Bounds:
        """Return bounds and cost of all columns, in order."""
        return _joined(self._of_columns)

    def row_bounds(self) -> Bounds:
        """Return the bounds of all rows, in order."""
        return _joined(self._of_rows)

    def names(self) -> tuple[list[str], list[str]]:
        """Return the names of all columns and of all rows, in order."""
        columns = [name for block in self.columns.values() for name in block.names()]
        return columns, [name for block in self.rows.values() for name in block.names()]


def _block(name: str, labels: Labels, others: dict[str, Block]) -> Block:
    first = sum(block.at.size for block in others.values())
    shape = tuple(len(axis) for axis in labels)
    count = int(np.prod(shape))
    return Block(name, labels, np.arange(first, first + count).reshape(shape))


def _flat(shape: tuple[int, ...], *bounds: ArrayLike) -> Bounds:
    least, most, cost = (np.broadcast_to(one, shape).astype(np.float64).ravel() for one in bounds)
    return Bounds(least, most, cost)


def _joined(parts: Sequence[Bounds]) -> Bounds:
    empty = [np.zeros(0)]
    return Bounds(*(np.concatenate(empty + list(one)) for one in zip(*parts, strict=True)))
