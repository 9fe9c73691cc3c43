"""Forms as a workbook: one sheet for each respondent, cells that refuse what cannot be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.inputs.forms.asked import COLUMNS, ENTRY, SIGNED, Item, Respondent
from simulator.reporting.sheet import HEAD_COLOUR, Styles
from simulator.reporting.whole_file import whole_file
from simulator.reporting.workbook import BOOK_OPTIONS, CREATED
from simulator.text import say
from simulator.units import UNITS

GROUP = "collect"
WIDTHS = (30, 36, 48, 14, 14, 14, 30)
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_NAME = 31
LARGEST = 1e12
OPEN = {"bg_color": "#fff7e0", "border": 1, "locked": False}


class FormSheet(NamedTuple):
    """What one sheet asks; ``before`` holds last year's values by id."""

    who: Respondent
    region: str
    """Name of the region on screen."""
    year: int
    items: Sequence[Item]
    before: Mapping[str, float]


def write_form_book(sheets: Sequence[FormSheet], path: Path, lang: str) -> Path:
    """Write the forms, whole or not at all, and return the path."""
    with whole_file(path) as made:
        book = xlsxwriter.Workbook(str(made), BOOK_OPTIONS)
        book.set_properties({"title": _text(lang, "title"), "created": CREATED})
        styles = Styles(book)
        for sheet in sheets:
            _write(book, styles, sheet, lang)
        book.close()
    return path


def _write(book: Workbook, styles: Styles, sheet: FormSheet, lang: str) -> None:
    page = book.add_worksheet(sheet.who.name.translate(FORBIDDEN)[:LONGEST_NAME])
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    title = _text(lang, "sheet_title", region=sheet.region, year=sheet.year, who=sheet.who.name)
    page.write_string(0, 0, "")
    page.write_string(0, 1, title, styles.get(bold=True, font_size=14, font_color=HEAD_COLOUR))
    head: tuple[tuple[str, str | int], ...] = (
        ("region", sheet.who.region),
        ("year", sheet.year),
        ("kind", sheet.who.kind),
        ("respondent", sheet.who.name),
    )
    row = 1
    for key, value in head:
        page.write_string(row, 0, key, styles.get(font_color="#5f6b7a"))
        page.write_string(row, 1, _text(lang, f"head.{key}"), styles.get())
        _put(page, row, value, styles)
        row += 1
    row = _write_items(page, styles, sheet, lang, row + 1)
    for key in SIGNED:
        row += 1
        page.write_string(row, 0, key, styles.get(font_color="#5f6b7a"))
        page.write_string(row, 1, _text(lang, f"signed.{key}"), styles.get())
        look = {"num_format": "yyyy-mm-dd"} if key == "date" else {}
        page.write_blank(row, ENTRY, None, styles.get(**OPEN, **look))
        page.write_string(row, len(COLUMNS) - 1, "")
    page.data_validation(row, ENTRY, row, ENTRY, _day(sheet.year, lang))
    page.protect("", {"format_columns": True, "format_rows": True})


def _write_items(page: Worksheet, styles: Styles, sheet: FormSheet, lang: str, row: int) -> int:
    """Write the heading and the lines; return the row below."""
    bold = styles.get(bold=True, bottom=1, text_wrap=True)
    for column, key in enumerate(COLUMNS):
        name = key if column == 0 else _text(lang, f"column.{key}", year=sheet.year)
        page.write_string(row, column, name, bold)
    page.freeze_panes(row + 1, 2)
    for item in sheet.items:
        row += 1
        texts = (item.id, item.label.say(lang), item.definition.say(lang), item.unit)
        for column, text in enumerate(texts[:3]):
            page.write_string(row, column, text, styles.get(text_wrap=True))
        unit = UNITS.get(item.unit, {}).get(lang) or item.unit
        page.write_string(row, 3, unit, styles.get())
        if item.id in sheet.before:
            page.write_number(row, 4, sheet.before[item.id], styles.get(num_format="#,##0.##"))
        page.write_blank(row, ENTRY, None, styles.get(**OPEN, num_format="General"))
        page.write_blank(row, ENTRY + 1, None, styles.get(**OPEN, text_wrap=True))
        page.data_validation(row, ENTRY, row, ENTRY, _limits(item, lang))
    return row + 1


def _put(page: Worksheet, row: int, value: str | int, styles: Styles) -> None:
    """Write a value of the head; text stays text whatever it begins with."""
    if isinstance(value, int):
        page.write_number(row, ENTRY, value, styles.get(num_format="0"))
    else:
        page.write_string(row, ENTRY, value, styles.get())
    page.write_string(row, len(COLUMNS) - 1, "")


def _limits(item: Item, lang: str) -> dict[str, object]:
    """Return the check of an entry: a number that can be believed."""
    high = item.high if math.isfinite(item.high) else LARGEST
    args = {"low": f"{item.low:g}", "high": f"{high:,.0f}"}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": item.low,
        "maximum": high,
        "error_title": _text(lang, "refused"),
        "error_message": _text(lang, "limits", **args),
    }


def _day(year: int, lang: str) -> dict[str, object]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": date(year, 1, 1),
        "error_title": _text(lang, "refused"),
        "error_message": _text(lang, "day"),
    }


def _text(lang: str, key: str, **args: object) -> str:
    return say(lang, GROUP, key, **args)
