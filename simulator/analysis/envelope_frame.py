"""The money of a region by year: what fiscal funds bring in against what they are spent on."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import YUAN_PER_YI
from simulator.axes import FISCAL_FUNDS

NEW = ("own", "transfer_in", "transfer_out", "bond")
CARRIED = ("carry_in", "moved_in", "moved_out")
SPENT = {
    "debt_service": ("debt_service",),
    "recurrent": ("recurrent",),
    "capital": ("capital", "replacement"),
    "others": ("training", "recruitment", "coverage", "programme"),
}
"""Parts of the spending and their categories of the ledger."""
LEFT = {"carry_out": ("carry_out",), "lapsed": ("lapsed",)}


def money_against_envelope(ledger: pd.DataFrame, region: str, catalogue: Catalogue) -> pd.DataFrame:
    """Return the fiscal money of a region by year [亿元 of 2020], central values.

    Service income, medical insurance and social capital come with what they pay for and are
    left out. Every year: new + carried = the spent parts + carry_out + lapsed.

    Returns
    -------
    DataFrame
        One row per year: year, new (own funds, net transfers, bonds), carried (from the year
        before and from other domains), the parts of `SPENT`, spent (their sum), carry_out,
        lapsed. ``attrs`` holds region_label.
    """
    rows = ledger[(ledger["statistic"] == "central") & (ledger["region"] == region)]
    rows = rows[rows["fund"].isin(FISCAL_FUNDS)]
    wide = rows.pivot_table(index="year", columns="category", values="yuan", aggfunc="sum")
    wide = wide.fillna(0.0) / YUAN_PER_YI
    frame = pd.DataFrame({"new": _sum(wide, NEW), "carried": _sum(wide, CARRIED)})
    for part, categories in SPENT.items():
        frame[part] = 0.0 - _sum(wide, categories)
    frame["spent"] = frame[list(SPENT)].sum(axis=1)
    for part, categories in LEFT.items():
        frame[part] = 0.0 - _sum(wide, categories)
    frame = frame.rename_axis("year").reset_index()
    language = catalogue.language
    frame.attrs = {
        "region_label": catalogue.name("region", region),
        "labels": {name: tell(language, f"envelope.{name}") for name in ("new", *SPENT)},
        "unit_label": tell(language, "envelope.unit"),
    }
    return frame


def _sum(wide: pd.DataFrame, categories: tuple[str, ...]) -> pd.Series:
    """Return the sum of the categories that the ledger has."""
    return wide.reindex(columns=list(categories)).fillna(0.0).sum(axis=1)
