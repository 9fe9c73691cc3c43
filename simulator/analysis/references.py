"""Which reference a gap is measured against, and the named way down when it does not exist.

The default is the province; where the province has no base value, its printed target, then
the national one (design §4.8). Every row says which reference it ended with.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import is_count
from simulator.axes import PROVINCE, REFERENCES

DEFAULT = "default"
PROVINCE_TARGET = "province_target"
NONE = "none"
TOTALS = ("count", "total")
"""Why a total has no reference: it depends on the size of a place, or no plan says a level."""
CHOICES = (DEFAULT, *REFERENCES)
IMPUTED = "imputed"
STAND_INS = (PROVINCE_TARGET, "national")
STAND_IN_MARK = "‡"
"""Marks a gap measured against a stand-in because the province has no base value."""

_KEYS = ["region", "indicator"]
_UNKNOWN = ["reference_value", "gap", "gap_percent", "favourable", "units_to_close"]
_UNKNOWN += ["yuan_to_close", "years_to_close"]


def central_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the central rows of one year (31 December for stocks)."""
    return table[(table["statistic"] == "central") & (table["year"] == year)]


def in_params_order(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows by region and indicator in the order of ``params/``, index 0…n-1."""
    places = {name: place for place, name in enumerate(catalogue.regions)}
    lines = {name: place for place, name in enumerate(catalogue.indicators)}
    order = rows["region"].map(places) * len(lines) + rows["indicator"].map(lines)
    return rows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def stands_in(asked: pd.Series, shown: pd.Series) -> pd.Series:
    """Return which rows are measured against something else than was asked."""
    return (asked != shown) & shown.isin(STAND_INS)


def imputed(flags: pd.Series) -> pd.Series:
    """Return which rows belong to a city whose base was imputed."""
    return flags.fillna("").astype(str).str.contains(IMPUTED, regex=False)


def measured_against(gaps: pd.DataFrame, year: int, reference: str) -> pd.DataFrame:
    """Return one row per region and indicator, measured against a reference.

    A count (beds, persons) is measured against its own target only: another place's count is
    no measure of it.

    Parameters
    ----------
    gaps
        The run's table ``gaps``.
    year
        Year of the rows.
    reference
        One of `CHOICES`. ``default`` goes from the province down to its target and then to
        the national one, cell by cell.

    Returns
    -------
    DataFrame
        Central rows in the order of the table, index 0…n-1, with ``reference_asked``
        (the province for ``default``) and ``reference_shown``: the one used, or ``none``,
        and then ``missing`` says why: the reference asked for, ``count``, or ``total`` for a count
        that has no level of a year-end to be compared with in any plan.
    """
    central = central_year(gaps, year)
    asked = "province" if reference == DEFAULT else reference
    rows = central[central["reference"] == asked].copy()
    rows["reference_shown"] = np.where(rows["reference_value"].isna(), NONE, asked)
    if reference == DEFAULT:
        lower = [_against_province_target(central), _national(central)]
        rows = _first_that_exists([rows, *lower])
    rows["reference_asked"] = asked
    counts = rows["unit"].map(is_count) & (asked != "target")
    rows.loc[counts, _UNKNOWN] = np.nan
    rows.loc[counts, "reference_shown"] = NONE
    found = rows["reference_shown"] != NONE
    totals = rows["unit"].map(is_count) & ~found.groupby(rows["indicator"]).transform("any")
    rows["missing"] = np.select([found, counts, totals], ["", "count", "total"], asked)
    return rows.reset_index(drop=True)


def _national(central: pd.DataFrame) -> pd.DataFrame:
    rows = central[central["reference"] == "national"].copy()
    rows["reference_shown"] = "national"
    return rows


def _first_that_exists(steps: list[pd.DataFrame]) -> pd.DataFrame:
    """Return per cell the row of the first step whose reference exists."""
    shown = steps[0].set_index(_KEYS)
    for step in steps[1:]:
        missing = shown.index[shown["reference_value"].isna()]
        found = step[step["reference_value"].notna()].set_index(_KEYS)
        cells = missing.intersection(found.index, sort=False)
        shown.loc[cells, found.columns] = found.loc[cells]
    shown.loc[shown["reference_value"].isna(), "reference_shown"] = NONE
    return shown.reset_index()


def _against_province_target(central: pd.DataFrame) -> pd.DataFrame:
    """Return every city's gap to the province's printed target.

    The units and the money to close are those to the city's own target, in proportion: same
    value, same residents, same unit cost.
    """
    rows = central[central["reference"] == "target"].copy()
    of_province = rows[rows["region"] == PROVINCE].set_index("indicator")["reference_value"]
    target = rows["indicator"].map(of_province)
    gap = rows["value"] - target
    sides = rows["favourable"] * rows["gap"]
    sign = sides.groupby(rows["indicator"]).transform("sum").map(np.sign)
    own = rows["gap"].where(rows["gap"] * sign < 0)
    ratio = (gap / own).where(gap * sign < 0)
    ahead = gap * sign >= 0
    units = np.ceil((rows["units_to_close"] * ratio).round(6))
    rows["units_to_close"] = units.where(~ahead, 0.0)
    rows["yuan_to_close"] = (rows["yuan_to_close"] * ratio).where(~ahead, 0.0)
    rows["years_to_close"] = rows["years_to_close"].where(gap == rows["gap"])
    rows["reference_value"] = target
    rows["gap_percent"] = gap / target * 100
    rows["favourable"] = (sign * gap).map(np.sign)
    rows["gap"] = gap
    rows["reference_shown"] = PROVINCE_TARGET
    rows.loc[target.isna(), _UNKNOWN] = np.nan
    return rows
