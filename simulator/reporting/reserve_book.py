"""The project reserve as a workbook to fill in: the list, how to fill it in, what may be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import pandas as pd
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.inputs.project_list.columns import COLUMNS, GROUP, column_title
from simulator.reporting.book import write_book
from simulator.reporting.sheet import AS_IS, Column, Draw, Sheet
from simulator.text import say

MORE_ROWS = 500
"""Empty rows below the list that still offer the allowed values."""
Allowed = Mapping[str, Sequence[str]]


def write_reserve_book(frame: pd.DataFrame, path: Path, allowed: Allowed, lang: str) -> Path:
    """Write a list with the columns of `project_list`, whole or not at all.

    Parameters
    ----------
    frame
        One row per project; names, not ids, of city, service and status.
    path
        File to write.
    allowed
        Names that a column takes; its cells offer them for choice.
    lang
        ``zh`` or ``en``.
    """
    return write_book(_sheets(frame, allowed, lang), path, _text(lang, "title"))


def _text(lang: str, key: str) -> str:
    return say(lang, GROUP, f"sheet.{key}")


def _sheets(frame: pd.DataFrame, allowed: Allowed, lang: str) -> Iterator[Sheet]:
    """Yield the list, the explanation of its columns, and the allowed values."""
    digits = {"units": 0, "months": 0, "priority": 0}
    columns = [Column(name, column_title(name, lang), digits.get(name, AS_IS)) for name in COLUMNS]
    name, title, note = (_text(lang, key) for key in ("list", "title", "fill"))
    yield Sheet(name, title, frame, columns, (note,), frozen=2, draw=_offer(allowed, lang))
    joint = "、" if lang == "zh" else ", "
    told = {"regions": joint.join(allowed["region"]), "services": joint.join(allowed["service"])}
    about = pd.DataFrame(
        {
            "column": [column_title(one, lang) for one in COLUMNS],
            "text": [say(lang, GROUP, f"about.{one}", **told) for one in COLUMNS],
        }
    )
    heads = [Column(one, _text(lang, one)) for one in about.columns]
    yield Sheet(_text(lang, "columns"), _text(lang, "about_title"), about, heads)
    values = pd.DataFrame(list(zip_longest(*allowed.values())), columns=list(allowed))
    heads = [Column(one, _text(lang, f"allowed_{one}")) for one in allowed]
    yield Sheet(_text(lang, "allowed"), _text(lang, "allowed"), values, heads)


def _offer(allowed: Allowed, lang: str) -> Draw:
    """Return what makes cells of the list offer the values of the sheet of allowed values."""

    def draw(_: Workbook, page: Worksheet, sheet: Sheet, head: int) -> None:
        last = head + len(sheet.frame) + MORE_ROWS
        for position, (name, values) in enumerate(allowed.items()):
            column = COLUMNS.index(name)
            cells = xl_range_abs(2, position, 1 + len(values), position)
            source = f"='{_text(lang, 'allowed')}'!{cells}"
            rule = {"validate": "list", "source": source}
            page.data_validation(head + 1, column, last, column, rule)

    return draw
