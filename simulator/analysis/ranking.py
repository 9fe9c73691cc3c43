"""Ranks among the cities with data of their own: place, interval over draws, change in a year.

A city whose base is imputed has no rank, and where fewer than five cities have data of their own
nobody has one (design §4.2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from simulator.analysis.drawn_ranks import Standing, drawn_ranks, interval, ranks_of
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.numbers import is_count, number, signed
from simulator.analysis.references import central_year, imputed, in_params_order
from simulator.axes import PROVINCE
from simulator.equity.ranks import competition_ranks
from simulator.equity.units_compared import FEWEST_REAL_CITIES

TABLES = ("gaps", "indicators")
"""What is read of a run."""
COLUMNS = (
    "indicator",
    "indicator_label",
    "domain",
    "unit",
    "unit_label",
    "region",
    "region_label",
    "year",
    "value",
    "rank",
    "n_ranked",
    "n_imputed",
    "rank_label",
    "rank_p05",
    "rank_p95",
    "rank_interval_label",
    "rank_change",
    "rank_change_label",
    "rank_change_p05",
    "rank_change_p95",
    "rank_change_interval_label",
    "imputed",
    "grade",
)
NUMBERS = tuple(f"{name}{end}" for name in ("rank", "rank_change") for end in ("", "_p05", "_p95"))
SIDES = {"higher": 1.0, "lower": -1.0}


def rank_table(
    tables: Mapping[str, pd.DataFrame],
    year: int,
    catalogue: Catalogue,
    *,
    domain: str | None = None,
    indicator: str | None = None,
    include_imputed: bool = False,
    draws: pd.DataFrame | None = None,
    hindsight: Hindsight | None = None,
) -> pd.DataFrame:
    """Return the rank of every city by every indicator that has a better side.

    Parameters
    ----------
    tables
        The run's `TABLES`; central values are ranked.
    year
        31 December of this year.
    catalogue
        Names in the language of the table.
    domain, indicator
        Only indicators of this domain, only this one.
    include_imputed
        Whether cities without a base of their own are listed, as not ranked.
    draws
        The run's table ``draws`` where its draws were kept: the intervals come from it.
    hindsight
        Adds the note 回顾（反事实） or 展望 for the year.

    Returns
    -------
    DataFrame
        `COLUMNS`, by indicator, then region, in the order of params. ``rank`` 1 is best, equal
        values share the better rank, NaN where there is none; ``rank_change`` is positive for a
        city that moved up since the year before. ``_p05`` and ``_p95`` are of ranks, and of their
        changes, in every draw; NaN where no draws were kept. ``attrs`` hold ``notes``, ``n_real``
        and ``n_imputed``: the cities with data of their own for some indicator, and for none.
    """
    cells = _cells(tables, year, catalogue, domain)
    if indicator is not None:
        cells = cells[cells["indicator"] == indicator].reset_index(drop=True)
    ranked = [
        _ranked(rows, tables["indicators"], draws, year)
        for _, rows in cells.groupby("indicator", sort=False)
    ]
    whole = pd.concat(ranked) if ranked else cells
    table = _described(whole, catalogue) if ranked else pd.DataFrame(columns=list(COLUMNS))
    real = ~table["imputed"].astype(bool)
    counted = set(table.loc[real, "region"])
    shown = table[real | include_imputed].reset_index(drop=True)
    shown.attrs = {
        "notes": list(_notes(table, tables["indicators"], draws, catalogue)),
        "n_real": len(counted),
        "n_imputed": len(set(table["region"]) - counted),
    }
    if hindsight and hindsight.note(year, catalogue.language):
        shown.attrs["notes"].insert(0, hindsight.note(year, catalogue.language))
    return shown


def _cells(
    tables: Mapping[str, pd.DataFrame], year: int, catalogue: Catalogue, domain: str | None
) -> pd.DataFrame:
    """Return the cities' values of comparable indicators with a better side."""
    gaps = central_year(tables["gaps"], year)
    cells = gaps[gaps["region"] != PROVINCE].drop_duplicates(["region", "indicator"])
    cells = cells[~cells["unit"].map(is_count) & cells["value"].notna()]
    cells = cells[cells["indicator"].map(catalogue.directions).isin(list(SIDES))]
    if domain is not None:
        cells = cells[cells["indicator"].map(catalogue.domains) == domain]
    cells = in_params_order(cells, catalogue)
    lines = {name: place for place, name in enumerate(catalogue.indicators)}
    order = cells["indicator"].map(lines).sort_values(kind="stable").index
    cells = cells.loc[order].reset_index(drop=True)
    cells["side"] = cells["indicator"].map(catalogue.directions).map(SIDES)
    cells["imputed"] = imputed(cells["flags"])
    return cells


def _ranked(
    rows: pd.DataFrame, indicators: pd.DataFrame, draws: pd.DataFrame | None, year: int
) -> pd.DataFrame:
    """Return the rows of one indicator with rank, interval and change."""
    found = rows.copy()
    real = found[~found["imputed"]]
    found["n_ranked"], found["n_imputed"] = len(real), len(found) - len(real)
    found[list(NUMBERS)] = np.nan
    if len(real) < FEWEST_REAL_CITIES:
        return found
    side, indicator = float(real["side"].iloc[0]), str(real["indicator"].iloc[0])
    cities = [str(one) for one in real["region"]]
    standing = Standing(cities, indicator, side)
    rank = competition_ranks(side * real["value"].to_numpy())
    found.loc[real.index, "rank"] = rank
    before = central_year(indicators, year - 1)
    known = before[before["indicator"] == indicator].set_index("region")["value"]
    last = ranks_of(side * known.reindex(cities).to_numpy())
    found.loc[real.index, "rank_change"] = last - rank
    if draws is not None:
        now, then = (drawn_ranks(draws, standing, one) for one in (year, year - 1))
        moved = then - now if then.shape == now.shape else now[:0]
        for name, drawn in (("rank", now), ("rank_change", moved)):
            low, high = interval(drawn)
            found.loc[real.index, f"{name}_p05"] = low
            found.loc[real.index, f"{name}_p95"] = high
    return found


def _described(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with names and words, `COLUMNS`."""
    language, table = catalogue.language, rows.copy()
    for kind in ("region", "indicator"):
        table[f"{kind}_label"] = [catalogue.name(kind, str(one)) for one in table[kind]]
    table["domain"] = table["indicator"].map(catalogue.domains)
    table["unit_label"] = [
        catalogue.unit(i, u) for i, u in zip(table["indicator"], table["unit"], strict=True)
    ]
    table["rank_label"] = [
        word(language, "rank", "not_ranked" if is_imputed else "unknown")
        if math.isnan(rank)
        else f"{rank:.0f}/{n}"
        for rank, n, is_imputed in table[["rank", "n_ranked", "imputed"]].itertuples(index=False)
    ]
    table["rank_change_label"] = [_moved(change, language) for change in table["rank_change"]]
    for name, key in (("rank", "span"), ("rank_change", "moved_span")):
        ends = table[[f"{name}_p05", f"{name}_p95"]].itertuples(index=False)
        table[f"{name}_interval_label"] = [_span(low, high, key, language) for low, high in ends]
    return table[list(COLUMNS)]


def _span(low: float, high: float, key: str, language: str) -> str:
    """Return an interval of ranks or of changes; one number where both ends are the same."""
    if math.isnan(low):
        return ""
    write = signed if key == "moved_span" else number
    ends = write(low, "place"), write(high, "place")
    return ends[0] if low == high else tell(language, f"rank.{key}", low=ends[0], high=ends[1])


def _moved(change: float, language: str) -> str:
    """Return a change of rank in words; empty where there is none."""
    if math.isnan(change):
        return ""
    kind = "same" if change == 0 else ("up" if change > 0 else "down")
    return tell(language, f"rank.{kind}", n=f"{abs(change):.0f}")


def _notes(
    table: pd.DataFrame,
    indicators: pd.DataFrame,
    draws: pd.DataFrame | None,
    catalogue: Catalogue,
) -> Iterator[str]:
    """Yield what must stand under the table: who is not ranked, and why."""
    language = catalogue.language
    few = table[table["n_ranked"] < FEWEST_REAL_CITIES]
    names = few["indicator_label"].drop_duplicates().tolist()
    if names:
        joined = ("、" if language == "zh" else ", ").join(names)
        yield tell(language, "rank.too_few", fewest=FEWEST_REAL_CITIES, indicators=joined)
    unranked = table.loc[table["imputed"].astype(bool), "region"].nunique()
    if unranked:
        yield tell(language, "rank.imputed", n=unranked)
    yield tell(language, "rank.left_out")
    if draws is not None:
        yield tell(language, "rank.interval", n=int(draws["draw"].max()))
    else:
        drawn = (indicators["statistic"] == "p05").any()
        yield tell(language, "rank.not_kept" if drawn else "rank.no_draws")
