"""The values of all draws, read from their blocks without ever holding all of them.

A column is taken in parts of some thousand rows. Of every part it is found out which rows are
equal in all draws and which repeat the row above (`ensemble.distinct` says so block by block);
only the others are read, so many at a time that they fill a few megabytes whatever the number
of draws.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.ensemble.block_file import BlockFile
from simulator.ensemble.blocks import CONSTANTS, KINDS, NUMBERS, Block, Layout, places_of
from simulator.ensemble.distinct import CONSTANT, REPEATED, VARYING
from simulator.results.drawn import Array, Floats

NUMBERS_AT_ONCE = 1 << 20
"""Numbers of draws held at a time; in float64 8 MB."""

_LINE = 8
"""Numbers in a line of the processor's cache."""

Reduce = Callable[[Floats], Floats]
"""Takes rows of shape (row, draw), which it may reorder, to a few figures each, (row, figure)."""


class _Source(NamedTuple):
    """Where a block has the rows of a part."""

    row: NDArray[np.int32]
    """Row of the stored numbers; -1 where all draws of the block are equal. Shape (row,)."""
    constant: Floats
    """Number of all draws of the block; 0 where they differ. Shape (row,)."""
    differs: NDArray[np.bool_]
    """Whether the row is another than the one above. Shape (row,)."""


class SpoolReader:
    """The values of all draws in the order of the blocks; draw 0 is block 0."""

    def __init__(
        self, layout: Layout, blocks: tuple[Block, ...], files: list[BlockFile], threads: int
    ) -> None:
        self.draws = blocks[-1].last
        self.layout = layout
        self._blocks = blocks
        self._files = files
        self._places = places_of(layout)
        self._before = [_before(file, self._places.starts) for file in files]
        self._pool = ThreadPoolExecutor(threads)
        self._stack = ExitStack()

    def __enter__(self) -> SpoolReader:
        """Return itself; the blocks are open."""
        self._stack.enter_context(self._pool)
        for file in self._files:
            self._stack.enter_context(file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all blocks."""
        self._stack.close()

    def central(self, table: str, column: str) -> Floats:
        """Return the numbers of draw 0, shape (row,)."""
        found = [self._source(0, part).constant for part in self._parts(table, column)]
        return np.concatenate([np.empty(0), *found])

    def rows(self, table: str, column: str) -> Iterator[Floats]:
        """Yield the numbers of draws 1…N, some rows after the other, (row, draw)."""
        for part in self._parts(table, column):
            sources = self._sources(part)
            for chosen in self._some(np.arange(len(sources[0].row))):
                yield self._numbers(sources, chosen)

    def reduced(self, table: str, column: str, reduce: Reduce, width: int) -> Floats:
        """Return ``width`` figures of draws 1…N of every row, shape (row, figure).

        What ``reduce`` makes of a row must depend on that row alone, and of equal draws not on
        how many there are, from two on. Parts are reduced by several threads, which numpy lets
        work at the same time.
        """
        reduced = partial(self._reduced, reduce=reduce, width=width)
        parts = self._pool.map(reduced, self._parts(table, column))
        return np.concatenate([np.empty((0, width)), *parts])

    def _reduced(self, part: int, reduce: Reduce, width: int) -> Floats:
        sources = self._sources(part)
        first = sources[0].constant
        # what becomes of a negative zero depends on the number of draws: it is never cut short
        varies = (first == 0.0) & np.signbit(first)
        differs = np.zeros(len(first), bool)
        for source in sources:
            varies |= source.row >= 0
            varies |= source.constant.view(np.uint64) != first.view(np.uint64)
            differs |= source.differs
        found = np.empty((len(first), width))
        equal = np.flatnonzero(differs & ~varies)
        if len(equal):
            found[equal] = reduce(np.repeat(first[equal][:, None], min(self.draws, 2), axis=1))
        for chosen in self._some(np.flatnonzero(differs & varies)):
            found[chosen] = reduce(self._numbers(sources, chosen))
        leading = np.flatnonzero(differs)
        every: Floats = found[leading[np.cumsum(differs) - 1]]
        return every

    def text(self, table: str, column: str) -> Array:
        """Return the texts of draw 0, shape (row,)."""
        return self._texts(self._files[0], f"t/{table}/{column}")

    def events(self, column: str) -> Array:
        """Return one column of the events kept, in the order of the draws."""
        name = f"e/{column}"
        kept = [file for file in self._files if name in file.places]
        return np.concatenate([self._texts(file, name) for file in kept])

    def _texts(self, file: BlockFile, name: str) -> Array:
        """Return an array, or the texts whose numbers it holds."""
        found = file.rows(name)
        if f"{name}/texts" not in file.places:
            return found
        known = json.loads(file.rows(f"{name}/texts").tobytes())
        texts: Array = np.array([*known, None], dtype=object)[:-1][found]
        return texts

    def _parts(self, table: str, column: str) -> range:
        return self._places.parts[table, column]

    def _some(self, rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
        """Yield rows of a part, so many at a time that their draws fit into memory."""
        step = max(1, NUMBERS_AT_ONCE // max(1, self.draws))
        for start in range(0, len(rows), step):
            yield rows[start : start + step]

    def _sources(self, part: int) -> list[_Source]:
        return [self._source(block, part) for block in range(1, len(self._files))]

    def _source(self, block: int, part: int) -> _Source:
        file, (varying, constants) = self._files[block], self._before[block][:, part : part + 2]
        start, stop = self._places.starts[part : part + 2]
        kinds = file.rows(KINDS, int(start), int(stop))
        row = np.full(len(kinds), -1, np.int32)
        row[kinds == VARYING] = np.arange(*varying)
        constant = np.zeros(len(kinds))
        constant[kinds == CONSTANT] = file.rows(CONSTANTS, *map(int, constants))
        differs = kinds != REPEATED
        if not differs.all():
            above = np.flatnonzero(differs)[np.cumsum(differs) - 1]
            row, constant = row[above], constant[above]
        return _Source(row, constant, differs)

    def _numbers(self, sources: list[_Source], chosen: NDArray[np.int64]) -> Floats:
        """Return the draws of some rows of a part, shape (row, draw)."""
        found = _apart(len(chosen), self.draws)
        for file, block, source in zip(self._files[1:], self._blocks[1:], sources, strict=True):
            target = found[:, block.first - 1 : block.last]
            row = source.row[chosen]
            known = row >= 0
            if not known.all():
                target[~known] = source.constant[chosen[~known], None]
                row = row[known]
            if not len(row):
                continue
            first, end = int(row[0]), int(row[-1]) + 1
            stored = file.rows(NUMBERS, first, end)
            taken = stored if end - first == len(row) else stored[row - first]
            if len(row) == len(chosen):
                target[...] = taken
            else:
                target[known] = taken
        return found


def _apart(rows: int, draws: int) -> Floats:
    """Return an array whose rows stand an odd number of cache lines apart.

    Columns of arrays whose rows are a power of two apart share a few lines of the cache, and
    adding them up takes ten times as long.
    """
    lines = -(-draws // _LINE) | 1
    return np.empty((rows, lines * _LINE))[:, :draws]


def _before(file: BlockFile, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many varying and constant rows stand before every part, shape (2, part + 1)."""
    kinds = file.rows(KINDS)
    counts = [
        np.concatenate([[0], np.cumsum(kinds == kind)])[starts] for kind in (VARYING, CONSTANT)
    ]
    return np.array(counts, dtype=np.int64)
