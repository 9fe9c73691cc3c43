"""The forecast ledger: what a stored run projected against what was observed later.

Values that the run was fitted to are listed and not scored. Below `LEAST_PAIRS` pairs nothing
is said of skill.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from simulator.analysis.seen import Seen, seen_level
from simulator.inputs.indicators import Indicator
from simulator.inputs.observed import Series

LEAST_PAIRS = 20
"""Fewer pairs say nothing of skill: one city more or less would turn the sentence."""
YEARS_OF = re.compile(r"observations\.(\w+)\.(\w+)\.(\d{4})-(\d{4})")
LOW, HIGH = "p05", "p95"
COLUMNS = (
    *("region", "indicator", "year", "unit", "observed", "observed_grade", "observed_status"),
    *("published", "source", "projected", "error", "error_percent", "no_change"),
    *("p05", "p95", "inside", "scored", "why_not"),
)
Fitted = Collection[tuple[str, str, int]]
"""Region, counted quantity and year of what a run was fitted to."""


class Skill(NamedTuple):
    """What the scored pairs come to; None where nothing can be said."""

    n: int
    mean_error_percent: float | None
    mean_absolute_error_percent: float | None
    n_with_interval: int
    n_inside: int
    better_than_no_change_percent: float | None
    """How much smaller the mean absolute error is than that of the base year's value [%];
    None below LEAST_PAIRS pairs."""


def fitted_to(derived: Iterable[Iterable[str]]) -> set[tuple[str, str, int]]:
    """Return the observations that parameters are derived from, out of what they name."""
    found = set()
    for names in derived:
        for name in names:
            if match := YEARS_OF.fullmatch(name):
                region, counted, first, last = match.groups()
                found |= {(region, counted, year) for year in range(int(first), int(last) + 1)}
    return found


def pairs(
    table: pd.DataFrame,
    base: int,
    indicators: Mapping[str, Indicator],
    series: Series,
    fitted: Fitted,
) -> pd.DataFrame:
    """Return a row for every value of a run that was observed, with the columns COLUMNS.

    Parameters
    ----------
    table
        The run's indicators, all statistics.
    base
        Base year of the run; only later years are projections.
    indicators
        All indicators by id; programmes are left out, for runs hold their totals since the base.
    series
        What was observed.
    fitted
        What the run was fitted to: not scored.
    """
    wide = table.pivot_table(
        index=["region", "indicator", "year", "unit"], columns="statistic", values="value"
    )
    values = {
        (str(region), str(name), int(year)): (str(unit), row)
        for (region, name, year, unit), row in zip(wide.index, wide.to_dict("records"), strict=True)
    }
    rows = [row for key in values for row in _pair(key, values, base, (indicators, series), fitted)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _pair(
    key: tuple[str, str, int],
    values: Mapping[tuple[str, str, int], tuple[str, Mapping[object, float]]],
    base: int,
    known: tuple[Mapping[str, Indicator], Series],
    fitted: Fitted,
) -> Iterator[tuple[object, ...]]:
    """Yield the row of one projected value, nothing where it was not observed."""
    (region, name, year), (unit, run) = key, values[key]
    indicator = known[0].get(name)
    if year <= base or indicator is None or indicator.family == "programme":
        return
    seen = seen_level(region, indicator, known[1], year, base)
    if seen is None:
        return
    projected, start = run["central"], values.get((region, name, base))
    counted = {(region, one, year) for one in indicator.numerator}
    why = _why_not(seen, fitted, counted)
    low, high = run.get(LOW), run.get(HIGH)
    error = projected - seen.value
    percent = 100.0 * error / seen.value if seen.value else None
    inside = low <= seen.value <= high if low is not None and high is not None else None
    evidence = (seen.value, seen.grade, seen.status, seen.published, seen.sources)
    before = start[1]["central"] if start else None
    score = (projected, error, percent, before, low, high, inside, not why, why)
    yield (region, name, year, unit, *evidence, *score)


def _why_not(seen: Seen, fitted: Fitted, counted: set[tuple[str, str, int]]) -> str:
    """Return why a pair is not scored, empty where it is.

    A published ratio is known, too, when the run was fitted to what it ``counted``.
    """
    if seen.changed:
        return "definition_changed"
    parts = {(one.region, one.indicator, one.year) for one in seen.parts}
    return "fitted" if (parts | counted) & set(fitted) else ""


def skill(table: pd.DataFrame) -> Skill:
    """Return what the scored rows of `pairs` come to."""
    scored = table[table["scored"]]
    errors = [float(one) for one in scored["error_percent"].dropna()]
    inside = [bool(one) for one in scored["inside"].dropna()]
    mean = sum(errors) / len(errors) if errors else None
    absolute = sum(abs(one) for one in errors) / len(errors) if errors else None
    return Skill(len(scored), mean, absolute, len(inside), sum(inside), _against_no_change(scored))


def _against_no_change(scored: pd.DataFrame) -> float | None:
    """Return how much smaller the mean relative error is than no change's; None for few pairs."""
    rows = scored.dropna(subset=["no_change", "error_percent"])
    if len(rows) < LEAST_PAIRS:
        return None
    ours = sum(abs(one) for one in rows["error_percent"])
    differences = (rows["no_change"] - rows["observed"]) / rows["observed"]
    theirs = sum(abs(100.0 * one) for one in differences)
    return 100.0 * (1.0 - ours / theirs) if theirs else None
