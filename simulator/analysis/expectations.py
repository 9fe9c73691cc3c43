"""Expected numbers beside those of a run, line by line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import pandas as pd

from simulator.inputs.expected import Expected

COLUMNS = ("what", "region", "subject", "year", "expected", "computed", "ok", "formula")
SUBJECTS = {
    "population": "age_group",
    "stocks": "service",
    "use": "service",
    "indicators": "indicator",
    "events": "service",
    "ledger": "domain",
    "gaps": "indicator",
    "verdicts": "indicator",
}
"""Table -> the column in which the ``subject`` of an expectation is looked for."""
MONTHS = 12
TOLERANCE = 1e-9
"""Relative and absolute: numbers are equal but for the rounding of floats."""


def expectations(
    expected: Iterable[Expected], table: Callable[[str], pd.DataFrame], base: int, lang: str
) -> pd.DataFrame:
    """Return one row per expected number, with what the run has and whether both agree.

    Parameters
    ----------
    expected
        Numbers known in closed form.
    table
        Returns a table of the run by name.
    base
        Base year: month m of an event ends m months after its 31 December.
    lang
        Language of the formulas.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; ``computed`` is NaN, and not ok, where the run has no such number.
    """
    rows = []
    for one in expected:
        computed = computed_in(table, base, one)
        ok = math.isclose(computed, one.value, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        told = one.formula[lang]
        rows.append((one.what, one.region, one.subject, one.year, one.value, computed, ok, told))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def computed_in(table: Callable[[str], pd.DataFrame], base: int, asked: Expected) -> float:
    """Return the run's number; NaN where it has none or several.

    A ledger line sums the services of a domain and is 0 where nothing was booked; of an event
    the month is the number; of a gap the gap, or the column named behind the reference.
    """
    name, _, column = asked.what.partition(".")
    if name not in SUBJECTS:
        return math.nan
    rows = table(name)
    rows = rows[(rows["region"] == asked.region) & (rows[SUBJECTS[name]] == asked.subject)]
    if name == "events":
        year = base + (rows["month"] + MONTHS - 1) // MONTHS
        return _only(rows.loc[(year == asked.year) & (rows["event"] == column), "month"])
    rows = rows[(rows["year"] == asked.year) & (rows["statistic"] == "central")]
    if name == "ledger":
        return float(rows.loc[rows["category"] == column, "yuan"].sum())
    if name == "gaps":
        reference, _, told = column.partition(".")
        return _only(rows.loc[rows["reference"] == reference, told or "gap"])
    if name == "population":
        return _only(rows.loc[rows["sex"] == column, "value"])
    return _only(rows[column]) if column in rows else math.nan


def _only(values: pd.Series) -> float:
    return float(values.iloc[0]) if len(values) == 1 else math.nan
