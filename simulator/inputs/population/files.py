"""CSV tables of ``params/population``: columns by name, every fault with its line."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.errors import Problem, Where
from simulator.inputs.shipped import ParamsTree

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Rows of a CSV file as text by column; ``name`` is the path that messages print."""

    name: str
    rows: tuple[Mapping[str, str], ...]

    def where(self, row: int, column: str = "") -> Where:
        """Return the place of a row (0 is the first below the header)."""
        return Where(self.name, row + 2, column)


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
    except UnicodeDecodeError:
        return None, [Problem("P261", Where(name), {"file": relative})]
    reader = csv.DictReader(io.StringIO(text, newline=""))
    present = reader.fieldnames or ()
    missing = [column for column in columns if column not in present]
    if missing:
        return None, [Problem("P262", Where(name, 1), {"columns": ", ".join(missing)})]
    rows = tuple({key: value or "" for key, value in row.items() if key} for row in reader)
    return Table(name, rows), []


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

    def by_key(
        self, table: Table, key: Callable[[Mapping[str, str]], tuple[str, ...]], column: str
    ) -> dict[tuple[str, ...], float]:
        """Return the numbers of a column by key; a repeated key is a problem."""
        found: dict[tuple[str, ...], float] = {}
        for row, cells in enumerate(table.rows):
            name = key(cells)
            if name in found:
                args = {"row": ", ".join(name)}
                self.problems.append(Problem("P264", table.where(row), args))
            found[name] = self.number(table, row, column)
        return found

    def missing(self, table: Table, rows: Sequence[str]) -> None:
        """Report rows that a table should have and has not."""
        if rows and table.rows:
            shown = ", ".join(rows[:5]) + (" …" if len(rows) > 5 else "")
            self.problems.append(Problem("P265", Where(table.name), {"rows": shown}))
