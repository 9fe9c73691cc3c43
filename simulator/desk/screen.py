"""A table as a page shows it: texts under headings, in the words of one language."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from simulator.text.cells import cell, heading, is_absent

CHANCES = ("chance",)
"""Shares that every page tells as percent."""


def on_screen(frame: pd.DataFrame, columns: Sequence[str], lang: str = "zh") -> pd.DataFrame:
    """Return some columns as texts under their headings; columns that are not there are left out.

    Decimals are those of the column ``unit``, money is in the unit its heading names. The
    attribute ``numbers`` holds the headings of columns that read better aligned to the right.
    """
    shown = [name for name in columns if name in frame]
    units = frame["unit"].tolist() if "unit" in frame else [""] * len(frame)
    texts = {
        heading(name, lang): [
            _told(name, value, lang, str(unit or ""))
            for value, unit in zip(frame[name].tolist(), units, strict=True)
        ]
        for name in shown
    }
    found = pd.DataFrame(texts)
    numbers = [heading(name, lang) for name in shown if pd.api.types.is_numeric_dtype(frame[name])]
    found.attrs["numbers"] = numbers
    return found


def _told(name: str, value: object, lang: str, unit: str) -> str:
    if name in CHANCES and not is_absent(value):
        return f"{float(str(value)):.0%}"
    return cell(name, value, lang, unit)
