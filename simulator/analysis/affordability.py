"""财政承受能力: what services cost the treasury, against what it is published to have.

Fiscal outlays of a run (2020 prices) are divided by published general budget expenditure and
revenue, in the prices of their year: of the same year where there is one, else of the last
published before, else of the first after. Nothing is grown on, and nothing deflated: over the
years of a plan prices move less than what is at stake, and a planner can check each figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from simulator.axes import FISCAL_FUNDS
from simulator.instants import MONTHS_PER_YEAR

PUBLISHED = {
    "expenditure": ("general_budget_expenditure", "一般公共预算支出，当年价"),
    "revenue": ("general_budget_revenue", "一般公共预算收入，当年价"),
}
"""Denominators: indicator and the definition of whole years."""
CAPITAL = ("capital", "replacement")
DEBT = ("debt_service",)
BORROWED = "special_bonds"
"""Fund that later debt service pays back: counting what it builds would count it twice."""
RUNNING = ("recurrent", "training", "recruitment", "coverage", "programme")
STRESS = 0.9
"""Revenue under stress, relative to the published: ten percent less (design, affordability)."""


def fiscal_outlays(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return capital, running cost and debt service that public money pays, by region and year.

    Yuan of 2020; columns region, year, capital, running, debt_service, total. What bonds build
    counts when it is paid back.
    """
    rows = ledger[(ledger["statistic"] == "central") & ledger["fund"].isin(FISCAL_FUNDS)]
    kinds = {
        **dict.fromkeys(CAPITAL, "capital"),
        **dict.fromkeys(RUNNING, "running"),
        **dict.fromkeys(DEBT, "debt_service"),
    }
    rows = rows[~((rows["fund"] == BORROWED) & rows["category"].isin(CAPITAL))]
    rows = rows.assign(kind=rows["category"].map(kinds)).dropna(subset="kind")
    wide = rows.pivot_table(
        index=["region", "year"], columns="kind", values="yuan", aggfunc="sum", sort=False
    )
    wide = -wide.reindex(columns=["capital", "running", "debt_service"]).fillna(0.0)
    return wide.assign(total=wide.sum(axis=1)).reset_index()


def unpaid_debt(events: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return the debt service that could not be paid when it was due, central values.

    Columns region, year, yuan (of 2020): what stood unpaid after that January, summed over
    domains. What stays unpaid stands again a year later.
    """
    rows = events[
        (events["draw"] == 0) & (events["event"] == "delayed") & (events["project"] == "")
    ]
    rows = rows.assign(year=base + 1 + (rows["month"] - 1) // MONTHS_PER_YEAR)
    return rows.groupby(["region", "year"], sort=False)["yuan"].sum().reset_index()


def nearest_year(published: Mapping[int, float], year: int) -> int | None:
    """Return the year whose figure serves: the same, the last before, else the first after."""
    before = [one for one in published if one <= year]
    return max(before) if before else min(published, default=None)


def affordability_table(
    outlays: pd.DataFrame,
    published: Mapping[tuple[str, str], Mapping[int, float]],
    regions: Sequence[str],
    ceiling: float | None,
) -> pd.DataFrame:
    """Return one row per region and year with a published figure.

    Parameters
    ----------
    outlays
        From `fiscal_outlays`.
    published
        Yuan by (region, ``expenditure`` or ``revenue``) and year.
    regions
        Regions in the order of params.
    ceiling
        Share of revenue that must not be passed; None sets none.

    Returns
    -------
    DataFrame
        Outlays [yuan], shares of expenditure and revenue [%], the years of the figures they are
        divided by, the share of revenue under stress and whether it passes the ceiling.
    """
    rows = []
    for place, region in enumerate(regions):
        own = outlays[outlays["region"] == region]
        known = {kind: published.get((region, kind), {}) for kind in PUBLISHED}
        if not any(known.values()):
            continue
        for row in own.to_dict("records"):
            found: dict[str, object] = {"order": place, **{str(k): v for k, v in row.items()}}
            for kind, figures in known.items():
                year = nearest_year(figures, int(row["year"]))
                found[f"{kind}_year"] = year
                found[f"share_of_{kind}"] = (
                    100.0 * row["total"] / figures[year] if year is not None else None
                )
            share = found["share_of_revenue"]
            stressed = share / STRESS if isinstance(share, float) else None
            found["share_under_stress"] = stressed
            passes = None if ceiling is None or stressed is None else stressed > 100.0 * ceiling
            found["over_ceiling"] = passes
            rows.append(found)
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    table = table.sort_values(["order", "year"], kind="stable").drop(columns="order")
    for kind in PUBLISHED:
        table[f"{kind}_year"] = table[f"{kind}_year"].astype("Int64")
    return table.reset_index(drop=True)
