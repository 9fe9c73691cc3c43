"""Zip files, which Office files are, that are the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Protocol

ZIP_DATE = (2020, 1, 1, 0, 0, 0)
"""Date of the parts inside a file."""


class Saved(Protocol):
    """A file of python-docx or python-pptx."""

    def save(self, file: BytesIO, /) -> None:
        """Write the file."""


def same_bytes(file: Saved) -> bytes:
    """Return an Office file with one date on all its parts."""
    saved = BytesIO()
    file.save(saved)
    with zipfile.ZipFile(saved) as parts:
        return zipped({name: parts.read(name) for name in parts.namelist()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of parts by name, in their order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, data in parts.items():
            about = zipfile.ZipInfo(name, ZIP_DATE)
            about.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(about, data)
    return made.getvalue()
