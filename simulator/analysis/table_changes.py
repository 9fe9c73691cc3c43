"""What differs between the same table of two runs: which rows, and by how much at most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.results.contracts import TABLES, Column

NUMBERS = ("float64", "int32", "int64")
RUN_COLUMN = "scenario"
"""Names the run's scenario in every row: no difference of its own."""


class TableChange(NamedTuple):
    """One table of two runs; all counts zero and no column where they are the same."""

    only_first: int
    """Rows that only the first run has."""
    only_other: int
    changed: int
    """Rows of both whose values differ."""
    one_sided: int = 0
    """Rows of both in which only one run has some number."""
    column: str = ""
    """Column of the greatest difference between numbers, empty where none differ."""
    most: float = 0.0
    """That difference, other minus first [unit of the row]."""
    at: str = ""
    """Row of that difference, by its identifying columns."""

    @property
    def n_rows(self) -> int:
        """Return how many rows are not the same in both."""
        return self.only_first + self.only_other + self.changed


def table_change(name: str, first: pd.DataFrame, other: pd.DataFrame) -> TableChange:
    """Return what differs between two tables of that name (design §8).

    Rows are found by their identifying columns; those of a log, which has none, by all.
    """
    columns = [one for one in TABLES[name].columns if one.name != RUN_COLUMN]
    keys = [one.name for one in columns if one.key]
    if not keys:
        return _log_change(first, other, [one.name for one in columns])
    one, two = (frame.set_index(keys) for frame in (first, other))
    if not one.index.equals(two.index):
        shared = one.index.intersection(two.index, sort=False)
        only = len(one) - len(shared), len(two) - len(shared)
        one, two = one.loc[shared], two.loc[shared]
    else:
        only = 0, 0
    return _value_change(one, two, [column for column in columns if not column.key], only)


def _value_change(
    first: pd.DataFrame, other: pd.DataFrame, columns: list[Column], only: tuple[int, int]
) -> TableChange:
    """Return the differences of rows that stand in both tables in the same order."""
    changed, one_sided = np.zeros(len(first), bool), np.zeros(len(first), bool)
    found: tuple[str, float, int] = ("", 0.0, -1)
    for column in columns:
        one, two = first[column.name], other[column.name]
        differs = ~((one == two) | (one.isna() & two.isna())).fillna(False).to_numpy(bool)
        changed |= differs
        if column.kind in NUMBERS and differs.any():
            moved = np.where(differs, two.to_numpy(float) - one.to_numpy(float), 0.0)
            one_sided |= np.isnan(moved)
            row = int(np.argmax(np.nan_to_num(np.abs(moved))))
            if abs(moved[row]) > abs(found[1]):
                found = column.name, float(moved[row]), row
    name, most, row = found
    at = ", ".join(map(str, first.index[row])) if row >= 0 else ""
    return TableChange(*only, int(changed.sum()), int(one_sided.sum()), name, most, at)


def _log_change(first: pd.DataFrame, other: pd.DataFrame, columns: list[str]) -> TableChange:
    """Return how many entries only one of two logs has, the same one counted as often as it is."""
    counts = [frame.groupby(columns, sort=False, dropna=False).size() for frame in (first, other)]
    one, two = counts[0].align(counts[1], fill_value=0)
    gone, new = (one - two).clip(lower=0), (two - one).clip(lower=0)
    return TableChange(int(gone.sum()), int(new.sum()), 0)
