"""The heading line of a project list: which column is which, in either language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from simulator.errors import Problem, Where
from simulator.inputs.arguments import names
from simulator.inputs.project_list.pages import Cell, Page
from simulator.text import LANGUAGES, group, say
from simulator.text.shown import UNSEEN

GROUP = "projects"
COLUMNS = (
    "id",
    "name",
    "name_en",
    "region",
    "service",
    "units",
    "status",
    "date",
    "months",
    "cost",
    "priority",
    "note",
)
NEEDED = ("id", "name", "region", "service", "units", "status", "date")
OWN_UNITS: Mapping[str, tuple[str, ...]] = {
    "units": ("张", "个", "位", "床", "床位", "托位", "学位", "平方米", "beds", "places"),
    "months": ("月", "个月", "months"),
    "cost": ("万元", "10,000yuan"),
}
"""What may stand in brackets behind a heading of numbers: another unit is never converted."""
LINES_BEFORE = 30
"""Lines in which the heading line is looked for, below titles and notes."""
LEAST_KNOWN = 3
"""Columns by which a heading line is recognised."""
_GUARDED = ("'=", "'+", "'-", "'@")


class Heading(NamedTuple):
    """Where a list begins, and its columns by position from 0."""

    line: int
    columns: Mapping[str, int]
    unread: tuple[str, ...]
    """Headings that import does not know."""


def text_of(cell: Cell) -> str:
    """Return a cell as text: one line, no space at the ends, no character nobody can see.

    The quote that our own tables put before ``=`` is taken away again.
    """
    if cell is None:
        return ""
    text = " ".join(UNSEEN.sub("", str(cell)).split())
    return text[1:] if text.startswith(_GUARDED) else text


def plain(cell: Cell) -> str:
    """Return a cell for comparing: half-width, small letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text_of(cell)).casefold().split())


def column_title(column: str, language: str) -> str:
    """Return the heading of a column."""
    return say(language, GROUP, f"column.{column}")


def find_heading(page: Page, shown: str) -> tuple[Heading | None, list[Problem]]:
    """Return the heading line of a page, None when it has none, and what is wrong with it."""
    known = _known()
    for at, line in enumerate(page.lines[:LINES_BEFORE]):
        titles = [_split(cell) for cell in line.cells]
        found = [(known.get(title, ""), place) for place, (title, _) in enumerate(titles)]
        if len({column for column, _ in found if column}) < LEAST_KNOWN:
            continue
        columns = {column: place for column, place in reversed(found) if column}
        where = Where(shown, line.number)
        problems = _problems([column for column, _ in found if column], where)
        problems += [
            Problem(
                "P419",
                cell_place(shown, page, (line.number, place), text_of(line.cells[place])),
                {"found": unit, "known": names(OWN_UNITS[column])},
            )
            for column, place in columns.items()
            if (unit := titles[place][1]) and unit not in OWN_UNITS.get(column, (unit,))
        ]
        unread = (text_of(line.cells[place]) for column, place in found if not column)
        return Heading(at, columns, tuple(one for one in unread if one)), problems
    return None, []


def cell_place(shown: str, page: Page, at: tuple[int, int], title: str) -> Where:
    """Return the place of a cell (row, position from 0): its heading and, on a sheet, F12."""
    row, position = at
    return Where(shown, row, f"{title} {_letters(position)}{row}" if page.name else title)


def _letters(position: int) -> str:
    """Return the letters of a column.

    >>> _letters(5), _letters(27)
    ('F', 'AB')
    """
    before, last = divmod(position, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _problems(found: list[str], where: Where) -> list[Problem]:
    """Return the columns that a list lacks or has twice."""
    lacking = [f"{column_title(one, 'zh')} ({one})" for one in NEEDED if one not in found]
    twice = [column for column in dict.fromkeys(found) if found.count(column) > 1]
    problems = [Problem("P417", where, {"columns": names(lacking)})] if lacking else []
    return problems + [
        Problem("P418", where, {"column": column_title(column, "zh")}) for column in twice
    ]


def _split(cell: Cell) -> tuple[str, str]:
    """Return a heading without its bracket, and what stands in the bracket."""
    title, _, rest = plain(cell).partition("(")
    return title.rstrip(":*"), rest.partition(")")[0]


def _known() -> Mapping[str, str]:
    """Return the columns by every heading in use: ids, titles of both languages, other names."""
    found = {column: column for column in COLUMNS}
    for language in LANGUAGES:
        also = group(language, GROUP)["also"]
        for column in COLUMNS:
            others = str(also[column]).split("|") if isinstance(also, Mapping) else []
            for title in (column_title(column, language), *others):
                found[_split(title)[0]] = column
    return found
