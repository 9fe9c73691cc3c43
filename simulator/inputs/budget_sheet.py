"""A planner's budget as a workbook or a CSV in her own words, turned into the CSV of `budget`.

Headings and names may be ids or the words of either language. Numbers stay as they stand: they
are checked where the CSV is read, like a file of the command line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.errors import InputError, Problem, place
from simulator.inputs.budget import COLUMNS
from simulator.inputs.project_list.columns import plain, text_of
from simulator.inputs.project_list.pages import Cell, Line, read_pages

Names = Mapping[str, str]
"""Ids by every word in use for them, as `plain` writes words."""


class BudgetSheet(NamedTuple):
    """The CSV of a budget, and the row of the sheet on which its headings stand."""

    text: str
    head: int


def budget_csv(path: Path, headings: Names, words: Mapping[str, Names]) -> BudgetSheet:
    """Return the first table of a file that has all columns of a budget, as CSV with ids.

    Parameters
    ----------
    path
        ``.xlsx``, ``.xlsm`` or ``.csv``.
    headings
        Columns of `COLUMNS` by heading.
    words
        Ids by word, for columns that hold names.

    Raises
    ------
    InputError
        C245 when no sheet has the headings; what `read_pages` says of the file.
    """
    pages, problems = read_pages(path, path.name)
    if problems:
        raise InputError(problems)
    for page in pages:
        for at, line in enumerate(page.lines):
            columns = [headings.get(plain(cell), "") for cell in line.cells]
            if set(COLUMNS) <= set(columns):
                rows = page.lines[at + 1 :]
                return BudgetSheet(_csv(rows, columns, words), line.number)
    raise InputError(Problem("C245", place(path.name), {"columns": ", ".join(COLUMNS)}))


def _csv(lines: Sequence[Line], columns: Sequence[str], words: Mapping[str, Names]) -> str:
    """Return rows as CSV, one line each, so that the places of mistakes can be told."""
    positions = [columns.index(name) for name in COLUMNS]
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        cells = [line.cells[at] if at < len(line.cells) else None for at in positions]
        texts = [_text(cell, words.get(name)) for name, cell in zip(COLUMNS, cells, strict=True)]
        writer.writerow(texts if any(texts) else [])
    return made.getvalue()


def _text(cell: Cell, known: Names | None) -> str:
    """Return a cell as the CSV has it; a word that means nothing stays, and is told."""
    text = text_of(cell)
    return text if known is None else known.get(plain(cell), text)
