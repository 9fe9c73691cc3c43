"""Everything the command line writes: tables, records, notes, lines, progress."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.errors import Problem
from simulator.text import say, sentences
from simulator.text.cells import cell, heading, in_full, is_absent

if TYPE_CHECKING:
    import pandas as pd

ROOM_PER_COLUMN = 3
LEAST_WIDTH = 80


class Writer:
    """Writes results to standard output in one language, as text or as JSON.

    Parameters
    ----------
    language
        ``zh`` or ``en``.
    quiet
        Results only: no explanation, no progress.
    as_json
        Tables as arrays of records, absent numbers null.
    """

    def __init__(
        self,
        language: str,
        *,
        quiet: bool = False,
        as_json: bool = False,
        out: TextIO | None = None,
    ) -> None:
        self.language = language
        self.quiet = quiet
        self.as_json = as_json
        self.out = out or sys.stdout

    def text(self, key: str, **args: object) -> str:
        """Return a sentence of ``cli.toml``."""
        return say(self.language, "cli", f"messages.{key}", **args)

    def line(self, text: str) -> None:
        """Write one line of a result."""
        self.out.write(f"{text}\n")

    def remark(self, text: str) -> None:
        """Write an explanation; neither with ``--quiet`` nor beside JSON."""
        if not self.quiet and not self.as_json:
            self.line(text)

    def say(self, key: str, **args: object) -> None:
        """Write an explanation of ``cli.toml``."""
        self.remark(self.text(key, **args))

    def json(self, value: object) -> None:
        """Write a value as JSON, absent numbers as null."""
        plain = json.dumps(_plain(value), ensure_ascii=False, indent=2, allow_nan=False)
        self.line(plain)

    def wrote(self, path: Path | str) -> None:
        """Say where a file lies; with ``--quiet`` the path alone."""
        if self.as_json:
            self.json({"path": str(path)})
        else:
            self.line(str(path) if self.quiet else self.text("written", path=path))

    def frame(self, frame: pd.DataFrame, *, title: str = "", shown: Sequence[str] = ()) -> None:
        """Write a table; ``shown`` names the columns a screen shows, JSON holds all."""
        records = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
        if self.as_json:
            self.json(records)
            return
        columns = [c for c in map(str, frame.columns) if not shown or c in shown]
        self.records(records, columns, title=title)

    def records(
        self, rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, title: str = ""
    ) -> None:
        """Write rows as a table with these columns, or as JSON with all keys."""
        if self.as_json:
            self.json([dict(row) for row in rows])
            return
        if title:
            self.remark(title)
        self._table(rows, columns)
        if any(is_absent(row.get(column)) for row in rows for column in columns):
            self.say("absent")

    def as_it_is(self, frame: pd.DataFrame) -> None:
        """Write a table under its own headings, every number in full."""
        table = Table(box=box.SIMPLE_HEAD, header_style="", pad_edge=False, show_edge=False)
        widths = [cell_len(str(column)) for column in frame]
        for column in frame:
            number = frame[column].dtype.kind in "iuf"
            table.add_column(
                Text(str(column)),
                justify="right" if number else "left",
                no_wrap=number,
                overflow="fold",
            )
        for row in frame.itertuples(index=False):
            texts = [in_full(value) for value in row]
            widths = [max(w, cell_len(t)) for w, t in zip(widths, texts, strict=True)]
            table.add_row(*(Text(text) for text in texts))
        self._print(table, sum(widths) + ROOM_PER_COLUMN * len(widths))

    def notes(self, notes: Iterable[str]) -> None:
        """Write the sentences that belong under a table."""
        for note in notes:
            self.remark(f"  {note}")

    def unread(self, problems: Sequence[Problem]) -> None:
        """Say which runs of a store were passed over and why; neither quietly nor beside JSON."""
        if problems:
            self.say("unread_runs", n=len(problems))
            for problem in problems:
                self.remark(sentences(problem, self.language))

    def _table(self, rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
        table = Table(box=box.SIMPLE_HEAD, header_style="", pad_edge=False, show_edge=False)
        widths = [cell_len(heading(column, self.language)) for column in columns]
        for column in columns:
            is_number = _all_numbers(rows, column)
            table.add_column(
                heading(column, self.language),
                justify="right" if is_number else "left",
                no_wrap=is_number,
                overflow="fold",
            )
        for row in rows:
            unit = str(row.get("unit") or "")
            key = str(row.get("key") or "value")
            kinds = [key if column == "value" else column for column in columns]
            places = row.get("places")
            texts = [
                cell(kind, row.get(column), self.language, unit, places)
                for kind, column in zip(kinds, columns, strict=True)
            ]
            widths = [max(w, cell_len(t)) for w, t in zip(widths, texts, strict=True)]
            table.add_row(*(Text(text) for text in texts))
        self._print(table, sum(widths) + ROOM_PER_COLUMN * len(widths))

    def _print(self, table: Table, natural_width: int) -> None:
        """Print a table: folded to the window on a terminal, at full width into a file."""
        width = None if self.out.isatty() else max(natural_width, LEAST_WIDTH)
        console = Console(
            file=self.out, width=width, highlight=False, legacy_windows=False, markup=False
        )
        with console.capture() as captured:
            console.print(table)
        lines = captured.get().splitlines()
        self.out.write("".join(f"{line.rstrip()}\n" for line in lines))


def _all_numbers(rows: Sequence[Mapping[str, object]], column: str) -> bool:
    values = [row.get(column) for row in rows]
    return any(not is_absent(v) for v in values) and not any(
        isinstance(v, str | Mapping | list | tuple) and v != "" for v in values
    )


def _plain(value: object) -> object:
    """Return a value of plain JSON kinds; absent becomes None, paths and dates text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool | int | str):
        return value
    if is_absent(value):
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)
