"""What a workbook would take unpacked, found out before it is: a small file can fill any memory."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

MOST_BYTES = 60_000_000
"""All parts of a file together."""
MOST_CELLS = 500_000
"""Cells of a file, those of merged blocks counted; openpyxl makes an object of each."""
CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)")
_LONGEST_TAG = 200


def is_too_large(raw: bytes) -> bool:
    """Return whether a zip file of Office has more than a machine should unpack.

    A part is never longer than its heading says: the reader stops there.

    Raises
    ------
    BadZipFile
        For what is no zip file.
    """
    with ZipFile(io.BytesIO(raw)) as parts:
        if sum(one.file_size for one in parts.infolist()) > MOST_BYTES:
            return True
        cells = 0
        for one in parts.infolist():
            if "worksheets/" not in one.filename:
                continue
            with parts.open(one) as part:
                before = b""
                while chunk := part.read(CHUNK):
                    cells += _cells(before + chunk, len(before))
                    if cells > MOST_CELLS:
                        return True
                    before = chunk[-_LONGEST_TAG:]
    return False


def refuse_too_large(path: Path) -> None:
    """Raise ValueError for a file with more than a machine should unpack, BadZipFile for no zip."""
    if is_too_large(path.read_bytes()):
        raise ValueError(path)


def _cells(xml: bytes, known: int) -> int:
    """Return how many cells begin in a text or are merged there, past what was ``known``."""
    single = sum(found.end() > known for found in _CELL.finditer(xml))
    merged = sum(
        (1 + int(last) - int(first)) * (1 + _column(right) - _column(left))
        for left, first, right, last in (
            found.groups() for found in _MERGED.finditer(xml) if found.end() > known
        )
    )
    return single + merged


def _column(letters: bytes) -> int:
    """Return the number of a column.

    >>> _column(b"A"), _column(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
