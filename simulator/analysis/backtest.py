"""How far projections were from what was observed later, beside two naive forecasts.

    pairs ─► measured ─► told

A pair is a projection and an observation of the same place, indicator and year-end. Only pairs
of status `TESTED` count; every other one is kept with the reason why it does not.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word

TESTED = "tested"
SHOWN = "shown"
"""A projection and an observation that are laid side by side, but are no test."""
UNTESTABLE = "untestable"
STATUSES = (TESTED, SHOWN, UNTESTABLE)
ENOUGH_PAIRS = 20
"""Pairs below which nothing is said of skill."""
RESIDENTS, AGES, FLOWS, SERVICES = "residents", "ages", "flows", "services"
KINDS = (RESIDENTS, AGES, FLOWS, SERVICES)
RIVALS = ("no_change", "trend")
"""Naive forecasts: the value of the base year stays; the change of five years goes on."""
FORECASTS = ("projected", *RIVALS)
KEYS = ("from_year", "region", "indicator", "year")
PAIR = (*KEYS, "kind", "observed", "unit", *FORECASTS, "p05", "p95", "status", "reason")
"""What is known of a pair; absent numbers are NaN."""
COLUMNS = (
    "from_year",
    "region",
    "region_label",
    "indicator",
    "indicator_label",
    "year",
    "kind",
    "observed",
    "unit",
    *FORECASTS,
    "p05",
    "p95",
    "inside",
    "error",
    *(f"{one}_error_percent" for one in FORECASTS),
    "status",
    "status_label",
    "reason",
)


def measured(pairs: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the pairs with their errors and names, with `COLUMNS`.

    Parameters
    ----------
    pairs
        Columns `PAIR`.
    catalogue
        Names of regions and indicators.

    Notes
    -----
    ``error`` is projection minus observation; ``*_error_percent`` is its size in percent of the
    observation. ``inside`` is NA where no draws were run.
    """
    table = pairs.copy()
    observed = table["observed"]
    table["error"] = table["projected"] - observed
    for name in FORECASTS:
        table[f"{name}_error_percent"] = (table[name] - observed).abs() / observed.abs() * 100.0
    inside = (observed >= table["p05"]) & (observed <= table["p95"])
    table["inside"] = inside.astype("boolean").mask(table["p05"].isna() | table["p95"].isna())
    language = catalogue.language
    table["region_label"] = [catalogue.name("region", one) for one in table["region"]]
    table["indicator_label"] = [name_of(one, catalogue) for one in table["indicator"]]
    table["status_label"] = [word(language, "backtest_status", one) for one in table["status"]]
    return table[list(COLUMNS)]


def name_of(indicator: str, catalogue: Catalogue) -> str:
    """Return the name of an indicator, of a service's count or of a group of residents."""
    if indicator in catalogue.indicators:
        return catalogue.indicators[indicator]
    if indicator in catalogue.services:
        return catalogue.services[indicator]
    return word(catalogue.language, "observed", indicator)


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per start and kind: n, mean absolute percentage errors, coverage.

    A naive forecast is averaged over the pairs that have one, and the projection over the same
    pairs (``n_trend``, ``projected_trend``, ``trend``), so that like is compared with like.
    """
    rows = []
    tested = table[table["status"] == TESTED]
    starts = sorted(tested["from_year"].unique(), reverse=True)
    for first, kind in ((first, kind) for first in starts for kind in KINDS):
        own = tested[(tested["from_year"] == first) & (tested["kind"] == kind)]
        if own.empty:
            continue
        known = own["inside"].dropna()
        row: dict[str, object] = {"from_year": first, "kind": kind, "n": len(own)}
        row["projected"] = own["projected_error_percent"].mean()
        for rival in RIVALS:
            both = own[own[rival].notna()]
            row[f"n_{rival}"] = len(both)
            row[f"projected_{rival}"] = both["projected_error_percent"].mean()
            row[rival] = both[f"{rival}_error_percent"].mean()
        rows.append(row | {"n_inside": int(known.sum()), "n_interval": len(known)})
    return pd.DataFrame(rows)


def told(table: pd.DataFrame, language: str) -> list[str]:
    """Return what the pairs say, kind by kind; nothing of skill below `ENOUGH_PAIRS`."""
    notes = []
    for row in summary(table).to_dict("records"):
        kind = word(language, "backtest_kind", str(row["kind"]))
        about = {"first": row["from_year"], "kind": kind, "n": row["n"]}
        parts = [tell(language, "backtest.errors", **about, projected=_percent(row["projected"]))]
        for rival in RIVALS:
            if row[f"n_{rival}"]:
                args = {"n": row[f"n_{rival}"], "ours": _percent(row[f"projected_{rival}"])}
                args |= {"theirs": _percent(row[rival]), "rival": word(language, "naive", rival)}
                parts.append(
                    tell(language, "backtest.against", **args)
                    + tell(language, f"backtest.{_judgement(row, rival)}")
                )
        if row["n"] < ENOUGH_PAIRS:
            parts.append(tell(language, "backtest.too_few", least=ENOUGH_PAIRS))
        if row["n_interval"]:
            held = {"inside": row["n_inside"], "n": row["n_interval"]}
            parts.append(tell(language, "backtest.coverage", **held))
        notes.append(("" if language == "zh" else " ").join(part for part in parts if part))
    for status in (SHOWN, UNTESTABLE):
        if n := int((table["status"] == status).sum()):
            notes.append(tell(language, f"backtest.{status}", n=n))
    return [*notes, tell(language, "backtest.how")]


def _percent(value: float) -> str:
    return f"{value:.1f}"


def _judgement(row: Mapping[Hashable, float], rival: str) -> str:
    """Return the key of what may be said of skill: nothing where pairs are few."""
    if row[f"n_{rival}"] < ENOUGH_PAIRS:
        return "unjudged"
    return "better" if row[f"projected_{rival}"] < row[rival] else "not_better"
