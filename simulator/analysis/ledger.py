"""The money of a region by year: what came in, what went out, nothing left over."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.labels import Catalogue, word
from simulator.axes import CATEGORIES


def ledger_table(
    ledger: pd.DataFrame, region: str, catalogue: Catalogue, domain: str | None = None
) -> pd.DataFrame:
    """Return one row per category with one column per year [yuan], central values.

    Money in is positive, money out negative; every year sums to zero, as the last row shows.

    Parameters
    ----------
    ledger
        The run's table ``ledger``.
    domain
        Domain to keep; None sums over all.
    """
    rows = ledger[(ledger["statistic"] == "central") & (ledger["region"] == region)]
    if domain is not None:
        rows = rows[rows["domain"] == domain]
    wide = rows.pivot_table(index="category", columns="year", values="yuan", aggfunc="sum")
    present = [name for name in dict.fromkeys(CATEGORIES) if name in wide.index]
    wide = wide.reindex(present).fillna(0.0)
    wide.loc["balance"] = wide.sum().round(2) + 0.0
    wide.columns = pd.Index([str(year) for year in wide.columns])
    table = wide.reset_index()
    labels = [word(catalogue.language, "category", name) for name in table["category"]]
    return table.assign(category_label=labels)
