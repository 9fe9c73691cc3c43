"""The ledger of a place to be read and summed up: tier, fund and category by year."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.money_picture import Prices
from simulator.analysis.numbers import YUAN_PER_WAN, YUAN_PER_YI
from simulator.axes import CATEGORIES, FUNDS, TIERS

UNITS = {"yi": YUAN_PER_YI, "wan": YUAN_PER_WAN}
"""亿元 and 万元 in yuan."""
KEYS = {"tier": TIERS, "fund": FUNDS, "category": CATEGORIES}


def ledger_rows(
    ledger: pd.DataFrame,
    region: str,
    catalogue: Catalogue,
    unit: str = "yi",
    prices: Prices | None = None,
) -> pd.DataFrame:
    """Return one row per tier, fund and category with one column per year, central values.

    Money in is positive, money out negative: the rows of a tier and a fund sum to zero every year.

    Parameters
    ----------
    unit
        One of `UNITS`.
    prices
        Price level by year for prices of the year; None for those of the base year.

    Returns
    -------
    DataFrame
        tier_label, fund_label, category_label, then the years as text. ``attrs`` holds
        region_label, years and unit_label.
    """
    rows = ledger[(ledger["statistic"] == "central") & (ledger["region"] == region)]
    wide = rows.pivot_table(index=list(KEYS), columns="year", values="yuan", aggfunc="sum")
    wide = wide.fillna(0.0) / UNITS[unit]
    if prices is not None:
        wide = wide.mul(wide.columns.to_series().map(prices), axis=1)
    order = {name: {one: at for at, one in enumerate(known)} for name, known in KEYS.items()}
    wide = wide.sort_index(key=lambda level: level.map(order[str(level.name)]))
    years = [str(year) for year in wide.columns]
    wide.columns = pd.Index(years)
    # money that never moves needs no row
    table = wide[(wide != 0).any(axis=1)].reset_index()
    language = catalogue.language
    labels = pd.DataFrame(
        {f"{name}_label": [word(language, name, str(one)) for one in table[name]] for name in KEYS}
    )
    found = labels.join(table[years])
    key = "base" if prices is None else "current"
    found.attrs = {
        "region_label": catalogue.name("region", region),
        "years": years,
        "unit_label": tell(language, f"money_unit.{unit}_{key}"),
    }
    return found
