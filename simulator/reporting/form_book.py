"""Forms as a workbook: one sheet for each respondent, cells that refuse what cannot be.

Column A holds the ids by which a form is read back; it is hidden.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.inputs.forms.asked import COLUMNS, ENTRY, SIGNED, Item, Known, Respondent
from simulator.reporting.book import workbook
from simulator.reporting.sheet import HEAD_COLOUR, POINTS_PER_LINE, Styles, width
from simulator.text import say

GROUP = "collect"
WIDTHS = (30, 34, 44, 10, 13, 8, 17, 30)
"""Of `COLUMNS`, in characters."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_NAME = 31
LONGEST_PROMPT_TITLE = 32
LARGEST = 1e12
BOX: dict[str, object] = {"border": 1, "border_color": "#9aa5b1"}
OPEN: dict[str, object] = {**BOX, "bg_color": "#fff7e0", "locked": False}
GREY = "#5f6b7a"
A4 = 9
NOTES = ("fill", "count", "send")


class FormSheet(NamedTuple):
    """What one sheet asks; ``before`` holds the last values known by id."""

    who: Respondent
    names: tuple[str, str]
    """Names of region and respondent on screen."""
    year: int
    items: Sequence[Item]
    before: Mapping[str, Known]
    units: Mapping[str, str]
    """Units in words by id."""


def write_form_book(sheets: Sequence[FormSheet], path: Path, lang: str) -> Path:
    """Write the forms, whole or not at all, and return the path."""
    with workbook(path, _text(lang, "title")) as book:
        styles = Styles(book)
        for sheet in sheets:
            _write(book, styles, sheet, lang)
    return path


def _write(book: Workbook, styles: Styles, sheet: FormSheet, lang: str) -> None:
    page = book.add_worksheet(sheet.names[1].translate(FORBIDDEN)[:LONGEST_NAME])
    for column, characters in enumerate(WIDTHS):
        page.set_column(column, column, characters, None, {"hidden": column == 0})
    region, who = sheet.names
    title = _text(lang, "sheet_title", region=region, year=sheet.year, who=who)
    page.write_string(0, 1, title, styles.get(bold=True, font_size=14, font_color=HEAD_COLOUR))
    page.set_row(0, 24)
    for row, key in enumerate(NOTES, start=1):
        page.write_string(row, 1, _text(lang, f"note.{key}"), styles.get(font_color=GREY))
    row = _write_head(page, styles, sheet, lang, len(NOTES) + 1)
    heading = row + 1
    row = _write_items(page, styles, sheet, lang, heading)
    row = _write_signatures(page, styles, sheet, lang, row + 1)
    page.protect("", {"format_columns": True, "format_rows": True})
    _set_print(page, heading, row, lang)


def _write_head(page: Worksheet, styles: Styles, sheet: FormSheet, lang: str, row: int) -> int:
    """Write who is asked, in words and as ids, and return the row below."""
    region, who = sheet.names
    words = (region, str(sheet.year), _text(lang, f"kind.{sheet.who.kind}"), who)
    ids = (sheet.who.region, sheet.year, sheet.who.kind, sheet.who.name)
    small = styles.get(font_color=GREY, num_format="0", align="left")
    keys = ("region", "year", "kind", "respondent")
    for key, text, value in zip(keys, words, ids, strict=True):
        page.write_string(row, 0, key)
        page.write_string(row, 1, _text(lang, f"head.{key}"), styles.get())
        page.write_string(row, 2, text, styles.get(bold=True))
        if isinstance(value, int):
            page.write_number(row, ENTRY, value, small)
        else:
            page.write_string(row, ENTRY, value, small)
        page.write_string(row, len(COLUMNS) - 1, "")
        row += 1
    return row


def _write_items(page: Worksheet, styles: Styles, sheet: FormSheet, lang: str, row: int) -> int:
    """Write the heading and the lines; return the row below."""
    bold = {"bold": True, "text_wrap": True, "font_color": "#ffffff", "bg_color": HEAD_COLOUR}
    heads = [_text(lang, f"column.{key}", year=sheet.year) for key in COLUMNS[1:]]
    for column, name in enumerate([COLUMNS[0], *heads]):
        page.write_string(row, column, name, styles.get(align="center", **BOX, **bold))
    page.set_row(row, _height(heads, WIDTHS[1:]))
    page.freeze_panes(row + 1, 2)
    plain, number = styles.get(text_wrap=True, indent=1, **BOX), BOX | {"align": "right"}
    for item in sheet.items:
        row += 1
        texts = (item.id, item.label.say(lang), item.definition.say(lang))
        unit = sheet.units[item.id]
        for column, text in enumerate((*texts, unit)):
            page.write_string(row, column, text, plain)
        page.set_row(row, _height(texts[1:], WIDTHS[1:3]))
        known = sheet.before.get(item.id)
        for column, value in enumerate(known or (None, None), ENTRY - 2):
            pattern = "0" if column == ENTRY - 1 else _pattern(value)
            look = styles.get(**number, num_format=pattern)
            if value is None:
                page.write_blank(row, column, None, look)
            else:
                page.write_number(row, column, value, look)
        page.write_blank(row, ENTRY, None, styles.get(**OPEN, num_format="General"))
        page.write_blank(row, ENTRY + 1, None, styles.get(**OPEN, text_wrap=True))
        page.data_validation(row, ENTRY, row, ENTRY, _limits(item, unit, lang))
    return row + 1


def _write_signatures(
    page: Worksheet, styles: Styles, sheet: FormSheet, lang: str, row: int
) -> int:
    """Write who signs and when; return the last row."""
    for place, key in enumerate(SIGNED, start=row):
        page.write_string(place, 0, key)
        label = _text(lang, f"signed.{key}")
        page.merge_range(place, ENTRY - 2, place, ENTRY - 1, label, styles.get(indent=1, **BOX))
        look = {"num_format": "yyyy-mm-dd"} if key == "date" else {}
        page.write_blank(place, ENTRY, None, styles.get(**OPEN, **look))
        page.write_string(place, len(COLUMNS) - 1, "")
        page.set_row(place, POINTS_PER_LINE + 5)
    last = row + len(SIGNED) - 1
    page.data_validation(last, ENTRY, last, ENTRY, _day(sheet.year, lang))
    return last


def _set_print(page: Worksheet, heading: int, last: int, lang: str) -> None:
    """Let the form print on A4 landscape, one page wide, its heading on every page."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, last, len(COLUMNS) - 1)
    page.repeat_rows(heading)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(_text(lang, "footer"))


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height of a row whose longest text is broken into lines [point]."""
    lines = (math.ceil(width(text) / (room - 3)) for text, room in zip(texts, widths, strict=True))
    return POINTS_PER_LINE * max(1, *lines) + 5


def _pattern(value: float | None) -> str:
    """Return the number format of a value: whole ones without decimals."""
    return "#,##0" if value is None or float(value).is_integer() else "#,##0.00"


def _limits(item: Item, unit: str, lang: str) -> dict[str, object]:
    """Return the check of an entry: a number that can be believed."""
    counted = not math.isfinite(item.high)
    args = {"low": f"{item.low:g}", "high": f"{item.high:,g}", "unit": unit}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": item.low,
        "maximum": LARGEST if counted else item.high,
        "input_title": item.label.say(lang)[:LONGEST_PROMPT_TITLE],
        "input_message": _text(lang, "prompt_count" if counted else "prompt", **args),
        "error_title": _text(lang, "refused"),
        "error_message": _text(lang, "limits_count" if counted else "limits", **args),
    }


def _day(year: int, lang: str) -> dict[str, object]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": date(year, 1, 1),
        "input_message": _text(lang, "day"),
        "error_title": _text(lang, "refused"),
        "error_message": _text(lang, "day"),
    }


def _text(lang: str, key: str, **args: object) -> str:
    return say(lang, GROUP, key, **args)
