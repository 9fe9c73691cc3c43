"""Finished blocks on disk, so that a run stopped at any time goes on where it was.

    <store>/.partial/<run id>/block-00001-<8 hex>.draws  one finished block; hex: its CRC-32
                              block-00001.count          one byte per draw computed since the start
                              stop                       asks workers to stop after a draw

A block appears under its name in one step. On resuming, a block counts only when its content
gives its name and is what is asked for; any other is computed again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from simulator.ensemble.block_file import BlockFile, checksum, write
from simulator.ensemble.blocks import Block, Layout, blocks_of
from simulator.ensemble.reader import SpoolReader
from simulator.errors import MachineError, Problem, place
from simulator.results.drawn import Array
from simulator.results.manifest import Json
from simulator.results.store import make_folder


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

    def said(self, block: Block) -> Json:
        """Return what the file of a block says of itself."""
        return {
            "draws": list(block),
            "keep_events": self.keep_events,
            "layout": {
                name: [table.rows, list(table.numbers), list(table.texts)]
                for name, table in self.layout.items()
            },
        }

    def find(self, block: Block) -> Path | None:
        """Return the file of a finished block; None when there is none that can be trusted."""
        for path in self._named(block):
            if path.stem.endswith(f"-{checksum(path):08x}") and self._holds(path, block):
                return path
        return None

    def look(self, block: Block) -> Path | None:
        """Return the file of a finished block without reading it to the end."""
        return next((path for path in self._named(block) if self._holds(path, block)), None)

    def _named(self, block: Block) -> list[Path]:
        paths = sorted(self.folder.glob(f"block-{block.number:05d}-*.draws"))
        return [path for path in paths if not path.is_symlink()]

    def _holds(self, path: Path, block: Block) -> bool:
        try:
            with BlockFile(path) as file:
                return file.is_whole and file.block == self.said(block)
        except (OSError, ValueError, LookupError, TypeError):
            return False

    def write(self, block: Block, arrays: Mapping[str, Sequence[Array]]) -> None:
        """Store a finished block: all of it or nothing. MachineError R112 when the disk refuses.

        It is not waited for until the disk has it: what a power cut leaves of it no longer
        gives its name.
        """
        made = self.folder / f"block-{block.number:05d}.{secrets.token_hex(4)}.part"
        with _writing(self.folder):
            try:
                with made.open("xb") as file:
                    check = write(file, self.said(block), arrays)
                made.replace(self.folder / f"block-{block.number:05d}-{check:08x}.draws")
            finally:
                made.unlink(missing_ok=True)

    def missing(self) -> list[Block]:
        """Return the blocks still to be computed, in order."""
        return [block for block in blocks_of(self.draws) if self.find(block) is None]

    def whole_draws(self) -> int:
        """Return how many draws stand in finished blocks."""
        return sum(len(block.draws) for block in blocks_of(self.draws) if self.look(block))

    def start(self) -> None:
        """Make the folder; forget an earlier request to stop, counts and unfinished blocks."""
        with _writing(self.folder):
            make_folder(self.folder)
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

    def forget(self, block: Block) -> None:
        """Forget the draws of a block that another worker noted before it died."""
        with _writing(self.folder):
            self._count_file(block).unlink(missing_ok=True)

    def counted(self) -> int:
        """Return how many draws were computed since `start`."""
        done = 0
        for path in self.folder.glob("*.count"):
            try:
                done += path.stat().st_size
            except FileNotFoundError:
                continue
        return done

    def open(self, threads: int = 1) -> SpoolReader:
        """Return a reader of all blocks, to be used in ``with``, that reduces on some threads.

        Blocks are trusted: `missing` has read what an earlier call left.

        Raises
        ------
        MachineError
            R122 when a block is gone or not as it was written.
        """
        blocks = blocks_of(self.draws)
        paths = []
        for block in blocks:
            path = self.look(block)
            if path is None:
                args = {"block": str(block.number), "path": str(self.folder)}
                raise MachineError(Problem("R122", place(self.folder), args))
            paths.append(path)
        return SpoolReader(self.layout, blocks, [BlockFile(path) for path in paths], threads)
