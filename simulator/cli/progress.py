"""A progress bar with rate and time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from simulator.cli.writer import Writer
from simulator.progress import Progress


class RateColumn(ProgressColumn):
    """Draws finished a second."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer

    def render(self, task: Task) -> Text:
        """Return the rate, or nothing before it is known."""
        speed = task.finished_speed or task.speed
        return Text(self.writer.text("per_second", rate=f"{speed:.1f}") if speed else "")


@contextmanager
def progress(writer: Writer, description: str) -> Generator[Progress | None, None, None]:
    """Give a function that moves the bar; nothing when nobody watches."""
    if writer.quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(writer),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr, legacy_windows=False)
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(description, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report
