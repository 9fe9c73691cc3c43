"""One cell of a project list as a value: numbers, months, ids; None when it cannot be read."""

from __future__ import annotations

import re
from datetime import date

from simulator.inputs.project_list.columns import plain
from simulator.inputs.project_list.pages import Cell

NO_VALUE = ("", "-", "--", "—", "——", "/", "\\", "无", "n/a")
"""How lists write that there is nothing."""
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_YEAR = r"((?:19|20|21)\d\d)"
_YEAR_MONTH = re.compile(
    _YEAR + r"(?:[-/年](0?[1-9]|1[0-2])|\.(0[1-9]|1[0-2]))月?(?:(?:[-/.]|(?<=月))[0-3]?\d日?)?"
)
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(0[1-9]|1[0-2])")
_ENGLISH = re.compile(r"([a-z]{3})-(\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY = 2000


def is_empty(cell: Cell) -> bool:
    """Return whether a cell says nothing."""
    return plain(cell) in NO_VALUE


def number_of(cell: Cell) -> float | None:
    """Return a number, with or without commas between thousands; None for anything else.

    >>> number_of("１，２００ "), number_of("300张")
    (1200.0, None)
    """
    text = plain(cell)
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def month_of(cell: Cell) -> str | None:
    """Return a date as year-month, such as 2023-04; None for anything else.

    Dates of Excel, 2023-04, 2023/4/1, 2023年4月, 202304 and Excel's own Apr-23 are read. A
    decimal number is not: 2023.1 may be January or October.

    >>> month_of("２０２３年４月"), month_of(202304), month_of("Apr-23"), month_of(2023.1)
    ('2023-04', '2023-04', '2023-04', None)
    """
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else None
    text = plain(cell)
    english = _ENGLISH.fullmatch(text)
    if english and english[1] in _MONTHS:
        return f"{_CENTURY + int(english[2])}-{_MONTHS.index(english[1]) + 1:02d}"
    compact = _COMPACT.fullmatch(text)
    if compact or text.isdecimal():
        return f"{compact[1]}-{compact[2]}" if compact else None
    found = _YEAR_MONTH.fullmatch(text)
    return f"{found[1]}-{int(found[2] or found[3]):02d}" if found else None


def id_of(cell: Cell) -> str:
    """Return a cell as an id: small letters, underscores, a letter first.

    >>> id_of("2101-410700-04-01")
    'p2101_410700_04_01'
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = re.sub(r"[-./]+", "_", plain(cell))
    return f"p{text}" if text[:1].isdecimal() else text
