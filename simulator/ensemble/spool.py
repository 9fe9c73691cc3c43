"""Finished blocks on disk, so that a run stopped at any time goes on where it was.

    <store>/.partial/<run id>/block-00001-<16 hex>.npz   one finished block; hex: its sha256
                              block-00001.count          one byte per draw computed since the start
                              stop                       asks workers to stop after a draw

A block appears under its name in one step. On resuming, a block counts only when its content
gives its name and its header is what is asked for; any other is computed again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from simulator.ensemble.blocks import Block, Layout, blocks_of
from simulator.errors import MachineError, Problem, place
from simulator.results.drawn import Array, Floats
from simulator.results.manifest import canonical_json, sha256_file

_HEADER = "header"


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into R112."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem("R112", place(folder), {"path": str(folder), "reason": reason})
        raise MachineError(problem) from error


class Spool(NamedTuple):
    """Folder of the blocks of one run, and what every block must contain."""

    folder: Path
    layout: Layout
    draws: int
    keep_events: bool

    def header(self, block: Block) -> NDArray[np.uint8]:
        """Return the bytes that say which draws and columns a block holds."""
        said = canonical_json(
            {
                "block": list(block),
                "keep_events": self.keep_events,
                "layout": {name: list(table) for name, table in self.layout.items()},
            }
        )
        return np.frombuffer(said.encode(), dtype=np.uint8)

    def find(self, block: Block) -> Path | None:
        """Return the file of a finished block; None when there is none that can be trusted."""
        for path in sorted(self.folder.glob(f"block-{block.number:05d}-*.npz")):
            if path.is_symlink() or not path.stem.endswith(f"-{sha256_file(path)[:16]}"):
                continue
            with np.load(path, allow_pickle=False) as stored:
                if np.array_equal(stored[_HEADER], self.header(block)):
                    return path
        return None

    def write(self, block: Block, arrays: Mapping[str, Array]) -> None:
        """Store a finished block: all of it or nothing. MachineError R112 when the disk refuses."""
        made = self.folder / f"block-{block.number:05d}.{secrets.token_hex(4)}.part"
        with _writing(self.folder):
            try:
                with made.open("xb") as file:
                    np.savez(file, allow_pickle=False, **{_HEADER: self.header(block), **arrays})
                    file.flush()
                    os.fsync(file.fileno())
                digest = sha256_file(made)[:16]
                made.replace(self.folder / f"block-{block.number:05d}-{digest}.npz")
            finally:
                made.unlink(missing_ok=True)

    def missing(self) -> list[Block]:
        """Return the blocks still to be computed, in order."""
        return [block for block in blocks_of(self.draws) if self.find(block) is None]

    def start(self) -> None:
        """Make the folder; forget an earlier request to stop, counts and unfinished blocks."""
        with _writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            left = [*self.folder.glob("*.count"), *self.folder.glob("*.part")]
            for path in (self._stop_file, *left):
                path.unlink(missing_ok=True)

    @property
    def _stop_file(self) -> Path:
        return self.folder / "stop"

    def _count_file(self, block: Block) -> Path:
        return self.folder / f"block-{block.number:05d}.count"

    def ask_to_stop(self) -> None:
        """Ask all workers to stop after the draw under way."""
        self._stop_file.touch()

    def is_stopped(self) -> bool:
        """Return whether workers are asked to stop."""
        return self._stop_file.exists()

    def note_draws(self, block: Block, more: int) -> None:
        """Note that more draws of a block are done."""
        with _writing(self.folder), self._count_file(block).open("ab") as file:
            file.write(b"." * more)

    def counted(self) -> int:
        """Return how many draws were computed since `start`."""
        done = 0
        for path in self.folder.glob("*.count"):
            try:
                done += path.stat().st_size
            except FileNotFoundError:
                continue
        return done

    def open(self) -> SpoolReader:
        """Return a reader of all blocks, to be used in ``with``.

        Raises
        ------
        MachineError
            R122 when a block is gone or changed since it was written.
        """
        paths = [(block, self.find(block)) for block in blocks_of(self.draws)]
        for block, path in paths:
            if path is None:
                args = {"block": str(block.number), "path": str(self.folder)}
                raise MachineError(Problem("R122", place(self.folder), args))
        return SpoolReader(self, [path for _, path in paths if path is not None])


class SpoolReader:
    """The values of all draws, read part by part in the order of the blocks."""

    def __init__(self, spool: Spool, paths: list[Path]) -> None:
        self.draws = spool.draws
        self.layout = spool.layout
        self._keep_events = spool.keep_events
        self._paths = paths
        self._stack = ExitStack()
        self._blocks: list[NpzFile] = []

    def __enter__(self) -> SpoolReader:
        """Open all blocks."""
        self._blocks = [
            self._stack.enter_context(np.load(path, allow_pickle=False)) for path in self._paths
        ]
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
        return _joined(self._part(self._blocks[:1], table, column)).reshape(-1)

    def parts(self, table: str, column: str) -> Iterator[Floats]:
        """Yield the numbers of draws 1…N for one range of rows after the other, (draw, row)."""
        yield from self._part(self._blocks[1:], table, column)

    def _part(self, blocks: list[NpzFile], table: str, column: str) -> Iterator[Floats]:
        for index in range(len(self.layout[table].parts)):
            yield np.concatenate([block[f"v/{table}/{column}/{index}"] for block in blocks])

    def text(self, table: str, column: str) -> Array:
        """Return the texts of draw 0, shape (row,)."""
        found: Array = self._blocks[0][f"t/{table}/{column}"]
        return found

    def events(self, column: str) -> Array:
        """Return one column of the events kept, in the order of the draws."""
        blocks = self._blocks if self._keep_events else self._blocks[:1]
        return np.concatenate([block[f"e/{column}"] for block in blocks])


def _joined(parts: Iterator[Floats]) -> Floats:
    found = list(parts)
    return np.concatenate(found, axis=1) if found else np.empty((1, 0))
