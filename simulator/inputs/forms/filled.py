"""What was filled in: forms as they came back, every cell with its sheet and row."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, get_args

from simulator.errors import InputError, Problem, Where
from simulator.inputs.forms.asked import COLUMNS, ENTRY, HEAD, KINDS, REMARK, SIGNED, Kind
from simulator.inputs.project_list.pages import Cell, Line, Page, read_pages


class Entry(NamedTuple):
    """One line of a form; ``cell`` is as it stands, None where it is empty."""

    id: str
    unit: str
    cell: Cell
    remark: str
    row: int

    @property
    def value(self) -> float | None:
        """Return the number, None where there is none; a formula or a text is no number."""
        if isinstance(self.cell, int | float) and math.isfinite(self.cell):
            return float(self.cell)
        return None


@dataclass(frozen=True)
class Filled:
    """One filled form."""

    file: str
    sheet: str
    kind: Kind
    region: str
    year: int
    respondent: str
    entries: tuple[Entry, ...]
    signed: Mapping[str, Cell]
    """Reporter, reviewer and date as they stand."""
    signed_rows: Mapping[str, int]

    @property
    def day(self) -> str:
        """Return the date of the form as YYYY-MM-DD, empty where it bears none."""
        found = self.signed["date"]
        if isinstance(found, datetime.datetime):
            return found.date().isoformat()
        if isinstance(found, datetime.date):
            return found.isoformat()
        try:
            return datetime.date.fromisoformat(str(found or "").strip()).isoformat()
        except ValueError:
            return ""


def read_forms(files: Sequence[Path]) -> tuple[Filled, ...]:
    """Return all forms of some workbooks, sheet by sheet.

    Raises
    ------
    InputError
        With all problems: of files that cannot be read, and O151 for a sheet that is no form.
    """
    forms: list[Filled] = []
    problems: list[Problem] = []
    for path in files:
        pages, bad = read_pages(path, str(path))
        problems += bad
        for page in pages:
            form = form_of(str(path), page)
            if form is None:
                problems.append(Problem("O151", Where(str(path), 0, page.name)))
            else:
                forms.append(form)
    if problems:
        raise InputError(problems)
    return tuple(forms)


def form_of(file: str, page: Page) -> Filled | None:
    """Return the form of a sheet of a file; None when its head is not that of a form."""
    lines = {str(line.cells[0]): line for line in page.lines if _is_named(line)}
    head = {key: lines[key].cells[ENTRY] for key in HEAD if key in lines}
    start = lines.get(COLUMNS[0])
    year = _year(head.get("year"))
    kind = next((one for one in get_args(Kind) if one == head.get("kind")), None)
    if len(head) < len(HEAD) or start is None or kind not in KINDS or year is None:
        return None
    entries = tuple(
        _entry(line)
        for line in page.lines
        if line.number > start.number and _is_named(line) and line.cells[0] not in SIGNED
    )
    signed = {key: lines[key].cells[ENTRY] if key in lines else None for key in SIGNED}
    rows = {key: lines[key].number for key in SIGNED if key in lines}
    who = str(head["region"]), year, str(head["respondent"])
    return Filled(file, page.name, kind, *who, entries, signed, rows)


def _is_named(line: Line) -> bool:
    return len(line.cells) > REMARK and bool(line.cells[0])


def _entry(line: Line) -> Entry:
    cell = line.cells[ENTRY]
    cell = None if isinstance(cell, str) and not cell.strip() else cell
    unit, remark = line.cells[COLUMNS.index("unit")], line.cells[REMARK]
    return Entry(str(line.cells[0]), str(unit or ""), cell, str(remark or "").strip(), line.number)


def _year(cell: Cell) -> int | None:
    return int(cell) if isinstance(cell, int | float) and float(cell).is_integer() else None
