"""What a run says on its plans' targets in the year most of them fall due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from simulator.analysis.annex import verdict_rows
from simulator.analysis.gap_table import gap_table
from simulator.analysis.intervals import HIGH, LOW
from simulator.analysis.labels import Catalogue
from simulator.analysis.references import central_year, measured_against
from simulator.analysis.run_view import RunView, target_year
from simulator.axes import PROVINCE

ROW = ["region", "plan", "row_id"]
OF_PROVINCE = "province"
"""The reference that is the province as simulated."""

NEAR = 0.01
"""Share of a target up to which it is missed by a hair."""


class Need(NamedTuple):
    """What would close the shortfalls of some regions' targets in one year."""

    regions: list[str]
    yuan: float
    """Money in prices of 2020."""
    unpriced: list[str]
    """Indicators that are short of a target without a price."""


class Judged(NamedTuple):
    """How many rows of a plan there are, can be judged, and are met."""

    n_rows: int
    n_judged: int
    n_met: int


def due_rows(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row per target due, in the order of the plans' own tables.

    `simulator.analysis.annex.verdict_rows` with value_p05 and value_p95 (NaN without draws),
    lacking (shortfall as a share of the target), near (missed, by less than `NEAR`) and, of a row
    that a plan prints, printed_domain, printed_label and printed_base. In a run that ends before
    the targets' year the values are those of its last year.
    """
    verdicts = view.tables["verdicts"]
    due = target_year(view)
    year = min(due, view.end)
    chosen = verdicts[(verdicts["year"] == year) & (verdicts["target_year"] == due)]
    if chosen.empty:
        chosen = verdicts[(verdicts["year"] == year) & (verdicts["target_year"] >= year)]
    rows = verdict_rows(view, catalogue, chosen[chosen["statistic"] == "central"])
    for statistic in (LOW, HIGH):
        drawn = chosen[chosen["statistic"] == statistic][[*ROW, "value"]]
        drawn = drawn.rename(columns={"value": f"value_{statistic}"})
        rows = rows.merge(drawn, on=ROW, how="left")
    rows["lacking"] = rows["shortfall"] / rows["target_value"].abs()
    rows["near"] = rows["met"].eq(False) & (rows["lacking"] < NEAR)
    return _in_print_order(rows, view, catalogue)


def _in_print_order(rows: pd.DataFrame, view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows by region, each plan in the order of its own table."""
    rows = rows.copy()
    keys = list(zip(rows["plan"], rows["row_id"], strict=True))
    found = [view.printed.get(key) for key in keys]
    for name in ("domain", "label", "base"):
        rows[f"printed_{name}"] = [getattr(one, name) if one else "" for one in found]
    regions = {name: place for place, name in enumerate(catalogue.regions)}
    rows["_region"] = rows["region"].map(regions)
    rows["_place"] = [one.place if one else len(view.printed) for one in found]
    rows = rows.sort_values(["_region", "_place"], kind="stable")
    return rows.drop(columns=["_region", "_place"]).reset_index(drop=True)


def due_year(rows: pd.DataFrame, view: RunView) -> int:
    """Return the year the rows fall due, which may lie after the end of a run."""
    return int(rows["target_year"].mode().iloc[0]) if len(rows) else target_year(view)


def of_own_plan(rows: pd.DataFrame) -> pd.Series:
    """Return which rows stand in the region's own plan; elsewhere the province's target holds."""
    provincial = rows["plan"].astype(str).str.startswith(f"{PROVINCE}-")
    return ~provincial | (rows["region"] == PROVINCE)


def planned(rows: pd.DataFrame) -> list[str]:
    """Return the regions with a plan of their own, the province first."""
    return list(rows[of_own_plan(rows)]["region"].unique())


def focus(rows: pd.DataFrame) -> str:
    """Return the region a report is about: the province, else the first that was stored."""
    found = list(rows["region"].unique())
    return PROVINCE if PROVINCE in found or not found else str(found[0])


def tally(rows: pd.DataFrame) -> Judged:
    """Return how many rows there are, can be judged and are met."""
    met = rows["met"].dropna().astype(bool)
    return Judged(len(rows), len(met), int(met.sum()))


def missed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not met, the one furthest from its target first."""
    unmet = rows[rows["met"].eq(False) & rows["lacking"].notna()]
    return unmet.sort_values("lacking", ascending=False, kind="stable").reset_index(drop=True)


def to_close(view: RunView, year: int, regions: Sequence[str]) -> pd.DataFrame:
    """Return units and money that close each gap to the region's own target in a year."""
    rows = measured_against(view.tables["gaps"], year, "target")
    rows = rows[rows["region"].isin(regions)]
    columns = ["favourable", "units_to_close", "yuan_to_close"]
    return rows.set_index(["region", "indicator"])[columns]


def money_needed(view: RunView, rows: pd.DataFrame, year: int) -> Need:
    """Return what would close the shortfalls: the province's, else those of the cities planned.

    ``rows`` are verdicts of the run; the province's shortfall holds those of its cities.
    """
    place = focus(rows)
    regions = [place] if place == PROVINCE else planned(rows)
    closing = to_close(view, year, regions)
    short = closing[(closing["favourable"] < 0) & closing["yuan_to_close"].isna()]
    unpriced = short.index.get_level_values("indicator")
    return Need(regions, float(closing["yuan_to_close"].sum()), list(dict.fromkeys(unpriced)))


def furthest_behind(view: RunView, catalogue: Catalogue, year: int | None = None) -> pd.DataFrame:
    """Return the gaps of cities to the province on its bad side, the widest in percent first.

    Cities with figures of their own only; the year is by default that of the targets.
    """
    year = min(target_year(view), view.end) if year is None else year
    gaps = view.tables["gaps"]
    lines = ["region", "indicator"]
    central = central_year(gaps, year)
    central = central[(central["reference"] == OF_PROVINCE) & (central["favourable"] < 0)]
    # described is only what is listed: this stands under a slider
    listed = pd.MultiIndex.from_frame(gaps[lines]).isin(pd.MultiIndex.from_frame(central[lines]))
    table = gap_table(gaps[listed], view.tables["indicators"], year, catalogue)
    behind = (table["favourable"] < 0) & (table["reference"] == OF_PROVINCE)
    table = table[behind & (table["region"] != PROVINCE)]
    order = table["gap_percent"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
