"""Inequality as a screen shows it: measures across, small numbers with two digits."""

from __future__ import annotations

import math

import pandas as pd

from simulator.analysis.inequality import INDICES, PARTS, UNKNOWN
from simulator.analysis.labels import word
from simulator.equity.indices import WEIGHT_SCHEMES

DECIMALS = 4
ENDS = ("p05", "p95")


def inequality_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the table for a screen: one row per indicator and way of counting, measures across.

    Rows in which nothing can be judged stay only if weighted: a note names the others.
    """
    shown = table[~table["measure"].isin(INDICES)]
    part = (shown["n_imputed"] > 0) & shown["group"].isin(PARTS)
    keys = ["indicator_label", "year", "compared_label", "weighted_label"]
    rows = []
    for key, some in shown[~part].groupby(keys, sort=False):
        if not some["weighted"].iloc[0] and some["value"].isna().all():
            continue
        of = {str(row["measure"]): row for row in some.to_dict("records")}
        cells = {f"{one}_label": figure(row["value"], language) for one, row in of.items()}
        cells["gini_interval_label"] = interval(of["gini"]["p05"], of["gini"]["p95"])
        agreed = {"agreement_label": str(some["agreement_label"].iloc[0])}
        rows.append(dict(zip(keys, key, strict=True)) | cells | agreed)
    made = pd.DataFrame(rows)
    if len(made) and not made["gini_interval_label"].any():
        made = made.drop(columns="gini_interval_label")
    last = made.pop("agreement_label") if len(made) else None
    return made if last is None else made.assign(agreement_label=last).fillna("")


def index_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the indices for a screen: value, interval, base value and who is compared."""
    rows = table[table["measure"].isin(INDICES)]
    made = pd.DataFrame(
        {
            "measure_label": list(rows["measure_label"]),
            "year": list(rows["year"]),
            "compared_label": list(rows["compared_label"]),
            "value_label": [figure(one, language) for one in rows["value"]],
            "interval_label": [
                interval(low, high) for low, high in zip(rows["p05"], rows["p95"], strict=True)
            ],
            "base_value_label": [figure(one, language) for one in rows["base_value"]],
            "direction_label": list(rows["direction_label"]),
        }
    )
    return made if made["interval_label"].any() else made.drop(columns="interval_label")


def index_weights_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the table for a screen: numbers as text, indicators that no weighting uses left out.

    What is left out stands in the notes of the table of measures.
    """
    shown = table[(table["part"] != "weight") | (table[list(WEIGHT_SCHEMES)] > 0.0).any(axis=1)]
    texts: dict[str, list[str]] = {}
    for scheme in WEIGHT_SCHEMES:
        low, high = (shown[f"{scheme}_{end}"] for end in ENDS)
        values = zip(shown[scheme], low, high, strict=True)
        texts[f"{scheme}_label"] = [_with_interval(*one, language) for one in values]
    texts["spread_label"] = [figure(value, language) for value in shown["spread"]]
    names = {one: list(shown[one]) for one in ("part_label", "item_label")}
    return pd.DataFrame({**names, **texts, "note": list(shown["note"])})


def _with_interval(value: float, low: float, high: float, language: str) -> str:
    """Return a value, and P5–P95 in brackets where there are draws."""
    told = interval(low, high)
    left, right = ("（", "）") if language == "zh" else (" (", ")")
    return f"{figure(value, language)}{left}{told}{right}" if told else figure(value, language)


def figure(value: float, language: str) -> str:
    """Return a measure with four decimals or, where it is small, its first two digits."""
    return digits(value) or word(language, "moved_word", UNKNOWN)


def interval(low: float, high: float) -> str:
    """Return P5–P95 as text; empty without draws."""
    return f"{digits(low)}–{digits(high)}" if digits(low) and digits(high) else ""


def digits(value: float) -> str:
    """Return a value with at least `DECIMALS` decimals and two digits, empty where none."""
    if math.isnan(value):
        return ""
    small = 0.0 < abs(value) < 10.0 ** (1 - DECIMALS)
    places = 1 - math.floor(math.log10(abs(value))) if small else DECIMALS
    return f"{value + 0.0:.{places}f}"
