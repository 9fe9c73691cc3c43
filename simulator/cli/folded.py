"""Inputs that differ, as a screen shows them: long tables in one row."""

from __future__ import annotations

import re

import pandas as pd

from simulator.cli.writer import Writer
from simulator.text.cells import ABSENT

ABOUT = ("kind", "kind_label", "input", "input_label", "unlike")
"""Columns that say what an input is; the others hold its values."""
MOST_ROWS = 12
"""Rows of a table of inputs that a screen shows one by one."""
ROW = re.compile(r"^(.*?)\.(\d+)(\.|$)")
"""A place in a table: its path and the number of the row."""


def folded(inputs: pd.DataFrame, writer: Writer) -> pd.DataFrame:
    """Return the inputs that differ, long tables such as starts as how many rows they have."""
    if inputs.empty:
        return inputs
    places = inputs["input"].str.extract(ROW.pattern)
    n_rows = places.groupby(0)[1].nunique()
    long = set(n_rows[n_rows > MOST_ROWS].index)
    if not long:
        return inputs
    table = places[0].where(places[0].isin(long), inputs["input"])
    shown = inputs[~table.duplicated()].copy()
    for name in sorted(long):
        mine = table == name
        row = shown.index[shown["input"].str.startswith(f"{name}.") | (shown["input"] == name)][0]
        shown.loc[row, "input"] = name
        shown.loc[row, "input_label"] = re.split(r"（| \(", shown.loc[row, "input_label"])[0]
        for column in (one for one in inputs if one not in ABOUT):
            there = places[1][mine & (inputs[column] != ABSENT)].nunique()
            shown.loc[row, column] = writer.text("rows_differ", n=there)
    return shown.reset_index(drop=True)
