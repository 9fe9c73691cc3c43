"""The interval over draws beside a central value: P5 to P95, nine draws in ten."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.analysis.numbers import number, signed
from simulator.analysis.references import PROVINCE_TARGET

LOW, MIDDLE, HIGH = "p05", "p50", "p95"
COLUMNS = ("value_p05", "value_p50", "value_p95", "gap_p05", "gap_p50", "gap_p95")

_KEYS = ["region", "indicator"]


def with_intervals(rows: pd.DataFrame, gaps: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows with `COLUMNS`, NaN where the run has no draws or the gap does not exist.

    Parameters
    ----------
    rows
        Rows of `simulator.analysis.references.measured_against`.
    gaps
        The run's table ``gaps``.
    year
        Year of the rows.

    Notes
    -----
    The gap to the province's target is in no table; that level is fixed, so that its interval
    is the value's less the level.
    """
    found = rows.copy()
    cells = pd.MultiIndex.from_frame(found[_KEYS])
    shown = pd.MultiIndex.from_frame(found[[*_KEYS, "reference_shown"]])
    to_fixed_level = found["reference_shown"] == PROVINCE_TARGET
    for statistic in (LOW, MIDDLE, HIGH):
        drawn = gaps[(gaps["year"] == year) & (gaps["statistic"] == statistic)]
        if drawn.empty:
            found[[f"value_{statistic}", f"gap_{statistic}"]] = np.nan
            continue
        value = drawn.drop_duplicates(_KEYS).set_index(_KEYS)["value"].reindex(cells).to_numpy()
        gap = drawn.set_index([*_KEYS, "reference"])["gap"].reindex(shown).to_numpy()
        gap = np.where(to_fixed_level, value - found["reference_value"], gap)
        found[f"value_{statistic}"] = value
        found[f"gap_{statistic}"] = np.where(found["gap"].isna(), np.nan, gap)
    return found


def has_draws(table: pd.DataFrame) -> bool:
    """Return whether any row of a table has an interval."""
    return bool(table["value_p05"].notna().any())


def span(low: float, high: float, unit: str, language: str, *, difference: bool = False) -> str:
    """Return an interval as text, empty where there is none or both ends print alike.

    >>> span(-0.4, 0.26, "per_1000", "zh", difference=True)
    '-0.40至+0.26'
    >>> span(7.7, 7.7001, "per_1000", "en")
    ''
    """
    if np.isnan(low) or np.isnan(high):
        return ""
    write = signed if difference else number
    ends = write(low, unit), write(high, unit)
    joint = {"zh": "至" if difference else "—", "en": " to "}[language]
    return "" if ends[0] == ends[1] else joint.join(ends)
