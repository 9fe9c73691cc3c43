"""A document before it has a form: what Word, PDF, pages and slides are all made from.

    Document: title, facts of the title page, blocks in their order
    Block: Heading | Paragraph | Items | Table | Picture

A table is a frame and how each column is shown; a picture is the frames that it draws and its
kind (`simulator.reporting.figures` draws it). No block knows a font, a page or a file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from simulator.analysis.numbers import ABSENT, number

WORDS = -1
"""Digits of a column that holds words."""

PictureKind: TypeAlias = Literal["trajectories", "gaps", "money", "met", "index"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Column of the frame.
    title
        Heading, with its unit where all rows share one.
    digits
        Decimals of its numbers; None takes those of the row's ``unit``; `WORDS` is no number.
    width
        Share of the table's width, relative to the other columns.
    beside
        Column of words that stand below the number in the same cell, such as an interval.
    signed
        Whether a number above zero carries a plus.
    merged
        Whether equal cells that follow each other are one cell.
    """

    name: str
    title: str
    digits: int | None = WORDS
    width: float = 1.0
    beside: str = ""
    signed: bool = False
    merged: bool = False

    @property
    def is_number(self) -> bool:
        """Return whether the column holds numbers."""
        return self.digits != WORDS


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter. Numbers are given by the format."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or what must stand in small print when it is a note."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above and its notes below; ``key`` names it in every format."""

    key: str
    title: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of some frames with its caption and notes.

    ``is_native`` asks for charts that an office can edit, one for each frame; a format that has
    none leaves it out.
    """

    key: str
    title: str
    kind: PictureKind
    frames: tuple[pd.DataFrame, ...]
    notes: tuple[str, ...] = ()
    is_native: bool = False


Block: TypeAlias = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Parameters
    ----------
    language
        ``zh`` or ``en``.
    title
        Title of the document.
    subtitle
        What it is of: the scenarios.
    facts
        Names and values on the title page: place, date, runs.
    running
        What every page carries: the title, and the warning.
    blocks
        The content in its order.
    has_cover
        Whether title and contents stand on pages of their own.
    date
        Date of the document as YYYY-MM-DD.
    warning
        What must be said on every page; empty when nothing must.
    """

    language: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    running: str
    blocks: tuple[Block, ...]
    has_cover: bool
    date: str
    warning: str = ""


def written(table: Table) -> list[list[str]]:
    """Return the cells of a table as text, row by row; a second line is what stands beside.

    Examples
    --------
    >>> frame = pd.DataFrame({"n": [1234.5, float("nan")], "unit": ["per_1000", "bed"]})
    >>> written(Table("t", "T", frame, (Column("n", "N", None),)))
    [['1,234.50'], ['—']]
    """
    made = [_column(table.frame, column) for column in table.columns]
    return [list(row) for row in zip(*made, strict=True)]


def _column(frame: pd.DataFrame, column: Column) -> list[str]:
    """Return one column as text."""
    values = frame[column.name].tolist()
    if not column.is_number:
        texts = [_words(value) for value in values]
    elif column.digits is None:
        units = frame["unit"].tolist()
        texts = [number(_float(v), u) for v, u in zip(values, units, strict=True)]
    else:
        texts = [_fixed(_float(value), column.digits) for value in values]
    if column.signed:
        texts = [_with_sign(text) for text in texts]
    if column.beside:
        below = [_words(value) for value in frame[column.beside].tolist()]
        texts = [
            f"{text}\n{more}" if more else text for text, more in zip(texts, below, strict=True)
        ]
    return texts


def _words(value: object) -> str:
    """Return words as they are; what is absent is nothing."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(value)


def _float(value: object) -> float:
    return math.nan if value is None or value is pd.NA else float(str(value))


def _fixed(value: float, digits: int) -> str:
    return ABSENT if math.isnan(value) else f"{round(value, digits) + 0.0:,.{digits}f}"


def _with_sign(text: str) -> str:
    """Return a number with a plus when it is above zero as written."""
    plain = text.replace(",", "")
    if text == ABSENT or text.startswith("-") or float(plain) == 0:
        return text
    return f"+{text}"
