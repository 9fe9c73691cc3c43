"""Observations as a planner types or pastes them: kept as typed, whatever is wrong with them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FILLED = ("value", "published", "source", "note")
"""What of an entry a planner fills in, in the order of the table."""
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
Key = tuple[str, int, str]
"""Region, year, and what is observed."""


class Entered(NamedTuple):
    """One observation as typed; what is empty below ``note`` is as the form asks."""

    value: str = ""
    published: str = ""
    source: str = ""
    note: str = ""
    unit: str = ""
    basis: str = ""
    definition: str = ""
    status: str = "preliminary"

    @property
    def is_blank(self) -> bool:
        """Return whether nothing is observed: a source without a number says nothing."""
        return not self.value.strip() and not self.note.strip()


Entries = Mapping[Key, Entered]


class Line(NamedTuple):
    """A line of the table that a block may be pasted into: its id, and its name on screen."""

    id: str
    label: str


def plain_number(text: str) -> str:
    """Return a number as files write it: without separators of thousands or wide digits.

    Anything else is returned as it is.

    >>> plain_number(" 36,000 "), plain_number("４．６"), plain_number("97%")
    ('36000', '4.6', '97%')
    """
    narrow = unicodedata.normalize("NFKC", text).strip()
    if THOUSANDS.fullmatch(narrow):
        narrow = narrow.replace(",", "")
    return narrow if math.isfinite(_number(narrow)) else text.strip()


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def block_of(text: str) -> list[list[str]]:
    r"""Return the cells that a spreadsheet put on the clipboard.

    >>> block_of("4.6\t2026-03\r\n7.8\t\r\n")
    [['4.6', '2026-03'], ['7.8', '']]
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in lines]


class Placed(NamedTuple):
    """Where a block goes: cells by id and field, and the rows for which there is no line."""

    cells: tuple[tuple[str, str, str], ...]
    left_over: tuple[str, ...]


def place_block(
    block: Sequence[Sequence[str]], lines: Sequence[Line], at: int, field: str
) -> Placed:
    """Return where the cells of a block belong.

    A block whose first column names lines, or most of them, goes where it names; its other columns
    begin at the value. Any other begins in line ``at`` (0 is the first), column ``field``.
    """
    names = {name: line.id for line in lines for name in (line.id, line.label)}
    named = sum(bool(row) and row[0] in names for row in block)
    if 2 * named > len(block):
        return _by_name(block, names)
    fields = FILLED[FILLED.index(field) :]
    cells = [
        (line.id, name, cell)
        for line, row in zip(lines[at:], block, strict=False)
        for name, cell in zip(fields, row, strict=False)
    ]
    return Placed(tuple(cells), tuple(" ".join(row) for row in block[len(lines) - at :]))


def _by_name(block: Sequence[Sequence[str]], names: Mapping[str, str]) -> Placed:
    cells = [
        (names[row[0]], name, cell)
        for row in block
        if row[0] in names
        for name, cell in zip(FILLED, row[1:], strict=False)
    ]
    left = [" ".join(row) for row in block if row[0] not in names and any(row)]
    return Placed(tuple(cells), tuple(left))
