"""Which reference a gap is measured against, and the named way down when it does not exist.

The default is the province; where the province has no base value, its printed target, then
the national one (design §4.8). Every row says which reference it ended with.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import is_count
from simulator.axes import PROVINCE, REFERENCES

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Texts = NDArray[np.object_]
Numbers = dict[str, Floats]
"""Columns of numbers by name. Shape (row,)."""

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

_UNKNOWN = (
    *("reference_value", "gap", "gap_percent", "favourable"),
    *("units_to_close", "yuan_to_close", "years_to_close"),
)
"""Columns that depend on the reference."""


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
    of, numbers = central["reference"].to_numpy(object), _numbers(central)
    shown, place = of.copy(), np.flatnonzero(of == asked)
    if reference == DEFAULT:
        target, national = (np.flatnonzero(of == one) for one in ("target", "national"))
        for name, values in _against_province_target(central.iloc[target]).items():
            numbers[name][target] = values
        shown[target] = PROVINCE_TARGET
        place = _first_that_exists(central, numbers["reference_value"], (place, target, national))
    chosen = {name: values[place] for name, values in numbers.items()}
    return _told(central.iloc[place], asked, shown[place], chosen)


def _numbers(rows: pd.DataFrame) -> Numbers:
    """Return what depends on the reference, by column, to be changed."""
    return {name: rows[name].to_numpy(np.float64, copy=True) for name in _UNKNOWN}


def _told(rows: pd.DataFrame, asked: str, shown: Texts, numbers: Numbers) -> pd.DataFrame:
    """Return rows with what they are measured against; counts keep their own target alone."""
    counts = np.array([is_count(unit) for unit in rows["unit"]], bool)
    if asked != "target":
        for values in numbers.values():
            values[counts] = np.nan
    found = ~np.isnan(numbers["reference_value"])
    indicator = rows["indicator"].to_numpy(object)
    known = set(indicator[found])
    nowhere = np.array([name not in known for name in indicator], bool)
    why = [found, counts & (asked != "target"), counts & nowhere]
    texts = {
        "reference_shown": np.where(found, shown, NONE),
        "reference_asked": np.full(len(rows), asked, object),
        "missing": np.select(why, ["", "count", "total"], asked),
    }
    columns = {name: numbers.get(name, rows[name].array) for name in rows.columns}
    columns |= {name: pd.array(text, dtype="str") for name, text in texts.items()}
    return pd.DataFrame(columns)


def _first_that_exists(
    central: pd.DataFrame, level: Floats, steps: tuple[Integers, Integers, Integers]
) -> Integers:
    """Return for every cell of the first step the row of the first step whose level exists."""
    names = (central[name].to_numpy(object) for name in ("region", "indicator"))
    cells = list(zip(*names, strict=True))
    first, *lower = steps
    exists = ~np.isnan(level)
    chosen = first.copy()
    for step in lower:
        row = {cells[at]: at for at in step[exists[step]].tolist()}
        for number in np.flatnonzero(~exists[chosen]).tolist():
            chosen[number] = row.get(cells[first[number]], chosen[number])
    return chosen


def _against_province_target(rows: pd.DataFrame) -> Numbers:
    """Return every city's gap to the province's printed target, by column of the target's rows.

    The units and the money to close are those to the city's own target, in proportion: same
    value, same residents, same unit cost.
    """
    own, indicator = _numbers(rows), rows["indicator"].to_numpy(object)
    of_province = (rows["region"] == PROVINCE).to_numpy(bool)
    levels = dict(zip(indicator[of_province], own["reference_value"][of_province], strict=True))
    target = np.array([levels.get(name, np.nan) for name in indicator], np.float64)
    gap = rows["value"].to_numpy(np.float64) - target
    sign = _better_side(indicator, own["favourable"] * own["gap"])
    behind = gap * sign < 0
    measured = np.where(behind & (own["gap"] * sign < 0), own["gap"], np.nan)
    ratio = gap / measured
    ahead = gap * sign >= 0
    with np.errstate(divide="ignore", invalid="ignore"):  # a target may be nought
        gap_percent = gap / target * 100
    units = np.ceil((own["units_to_close"] * ratio).round(6))
    found = {
        "reference_value": target,
        "gap": gap,
        "gap_percent": gap_percent,
        "favourable": np.sign(sign * gap),
        "units_to_close": np.where(ahead, 0.0, units),
        "yuan_to_close": np.where(ahead, 0.0, own["yuan_to_close"] * ratio),
        "years_to_close": np.where(gap == own["gap"], own["years_to_close"], np.nan),
    }
    return {name: np.where(np.isnan(target), np.nan, values) for name, values in found.items()}


def _better_side(indicator: Texts, sides: Floats) -> Floats:
    """Return by row whether more is better (1), less is (-1) or nobody knows (0)."""
    added: dict[str, float] = {}
    for name, side in zip(indicator, sides.tolist(), strict=True):
        if side == side:  # known
            added[name] = added.get(name, 0.0) + side
    return np.sign(np.array([added.get(name, 0.0) for name in indicator], np.float64))
