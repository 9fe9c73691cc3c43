"""The projects of a run as rows of a picture: named ones by their phases, lots together.

A run of 18 cities holds thousands of lots: those of one place and service are one row, in which
every year is a stack of the lots under way, by the phase they stand in.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.projects import PHASES, STOPPED
from simulator.instants import MONTHS_PER_YEAR

MOST_ROWS = 150
"""Rows that one picture shows."""
HALF = 0.38
"""Half the height of a full bar, in rows."""
STACK = (*PHASES, STOPPED)
ORDERS = ("place", "waiting", "opening", "size")
"""Rows as params has them, by months of waiting, by first opening, by size."""
COLUMNS = (
    "row",
    "about",
    "phase",
    "phase_label",
    "left",
    "right",
    "bottom",
    "top",
    "told",
)


def project_rows(
    table: pd.DataFrame,
    bars: pd.DataFrame,
    named: Mapping[str, str],
    years: tuple[int, int],
    catalogue: Catalogue,
    *,
    order: str = "place",
    most: int = MOST_ROWS,
) -> pd.DataFrame:
    """Return one row per bar with `COLUMNS`; ``left`` and ``right`` are days.

    Parameters
    ----------
    table, bars
        Of `simulator.analysis.projects`: projects, and their bars with standstills.
    named
        Projects with a row of their own, by id; all others are lots.
    years
        Base year and last year of the run.
    order
        One of `ORDERS`; named projects stand before lots.
    most
        Rows that are drawn; ``note`` says how many are not.

    Returns
    -------
    DataFrame
        ``bottom`` and ``top`` lie within a row, from -0.5 to 0.5. ``attrs`` holds ``rows`` (labels
        from top to bottom), ``years`` and ``note``.
    """
    own = table["project"].isin(named)
    key = table["project"].where(own, table["region"] + "/" + table["service"])
    rows = _rows(table.assign(key=key, own=own), catalogue, order)
    shown = rows.head(most)
    by_project = pd.Series(key.to_numpy(), index=table["project"])
    bars = bars.assign(key=bars["project"].map(by_project))
    bars = bars[bars["key"].isin(shown.index)]
    alone = bars["project"].isin(named)
    single, stacked = bars[alone], bars[~alone]
    parts = [_single(single, years)]
    if len(stacked):
        parts.append(_stacked(stacked, years, catalogue.language))
    found = pd.concat(parts, ignore_index=True)
    found["row"] = found["key"].map(shown["row"])
    found["about"] = found["key"].map(shown["about"])
    found["phase_label"] = [word(catalogue.language, "project_status", one) for one in found.phase]
    found = found[list(COLUMNS)]
    found.attrs = {
        "rows": shown["row"].tolist(),
        "years": years,
        "note": _note(rows, len(table), most, catalogue.language),
    }
    return found


def _rows(table: pd.DataFrame, catalogue: Catalogue, order: str) -> pd.DataFrame:
    """Return the rows by key, named ones first, each with its label and what it is about."""
    groups = table.groupby("key", sort=False)
    rows = groups.agg(
        own=("own", "first"),
        region=("region_label", "first"),
        service=("service_label", "first"),
        name=("project_name", "first"),
        unit=("unit", "first"),
        n=("project", "size"),
        units=("units", "sum"),
        waiting=("months_waiting_money", "sum"),
        opening=("commissioned", "min"),
    )
    rows["opening"] = rows["opening"].fillna("9999")
    column, rising = {"opening": ("opening", True), "size": ("units", False)}.get(
        order, ("waiting", False)
    )
    if order != "place":
        rows = rows.sort_values(column, ascending=rising, kind="stable")
    rows = rows.sort_values("own", ascending=False, kind="stable")
    language, facts = catalogue.language, _facts(rows, catalogue)
    kinds = ["named" if own else "lots" for own in rows["own"]]
    numbers = range(1, len(rows) + 1)
    rows["row"] = [
        f"{number}. {tell(language, f'project_row.{kind}', **one)}"
        for number, kind, one in zip(numbers, kinds, facts, strict=True)
    ]
    rows["about"] = [
        tell(language, f"project_row.about_{kind}", **one)
        for kind, one in zip(kinds, facts, strict=True)
    ]
    return rows


def _facts(rows: pd.DataFrame, catalogue: Catalogue) -> list[dict[str, str]]:
    """Return what the texts of every row say."""
    told = rows[["region", "service", "name", "unit", "n", "units", "waiting", "own"]]
    return [
        {
            **{key: str(row[key]) for key in ("region", "service")},
            "name": str(row["name"]) if row["own"] else "",
            "unit": catalogue.name("unit", str(row["unit"])),
            **{key: f"{int(row[key]):,}" for key in ("n", "units", "waiting")},
        }
        for row in told.to_dict("records")
    ]


def _single(bars: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Return the bars of named projects: one with open ends reaches the ends of the run."""
    first, last = pd.Timestamp(years[0], 12, 1), pd.Timestamp(years[1] + 1, 1, 1)
    return pd.DataFrame(
        {
            "key": bars["key"],
            "phase": bars["phase"],
            "left": pd.to_datetime(bars["start"]).fillna(first).astype("datetime64[ns]"),
            "right": pd.to_datetime(bars["end"]).fillna(last).astype("datetime64[ns]"),
            "bottom": -HALF,
            "top": HALF,
            "told": bars["start"].fillna("…") + " — " + bars["end"].fillna("…"),
        }
    )


def _stacked(bars: pd.DataFrame, years: tuple[int, int], language: str) -> pd.DataFrame:
    """Return the lots of every row as stacks of lots under way, on the average of each year."""
    under_way = _under_way(bars, years)
    highest = under_way.groupby(level="key").transform("sum").max(axis=1)
    scale = (2 * HALF / highest.where(highest > 0)).fillna(0.0)
    tops = under_way.groupby(level="key").cumsum().mul(scale, axis=0) - HALF
    sizes = under_way.mul(scale, axis=0)
    keys = under_way.index.repeat(len(under_way.columns))
    found = pd.DataFrame(
        {
            "key": keys.get_level_values("key"),
            "phase": keys.get_level_values("phase"),
            "year": np.tile(under_way.columns.to_numpy(), len(under_way)),
            "n": under_way.to_numpy().ravel(),
            "top": tops.to_numpy().ravel(),
            "size": sizes.to_numpy().ravel(),
        }
    )
    found = found[found["n"] > 0]
    year = found["year"]
    return pd.DataFrame(
        {
            "key": found["key"],
            "phase": found["phase"],
            "left": pd.to_datetime(year.astype(str) + "-01-01").astype("datetime64[ns]"),
            "right": pd.to_datetime((year + 1).astype(str) + "-01-01").astype("datetime64[ns]"),
            "bottom": found["top"] - found["size"],
            "top": found["top"],
            "told": [
                tell(language, "project_row.under_way", year=one, n=f"{n:,.1f}")
                for one, n in zip(year, found["n"], strict=True)
            ],
        }
    )


def _under_way(bars: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Return lots on the average of a year by key and phase (rows) and year (columns)."""
    n_years = years[1] - years[0]
    starts = _months(bars["start"], years[0], 0)[:, None]
    ends = _months(bars["end"], years[0], n_years * MONTHS_PER_YEAR)[:, None]
    first = np.arange(n_years)[None] * MONTHS_PER_YEAR
    months = np.minimum(ends, first + MONTHS_PER_YEAR) - np.maximum(starts, first)
    shares = pd.DataFrame(
        np.clip(months, 0, None) / MONTHS_PER_YEAR, columns=range(years[0] + 1, years[1] + 1)
    )
    summed = shares.groupby([bars["key"].to_numpy(), bars["phase"].to_numpy()]).sum()
    keys = dict.fromkeys(bars["key"])
    every = pd.MultiIndex.from_product([keys, STACK], names=["key", "phase"])
    summed = summed.reindex(every).fillna(0.0)
    stopped = summed.xs(STOPPED, level="phase")
    building = pd.MultiIndex.from_product([stopped.index, ["building"]])
    if len(stopped):
        summed.loc[building] = (summed.loc[building].to_numpy() - stopped.to_numpy()).clip(min=0)
    return summed


def _months(dates: pd.Series, base: int, absent: int) -> np.ndarray:
    """Return dates such as 2023-04 as months since the end of the base year."""
    known = dates.notna().to_numpy()
    texts = dates.fillna("0000-01").astype(str)
    year, month = texts.str[:4].astype(int).to_numpy(), texts.str[5:7].astype(int).to_numpy()
    return np.where(known, (year - base - 1) * MONTHS_PER_YEAR + month - 1, absent)


def _note(rows: pd.DataFrame, n: int, most: int, language: str) -> str:
    """Return how many projects there are, and what is not drawn."""
    if rows.empty:
        return tell(language, "project_row.nothing")
    n_named = int(rows["own"].sum())
    groups = len(rows) - n_named
    said = tell(language, "project_row.named_note", named=f"{n_named:,}") if n_named else ""
    if groups:
        facts = {"lots": f"{n - n_named:,}", "groups": f"{groups:,}"}
        said += tell(language, "project_row.note", **facts)
    left = len(rows) - most
    return said + (tell(language, "project_row.left", most=most, left=left) if left > 0 else "")
