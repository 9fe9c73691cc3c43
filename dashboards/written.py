"""Tables as the bytes of a file: what a visitor downloads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from simulator import api

FORMATS = {"xlsx": "XLSX", "csv": "CSV"}


def written(table: pd.DataFrame, suffix: str, heads: Mapping[str, str], language: str) -> bytes:
    """Return a table as a file of `FORMATS` under the headings that a reader knows.

    Parameters
    ----------
    table
        Columns without a heading are left out.
    suffix
        One of `FORMATS`.
    heads
        Headings by column.
    language
        Of the notes.
    """
    shown = [name for name in table.columns if name in heads]
    told = table[shown].rename(columns=dict(heads))
    told.attrs = {"notes": table.attrs.get("notes", [])}
    with TemporaryDirectory() as folder:
        return api.write_table(told, Path(folder) / f"table.{suffix}", language).read_bytes()
