"""Whether two runs are the same to the bit up to a year, as they must be before they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from simulator.errors import ModelError, Problem, Where
from simulator.instants import MONTHS_PER_YEAR
from simulator.results.contracts import SUMMARY_TABLES, TABLES

Tables = Mapping[str, pd.DataFrame]


def check_identical(
    names: tuple[str, str], runs: tuple[Tables, Tables], years: range, statistics: Sequence[str]
) -> None:
    """Check that two runs agree in every cell of some years that both hold.

    Parameters
    ----------
    names
        What the runs are called in the message.
    runs
        Their tables by name.
    years
        From the base year to the last one that must agree.
    statistics
        Those that must agree: all where both were drawn alike, else the central one.

    Raises
    ------
    ModelError
        M191 with the first table and year that differ.
    """
    first, other = runs
    found = [
        (year, name)
        for name in (*SUMMARY_TABLES, "events")
        if name in first and name in other
        for year in _differing(name, first[name], other[name], years, statistics)
    ]
    if found:
        year, table = min(found)
        args = {"first": names[0], "other": names[1], "table": table, "year": str(year)}
        raise ModelError(Problem("M191", Where(key=table), {**args, "until": str(years[-1])}))


def _differing(
    name: str, first: pd.DataFrame, other: pd.DataFrame, years: range, statistics: Sequence[str]
) -> Iterator[int]:
    """Yield the years in which a table differs."""
    regions = _regions(first) & _regions(other)
    frames = [_rows(name, frame, years, statistics, regions) for frame in (first, other)]
    for year in years:
        one, two = (frame[frame["year"] == year].reset_index(drop=True) for frame in frames)
        if not one.equals(two):
            yield year


def _regions(frame: pd.DataFrame) -> set[str]:
    return set(frame["region"].unique()) if "region" in frame else set()


def _rows(
    name: str, frame: pd.DataFrame, years: range, statistics: Sequence[str], regions: set[str]
) -> pd.DataFrame:
    """Return the rows that must agree, without the scenario's name, in an order of their own."""
    rows = frame.drop(columns="scenario")
    if "region" in rows:
        rows = rows[rows["region"].isin(regions)]
    if name == "events":
        ended = (rows["month"] - 1) // MONTHS_PER_YEAR
        return rows.assign(year=years[0] + 1 + ended)[rows["draw"] == 0]
    rows = rows[rows["statistic"].isin(statistics)]
    if len(statistics) == 1:
        rows = rows.drop(columns="probability_met", errors="ignore")
    if name == "ledger":
        rows = rows[rows["yuan"] != 0.0]
    keys = [key for key in TABLES[name].identity if key != "scenario"]
    return rows.sort_values(keys, kind="stable")
