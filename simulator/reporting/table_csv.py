"""A table as CSV that Excel opens rightly and that runs nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from simulator.progress import Progress, each
from simulator.reporting.whole_file import whole_file

ROWS = 5_000
"""Rows written in one step."""
DANGEROUS = tuple("=+-@＝＋－＠\t\r\n")
"""First characters a spreadsheet would take for a formula."""


def safe_text(text: str) -> str:
    """Return a text that a spreadsheet shows and does not run (a leading quote guards it)."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def safe_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with every text made safe; numbers, negative ones too, stay numbers."""
    guarded = {
        name: [safe_text(cell) if isinstance(cell, str) else cell for cell in frame[name]]
        if not pd.api.types.is_numeric_dtype(frame[name])
        else frame[name].array
        for name in frame.columns
    }
    return pd.DataFrame(guarded).rename(columns=lambda name: safe_text(str(name)))


def write_csv(
    frame: pd.DataFrame,
    path: Path,
    *,
    for_excel: bool = True,
    on_progress: Progress | None = None,
) -> Path:
    """Write a table as UTF-8 CSV, whole or not at all, and return its path.

    Parameters
    ----------
    frame
        The table; its index is not written. Absent numbers are empty cells.
    path
        File to write; what stood there is replaced in one step.
    for_excel
        Whether to begin with a byte order mark, without which Excel misreads Chinese, and to end
        lines as Windows does.
    on_progress
        Told of every `ROWS` rows.
    """
    guarded = safe_frame(frame)
    starts = range(0, len(frame), ROWS) or (0,)
    encoding = "utf-8-sig" if for_excel else "utf-8"
    with whole_file(path) as made, made.open("w", encoding=encoding, newline="") as file:
        for start in each(starts, on_progress):
            guarded.iloc[start : start + ROWS].to_csv(
                file,
                index=False,
                header=start == 0,
                lineterminator="\r\n" if for_excel else "\n",
            )
    return path
