"""One worksheet: heading, units, widths for Chinese, number formats, frozen panes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.analysis.colours import ink_on
from simulator.analysis.numbers import ABSENT, decimals

FONT = "Microsoft YaHei"
HEAD_COLOUR = "#1f4e79"
WIDEST, NARROWEST = 46, 7
WIDE, WIDEST_OF_WIDE = 200, 30
"""Characters from which a sheet is too wide for A4: its texts are broken sooner, printed on A3."""
A4, A3 = 9, 8
WIDTH_PER_HEAD_LINE = 10
AS_IS = -2
"""Digits of a column whose numbers are shown as they are."""
POINTS_PER_LINE = 15
MOST_LETTERS = 200
"""Letters of a title at the head of a printed page; Excel takes 255 in all."""
NOTE: dict[str, object] = {"font_size": 9, "font_color": "#5f6b7a"}
NOTE_LETTERS = 0.95
"""Letters of a note per character of width: smaller, but some letters are wide."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Parameters
    ----------
    name
        Column of the frame.
    title
        Heading, with its unit when all rows share one.
    digits
        Decimals of its numbers; ``unit`` in a row decides when None; `AS_IS` for numbers of
        any size.
    colour
        Column of the frame that holds the background colour of each cell, or nothing.
    suffix
        Text that the number format adds to every number, such as %.
    """

    name: str
    title: str
    digits: int | None = AS_IS
    colour: str = ""
    suffix: str = ""


Draw = Callable[[Workbook, Worksheet, "Sheet", int], None]
"""Adds a chart to a sheet; the number is the row of the heading."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on one sheet, with a title line and notes above it.

    ``formulas`` holds by column one formula per row, empty where the cell is the frame's number;
    the frame's number is what a formula has given, for readers that do not compute.
    """

    name: str
    title: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    notes: Sequence[str] = ()
    frozen: int = 1
    formats: Mapping[str, str] = field(default_factory=dict)
    draw: Draw | None = None
    formulas: dict[str, Sequence[str]] = field(default_factory=dict)

    @property
    def head(self) -> int:
        """Return the row of the heading, from 0; the table begins below it."""
        return len(self.notes) + 1


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **look: object) -> Format:
        """Return the format of that look."""
        full: dict[str, object] = {"font_name": FONT, "font_size": 10, "valign": "vcenter", **look}
        key = tuple(sorted(full.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(full)
        return self.made[key]


def width(text: str) -> int:
    """Return how many narrow characters a text takes; Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


def write_sheet(
    book: Workbook, styles: Styles, sheet: Sheet, tell: Callable[[], None]
) -> Worksheet:
    """Write one sheet and return it; ``tell`` is called after every column."""
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    title = styles.get(bold=True, font_size=14, font_color=HEAD_COLOUR)
    page.write_string(0, 0, sheet.title, title)
    page.set_row(0, 24)
    head, widths = sheet.head, _widths(sheet)
    _write_notes(page, styles, sheet, widths)
    _write_head(page, styles, sheet, head, widths)
    records = sheet.frame.to_dict("list")
    for position, column in enumerate(sheet.columns):
        formulas = sheet.formulas.get(column.name, ())
        _write_column(page, styles, records, (column, formulas), (head + 1, position, max(widths)))
        tell()
    _set_heights(page, sheet, head + 1, widths)
    last = head + len(sheet.frame)
    if len(sheet.frame):
        page.autofilter(head, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(head + 1, sheet.frozen)
    _print_setup(page, sheet, A3 if sum(widths) > WIDE else A4)
    if sheet.draw is not None:
        sheet.draw(book, page, sheet, head)
    return page


def _write_notes(page: Worksheet, styles: Styles, sheet: Sheet, widths: Sequence[int]) -> None:
    """Write the notes; one longer than the table is wide is broken, or it would print so small."""
    room, last = int(sum(widths) * NOTE_LETTERS), len(widths) - 1
    for line, note in enumerate(sheet.notes, start=1):
        if width(note) <= room or not last:
            page.write_string(line, 0, note, styles.get(**NOTE))
            continue
        page.set_row(line, POINTS_PER_LINE * math.ceil(width(note) / room))
        page.merge_range(line, 0, line, last, "", styles.get(text_wrap=True, **NOTE))
        page.write_string(line, 0, note, styles.get(text_wrap=True, **NOTE))


def _write_head(
    page: Worksheet, styles: Styles, sheet: Sheet, head: int, widths: Sequence[int]
) -> None:
    """Write the heading row and set the widths and its height."""
    look = styles.get(
        bold=True,
        font_color="#ffffff",
        bg_color=HEAD_COLOUR,
        text_wrap=True,
        align="center",
        border=1,
        border_color="#ffffff",
    )
    lines = 1
    for position, (column, chosen) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.write_string(head, position, column.title, look)
        page.set_column(position, position, chosen)
        lines = max(lines, math.ceil((width(column.title) + 3) / (chosen - 1)))
    page.set_row(head, POINTS_PER_LINE * lines + 4)


def _set_heights(page: Worksheet, sheet: Sheet, first: int, widths: Sequence[int]) -> None:
    """Give rows with a long text the height it needs."""
    widest = max(widths)
    if widest not in (WIDEST, WIDEST_OF_WIDE):
        return
    texts = [
        sheet.frame[column.name]
        for column, chosen in zip(sheet.columns, widths, strict=True)
        if chosen == widest
    ]
    for row in range(len(sheet.frame)):
        longest = max((width(str(text.iloc[row])) for text in texts), default=0)
        if longest > widest - 3:
            page.set_row(first + row, POINTS_PER_LINE * math.ceil(longest / (widest - 4)))


def _widths(sheet: Sheet) -> list[int]:
    """Return the widths of the columns; those of a wide sheet are narrower."""
    wanted = [_column_width(sheet.frame, column) for column in sheet.columns]
    if sum(wanted) <= WIDE:
        return wanted
    return [min(one, WIDEST_OF_WIDE) for one in wanted]


def _column_width(frame: pd.DataFrame, column: Column) -> int:
    """Return the width of a column: its texts, and a heading broken into lines."""
    digits = 2 if column.digits is None else max(column.digits, 0)
    cells = [
        width(cell) if isinstance(cell, str) else width(f"{cell:,.{digits}f}")
        for cell in frame[column.name].dropna().unique()
    ]
    wanted = max([*cells, min(width(column.title), WIDTH_PER_HEAD_LINE), NARROWEST]) + 3
    return min(wanted, WIDEST)


def _number_format(column: Column, unit: str) -> str:
    """Return the number format of a cell: years plain, thousands apart, decimals by unit."""
    if column.name.endswith("year"):
        return "0"
    if column.digits == AS_IS:
        return "General"
    digits = decimals(unit) if column.digits is None else column.digits
    suffix = f'"{column.suffix}"' if column.suffix else ""
    return "#,##0" + ("." + "0" * digits if digits else "") + suffix


def _write_column(
    page: Worksheet,
    styles: Styles,
    records: Mapping[object, list[Any]],
    asked: tuple[Column, Sequence[str]],
    place: tuple[int, int, int],
) -> None:
    """Write one column; texts are never formulas, absent numbers are a dash.

    ``asked`` is the column and its formulas, none where all cells stand for themselves. ``place``
    is its first row, its position, and the width at which texts are broken.
    """
    (column, formulas), (first, position, widest) = asked, place
    told = chain(formulas, repeat(""))
    cells = records[column.name]
    units = records.get("unit", [""] * len(cells))
    colours = records[column.colour] if column.colour else [""] * len(cells)
    rows = zip(cells, units, colours, strict=True)
    for row, ((cell, unit, colour), formula) in enumerate(zip(rows, told, strict=False), first):
        look: dict[str, object] = {"bottom": 1, "bottom_color": "#e4e7eb"}
        if colour:
            look |= {"bg_color": colour, "font_color": ink_on(colour)}
        if isinstance(cell, str):
            look |= {"text_wrap": width(cell) > widest - 3, "indent": 1}
            page.write_string(row, position, cell, styles.get(**look))
        elif cell is None or pd.isna(cell):
            page.write_string(row, position, ABSENT, styles.get(align="right", **look))
        else:
            pattern = _number_format(column, str(unit))
            style = styles.get(num_format=pattern, **look)
            if formula:
                page.write_formula(row, position, formula, style, float(cell))
            else:
                page.write_number(row, position, float(cell), style)


def _print_setup(page: Worksheet, sheet: Sheet, paper: int) -> None:
    """Make the sheet print on landscape paper, one page wide, title and heading on every page."""
    page.set_landscape()
    page.set_paper(paper)
    page.fit_to_pages(1, 0)
    page.repeat_rows(sheet.head)
    # the space keeps Excel from reading a year as part of the size
    page.set_header(f"&L&9 {sheet.title.replace('&', '&&')[:MOST_LETTERS]}")
    page.set_footer("&C&P / &N")
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
