"""Where the numbers of a data sheet stand, so that other sheets can be computed from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from simulator.reporting.sheet import Sheet

TOLERANCE = 1e-9
"""Relative difference up to which a formula tells the stored number."""


class Cells(NamedTuple):
    """The cells of a sheet with one row per region and indicator, one column per year."""

    sheet: Sheet
    rows: Mapping[tuple[str, str], int]
    """Row in the workbook, from 0, by region and indicator."""
    columns: Mapping[str, int]
    """Column in the workbook, from 0, by its name in the frame."""

    def address(self, region: str, indicator: str, year: int) -> str:
        """Return the cell as other sheets call it; KeyError when there is none."""
        cell = xl_rowcol_to_cell(self.rows[region, indicator], self.columns[str(year)])
        return f"{quote_sheetname(self.sheet.name)}!{cell}"

    def value(self, region: str, indicator: str, year: int) -> float:
        """Return the number in that cell; NaN when there is none."""
        row = self.rows.get((region, indicator))
        if row is None or str(year) not in self.columns:
            return math.nan
        return float(self.sheet.frame[str(year)].iloc[row - self.sheet.head - 1])


def cells_of(sheet: Sheet) -> Cells:
    """Return where the numbers of a sheet with columns ``region`` and ``indicator`` stand."""
    keys = zip(sheet.frame["region"], sheet.frame["indicator"], strict=True)
    rows = {(str(one), str(two)): row for row, (one, two) in enumerate(keys, sheet.head + 1)}
    return Cells(sheet, rows, {column.name: at for at, column in enumerate(sheet.columns)})


def same(told: float, stored: float) -> bool:
    """Return whether a computed number is the stored one; absent numbers never are."""
    return math.isclose(told, stored, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
