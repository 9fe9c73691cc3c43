"""Workbooks (.xlsx) of sheets: the same sheets give the same bytes, and no text is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from simulator.progress import Progress, counter
from simulator.reporting.sheet import Sheet, Styles, write_sheet
from simulator.reporting.whole_file import whole_file

CREATED = datetime(2020, 1, 1)
OPTIONS = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)


@contextmanager
def workbook(path: Path, title: str = "") -> Iterator[Workbook]:
    """Give an empty workbook, which stands at ``path`` when all went well.

    Raises
    ------
    MachineError
        R161 when the file cannot be written.
    """
    with whole_file(path) as made, TemporaryDirectory(prefix="equalise-") as parts:
        book = xlsxwriter.Workbook(str(made), {**OPTIONS, "tmpdir": parts})
        about: dict[str, object] = {"created": CREATED}
        book.set_properties(about | {"title": title} if title else about)
        yield book
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error


def write_book(
    sheets: Iterable[Sheet], path: Path, title: str = "", *, on_progress: Progress | None = None
) -> Path:
    """Write sheets in their order, whole or not at all, and return the path.

    ``on_progress`` is told of every column.
    """
    whole = list(sheets)
    tell = counter(sum(len(sheet.columns) for sheet in whole), on_progress)
    with workbook(path, title) as book:
        styles = Styles(book)
        for sheet in whole:
            write_sheet(book, styles, sheet, tell)
    return path
