"""Inequality of a stored run: every measure with its interval, and whether measures agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, tell, word
from simulator.equity.equality_table import INDEX_MEASURES, MEASURES, SIGMA

COLUMNS = (
    "indicator",
    "indicator_label",
    "year",
    "measure",
    "measure_label",
    "weighted",
    "weighted_label",
    "group",
    "group_label",
    "compared_label",
    "value",
    "p05",
    "p50",
    "p95",
    "base_value",
    "direction",
    "direction_label",
    "agreement",
    "agreement_label",
    "n_regions",
    "n_stated",
    "n_imputed",
)
INDICES = INDEX_MEASURES
SHOWN = (*MEASURES[:SIGMA], *INDICES)
"""Sigma stands with convergence, indices under other weights stand side by side elsewhere."""
PARTS = ("between", "within")
KEYS = ["indicator", "measure", "weighted", "group", "imputed"]
QUANTILES = ("p05", "p50", "p95")
UNKNOWN, MIXED, UNCHANGED = "unknown", "mixed", "unchanged"
SAME = 1e-9
"""Relative change up to which a measure has not changed: differences of rounding alone."""


def inequality_table(
    equity: pd.DataFrame,
    catalogue: Catalogue,
    *,
    years: Sequence[int],
    indicator: str | None = None,
    include_imputed: bool = False,
    hindsight: Hindsight | None = None,
) -> pd.DataFrame:
    """Return every measure of inequality and every index, one row each.

    Parameters
    ----------
    equity
        The run's table ``equity``.
    catalogue
        Names in the language of the table.
    years
        Years shown, 31 December.
    indicator
        Only this one; None shows all and the indices.
    include_imputed
        Whether the variant with imputed cities is shown beside that of evidence alone.
    hindsight
        Adds the note 回顾（反事实） or 展望 for the last year.

    Returns
    -------
    DataFrame
        `COLUMNS`: ``value`` is the central one, percentiles are NaN without draws, NaN values
        cannot be judged. ``direction`` is the change since the base year; ``agreement`` is what
        all whole measures of an indicator in a variant say together, ``mixed`` where they
        disagree. ``n_stated`` counts cities with a base of their own.
    """
    rows = equity.assign(imputed=equity["n_imputed"] > 0)
    rows = rows[(~rows["imputed"] | include_imputed) & rows["measure"].isin(SHOWN)]
    if indicator is not None:
        rows = rows[rows["indicator"] == indicator]
    table = _central_and_quantiles(rows)
    table["direction"] = [
        _direction(str(row["measure"]), row["value"], row["base_value"])
        for row in table.to_dict("records")
    ]
    table["agreement"] = _agreement(table)
    table = _described(table[table["year"].isin(list(years))], catalogue)
    table.attrs = {"notes": _notes(table, years, catalogue, hindsight)}
    return table


def _central_and_quantiles(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per measure and year with central value, percentiles and base value."""
    central = rows[rows["statistic"] == "central"].reset_index(drop=True)
    keys = [*KEYS, "year"]
    for name in QUANTILES:
        found = rows.loc[rows["statistic"] == name, [*keys, "value"]]
        central = central.merge(found.rename(columns={"value": name}), on=keys, how="left")
    base = central.loc[central["year"] == central["year"].min(), [*KEYS, "value"]]
    return central.merge(base.rename(columns={"value": "base_value"}), on=KEYS, how="left")


def _direction(measure: str, value: float, base: float) -> str:
    """Return whether a measure fell or rose since the base year, in its own word."""
    if math.isnan(value) or math.isnan(base):
        return UNKNOWN
    if abs(value - base) <= SAME * max(abs(value), abs(base)):
        return UNCHANGED
    if measure in INDICES:
        return "higher" if value > base else "lower"
    return "wider" if value > base else "narrower"


def _agreement(table: pd.DataFrame) -> pd.Series:
    """Return what the measures of an indicator say together; parts of Theil have no say."""
    part = table["imputed"] & table["group"].isin(PARTS)
    whole = table[~part & ~table["measure"].isin(INDICES)]
    keys = ["indicator", "imputed", "year"]
    told = {key: _together(set(some["direction"])) for key, some in whole.groupby(keys)}
    asked = zip(*(table[name] for name in keys), strict=True)
    return pd.Series([told.get(key, UNKNOWN) for key in asked], index=table.index)


def _together(directions: set[str]) -> str:
    known = directions - {UNKNOWN}
    moved = known - {UNCHANGED}
    if not known:
        return UNKNOWN
    if not moved:
        return UNCHANGED
    return MIXED if len(moved) > 1 else moved.pop()


def _described(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with names and words, indicators in the order of params, indices last."""
    language = catalogue.language
    table = rows.copy()
    alone = ~table["imputed"] & (table["group"] == "between")
    table["n_stated"] = table["n_regions"] - table["n_imputed"] - alone
    table["indicator_label"] = [
        catalogue.name("indicator", one) if one else tell(language, "inequality.all_indicators")
        for one in table["indicator"]
    ]
    for column in ("measure", "group", "direction", "agreement"):
        kind = {"measure": "inequality", "group": "compared"}.get(column, "moved")
        table[f"{column}_label"] = [word(language, f"{kind}_word", one) for one in table[column]]
    weighted = np.where(table["weighted"], "weighted", "unweighted")
    table["weighted_label"] = [word(language, "counted_word", one) for one in weighted]
    table["compared_label"] = [who_is_compared(row, language) for row in table.to_dict("records")]
    places = {name: place for place, name in enumerate(catalogue.indicators)}
    order = table["indicator"].map(places).fillna(len(places)) * 2 + table["imputed"]
    return table.loc[order.sort_values(kind="stable").index, list(COLUMNS)].reset_index(drop=True)


def who_is_compared(row: Mapping[Any, object], language: str) -> str:
    """Return who is compared in words: how many stated, how many imputed, the rest as one."""
    imputed = int(str(row["n_imputed"]))
    facts = {"n": int(str(row["n_regions"])), "stated": row["n_stated"], "imputed": imputed}
    if imputed:
        return tell(language, "inequality.with_imputed", **facts)
    group = str(row["group"])
    return tell(language, f"inequality.{group if group in ('between', 'real') else 'all'}", **facts)


def _notes(
    table: pd.DataFrame, years: Sequence[int], catalogue: Catalogue, hindsight: Hindsight | None
) -> list[str]:
    """Return time, how to read the measures, what disagrees and what cannot be judged."""
    language = catalogue.language
    joint = "、" if language == "zh" else ", "
    notes = [hindsight.note(max(years), language)] if hindsight and years else []
    notes.append(tell(language, "inequality.how"))
    part = (table["n_imputed"] > 0) & table["group"].isin(PARTS)
    shown = table[~part & ~table["measure"].isin(INDICES)]
    last = shown[shown["year"] == max(years, default=0)]
    mixed = last[last["agreement"] == MIXED]
    for (name, who), some in mixed.groupby(["indicator_label", "compared_label"], sort=False):
        down, up = (
            joint.join(dict.fromkeys(some.loc[some["direction"] == one, "measure_label"]))
            for one in ("narrower", "wider")
        )
        if down and up:
            facts = {"indicator": name, "who": who, "down": down, "up": up}
            notes.append(tell(language, "inequality.disagree", **facts))
    notes += _unjudged(last, language, joint)
    if _outside(table).any():
        notes.append(tell(language, "inequality.outside"))
    return [note for note in notes if note]


def _outside(table: pd.DataFrame) -> pd.Series:
    """Return where the central value of a variant with imputed cities is not within P5-P95."""
    return (table["n_imputed"] > 0) & (
        (table["value"] < table["p05"]) | (table["value"] > table["p95"])
    )


def _unjudged(rows: pd.DataFrame, language: str, joint: str) -> list[str]:
    """Return which indicators no measure of a kind can be told for."""
    notes = []
    for weighted, key in ((True, "no_weighted"), (False, "no_unweighted")):
        some = rows[(rows["weighted"] == weighted) & (rows["n_imputed"] == 0)]
        none = some.groupby("indicator_label", sort=False)["value"].apply(lambda v: v.isna().all())
        names = list(none.index[none.astype(bool)])
        if len(names) > 1 and len(names) == len(none):
            names = [tell(language, "inequality.every_indicator")]
        if names:
            notes.append(tell(language, f"inequality.{key}", indicators=joint.join(names)))
    return notes
