"""The cells of a planner's workbook or CSV, as they stand; a formula is never evaluated."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from simulator.errors import Problem, Where, place
from simulator.inputs.file_text import UTF16_MARKS, similar_file
from simulator.inputs.project_list.unpacked import MOST_BYTES, MOST_CELLS, is_too_large

Cell: TypeAlias = str | int | float | date | None
LARGEST_BYTES = 10_000_000
MOST_LINES = 20_000
MOST_COLUMNS = 200


class Line(NamedTuple):
    """One line of a page; ``number`` is the row of the sheet or the line of the file."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Page:
    """One sheet, or a CSV file as a whole."""

    name: str
    lines: tuple[Line, ...]
    merged: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    """Value of the merged block that a cell (row, position from 0) shares with a row above."""


def read_pages(path: Path, shown: str) -> tuple[tuple[Page, ...], list[Problem]]:
    """Return the pages of a workbook (.xlsx, .xlsm) or a CSV, or why it cannot be read.

    A CSV is UTF-8, with or without a byte order mark, or GB18030, which Excel writes on
    Chinese Windows.
    """
    try:
        size, raw = path.stat().st_size, b""
        if size <= LARGEST_BYTES:
            raw = path.read_bytes()
    except FileNotFoundError:
        return (), [Problem("P101", place(shown), {"nearest": similar_file(path)})]
    except OSError as error:
        return (), [Problem("P118", place(shown), {"reason": error.strerror or str(error)})]
    if size > LARGEST_BYTES:
        args = {"size": f"{size / 1e6:.1f}", "largest": f"{LARGEST_BYTES / 1e6:.0f}"}
        return (), [Problem("P103", place(shown), args)]
    if not raw.strip():
        return (), [Problem("P102", place(shown))]
    if path.suffix.lower() == ".csv":
        return _csv(raw, shown)
    return _workbook(raw, shown)


def _csv(raw: bytes, shown: str) -> tuple[tuple[Page, ...], list[Problem]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        reader = csv.reader(io.StringIO(text, newline=""))
        try:
            lines = tuple(Line(reader.line_num, tuple(cells)) for cells in reader)
        except csv.Error:
            return (), [Problem("P415", place(shown))]
        if len(lines) > MOST_LINES:
            return (), [_too_long(Where(shown), len(lines))]
        return (Page("", lines),), []
    encoding = "UTF-16" if raw.startswith(UTF16_MARKS) else "?"
    return (), [Problem("P104", place(shown), {"encoding": encoding})]


def _workbook(raw: bytes, shown: str) -> tuple[tuple[Page, ...], list[Problem]]:
    from openpyxl import load_workbook  # the one command that reads workbooks pays for it

    try:
        if is_too_large(raw):
            args = {"bytes": f"{MOST_BYTES / 1e6:.0f}", "cells": f"{MOST_CELLS:,}"}
            return (), [Problem("P435", place(shown), args)]
        with warnings.catch_warnings():
            # openpyxl warns of every extension it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw))
    except MemoryError:
        raise
    except Exception:
        # No workbook, an old .xls, a password, a damaged part: openpyxl, its XML reader and zlib
        # raise errors of a dozen kinds for these, and none of them says more than that.
        return (), [Problem("P415", place(shown))]
    pages, problems = [], []
    for sheet in book.worksheets:
        wide = sheet.max_row * sheet.max_column > MOST_CELLS
        if wide or sheet.max_row > MOST_LINES or sheet.max_column > MOST_COLUMNS:
            problems.append(_too_long(Where(shown, key=sheet.title), sheet.max_row))
            continue
        merged: dict[tuple[int, int], Cell] = {}
        for block in sheet.merged_cells.ranges:
            first = _plain(sheet.cell(block.min_row, block.min_col).value)
            merged |= {
                (row, column - 1): first for row, column in block.cells if row > block.min_row
            }
        lines = tuple(
            Line(number, tuple(_plain(cell.value) for cell in cells))
            for number, cells in enumerate(sheet.iter_rows(), start=1)
        )
        pages.append(Page(sheet.title, lines, merged))
    return tuple(pages), problems


def _plain(value: object) -> Cell:
    """Return a cell as text, number or date; formulas over several cells are texts with ``=``."""
    if isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str | int | float | date):
        return value
    return f"={getattr(value, 'text', None) or value}".replace("==", "=", 1)


def _too_long(where: Where, n: int) -> Problem:
    return Problem("P416", where, {"n": f"{n:,}", "most": f"{MOST_LINES:,}"})
