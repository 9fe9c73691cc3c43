"""CSV tables of ``params/population``: columns by name, every fault with its line."""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.errors import Problem, Where
from simulator.inputs.file_text import similar_file
from simulator.inputs.shipped import ParamsTree

Array = NDArray[np.float64]
Key = Callable[[Mapping[str, str]], tuple[str, ...]]
"""Takes what identifies a row out of its cells."""


@dataclass(frozen=True)
class Table:
    """Rows of a CSV file as text by column; ``name`` is the path that messages print."""

    name: str
    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...] = ()
    """Line of the file on which each row ends."""
    columns: tuple[str, ...] = ()
    """Headings in the order of the file."""

    def where(self, row: int, column: str = "") -> Where:
        """Return the place of a row (0 is the first below the header)."""
        return Where(self.name, self.lines[row] if row < len(self.lines) else 0, column)


def read_table(
    tree: ParamsTree, relative: str, columns: Sequence[str]
) -> tuple[Table | None, list[Problem]]:
    """Return a table with at least these columns, or what is wrong with its file."""
    name = tree.shown(relative)
    path = tree.files.get(relative)
    if path is None:
        return None, [Problem("P260", Where(name), {"file": relative})]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None, [Problem("P101", Where(name), {"nearest": similar_file(path)})]
    except UnicodeDecodeError:
        return None, [Problem("P261", Where(name), {"file": relative})]
    except OSError as error:
        return None, [Problem("P118", Where(name), {"reason": error.strerror or str(error)})]
    try:
        return _rows(name, text, columns)
    except csv.Error:  # one cell of more than 128 kB: a quotation mark that is never closed
        return None, [Problem("P415", Where(name))]


def _rows(name: str, text: str, columns: Sequence[str]) -> tuple[Table | None, list[Problem]]:
    """Return the rows of a text with at least these columns, or what is wrong with them."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    present = reader.fieldnames or ()
    missing = [column for column in columns if column not in present]
    if missing:
        return None, [Problem("P262", Where(name, 1), {"columns": ", ".join(missing)})]
    rows, lines, problems = [], [], []
    for row in reader:
        lines.append(reader.line_num)
        cells = [value for key, value in row.items() if key is not None and value is not None]
        found = len(cells) + len(row.get(None) or ())
        if found != len(present):
            args = {"found": str(found), "expected": str(len(present))}
            problems.append(Problem("P272", Where(name, reader.line_num), args))
        rows.append({key: value or "" for key, value in row.items() if key})
    return Table(name, tuple(rows), tuple(lines), tuple(present)), problems


class Reader:
    """Collects problems while numbers are taken out of tables."""

    def __init__(self, tree: ParamsTree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []

    def table(self, relative: str, columns: Sequence[str]) -> Table:
        """Return a table; an empty one when its file cannot be read."""
        table, problems = read_table(self.tree, relative, columns)
        self.problems += problems
        return table or Table(self.tree.shown(relative), ())

    def number(
        self, table: Table, row: int, column: str, *, least: float = 0.0, most: float = math.inf
    ) -> float:
        """Return a finite number of a cell within its bounds; NaN with a problem otherwise."""
        text = table.rows[row][column].strip()
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and least <= value <= most):
            args = {"found": text, "low": f"{least:g}", "high": f"{most:g}"}
            self.problems.append(Problem("P263", table.where(row, column), args))
            return math.nan
        return value

    def by_key(self, table: Table, key: Key, column: str) -> dict[tuple[str, ...], float]:
        """Return the numbers of a column by key; a repeated key is a problem."""
        return {name: values[0] for name, values in self.by_keys(table, key, (column,)).items()}

    def by_keys(
        self, table: Table, key: Key, columns: Sequence[str]
    ) -> dict[tuple[str, ...], tuple[float, ...]]:
        """Return the numbers of some columns by key; a repeated key is a problem."""
        found: dict[tuple[str, ...], tuple[float, ...]] = {}
        for row, cells in enumerate(table.rows):
            name = key(cells)
            if name in found:
                args = {"row": ", ".join(name)}
                self.problems.append(Problem("P264", table.where(row), args))
            found[name] = tuple(self.number(table, row, column) for column in columns)
        return found

    def date(self, table: Table) -> datetime.date | None:
        """Return the one date of all rows; None with a problem otherwise."""
        texts = {cells["date"]: row for row, cells in reversed(list(enumerate(table.rows)))}
        for text, row in texts.items():
            try:
                datetime.date.fromisoformat(text)
            except ValueError:
                self.problems.append(Problem("P273", table.where(row, "date"), {"found": text}))
                return None
        if len(texts) > 1:
            args = {"n": str(len(texts))}
            self.problems.append(Problem("P266", table.where(max(texts.values()), "date"), args))
            return None
        return datetime.date.fromisoformat(next(iter(texts))) if texts else None

    def first_ages(self, table: Table, labels: Sequence[str]) -> Array | None:
        """Return the first age of each group; None with a problem unless they rise from 0."""
        ages = [label.split("-")[0].removesuffix("+") for label in labels]
        starts = [float(age) if age.isdecimal() else math.nan for age in ages]
        rising = all(before < after for before, after in pairwise(starts))
        if not starts or starts[0] != 0.0 or not rising or not labels[-1].endswith("+"):
            args = {"found": ", ".join(labels[:4]) + " …"}
            self.problems.append(Problem("P274", table.where(0, "age"), args))
            return None
        return np.array(starts)

    def missing(self, table: Table, rows: Sequence[str]) -> None:
        """Report rows that a table should have and has not."""
        if rows and table.rows:
            shown = ", ".join(rows[:5]) + (" …" if len(rows) > 5 else "")
            self.problems.append(Problem("P265", Where(table.name), {"rows": shown}))
