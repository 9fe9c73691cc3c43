"""Files written with a progress bar, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import api
from simulator.cli.progress import progress
from simulator.cli.writer import Writer
from simulator.progress import Progress

if TYPE_CHECKING:
    import pandas as pd


def save(writer: Writer, to: Path, write: Callable[[Progress | None], Path]) -> None:
    """Let ``write`` make a file, and say where it lies; it takes what moves the bar."""
    with progress(writer, writer.text("progress_file", name=to.name)) as advance:
        made = write(advance)
    writer.wrote(made)


def save_table(writer: Writer, table: pd.DataFrame, to: Path) -> None:
    """Write a table to a file."""
    save(writer, to, lambda bar: api.write_table(table, to, writer.language, on_progress=bar))
