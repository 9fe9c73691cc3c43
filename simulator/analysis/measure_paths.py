"""One measure of inequality, or an index, over the years of a stored run, as a picture draws it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from simulator.analysis.inequality import INDICES, PARTS
from simulator.analysis.labels import Catalogue, tell, word
from simulator.equity.equality_table import MEASURES, SIGMA, index_measure
from simulator.equity.indices import WEIGHT_SCHEMES

LINES = ("value", "second", "third")
COLUMNS = ("year", *LINES, "p05", "p95")
SHOWN = MEASURES[: SIGMA + 1]
"""Measures of a single indicator; the indices are made of many."""
ALIKE = ("range_ratio", "sigma")
"""Measures that count every city once."""
SPLIT = ("theil_t", "theil_l")


def measure_path(
    equity: pd.DataFrame,
    measure: str,
    catalogue: Catalogue,
    *,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return one measure of one indicator year by year.

    Parameters
    ----------
    equity
        The run's table ``equity`` of one indicator.
    measure
        One of `SHOWN`; weighted by people where it can be.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether the variant of all cities is told; where no city is imputed there is one variant.

    Returns
    -------
    DataFrame
        `COLUMNS`: ``value`` is central, ``p05`` and ``p95`` its interval, NaN without draws;
        ``second`` and ``third`` are Theil between and within the imputed and the rest, where all
        cities are told. ``attrs`` hold ``label``, ``names`` by line, and ``has``.
    """
    rows = equity[equity["measure"] == measure]
    rows = rows[rows["weighted"] == (measure not in ALIKE)]
    most = rows["n_imputed"].max() if include_imputed and len(rows) else 0
    rows = rows[rows["n_imputed"] == most]
    split = rows["group"].isin(PARTS) & (rows["n_imputed"] > 0)
    whole = rows[~split]
    paths = {"value": _path(whole, "central")}
    if measure in SPLIT and split.any():
        for line, part in zip(LINES[1:], PARTS, strict=True):
            paths[line] = _path(rows[split & (rows["group"] == part)], "central")
    paths |= {name: _path(whole, name) for name in ("p05", "p95")}
    language = catalogue.language
    names = {"value": word(language, "inequality_word", measure)}
    names |= {
        line: word(language, "compared_word", part)
        for line, part in zip(LINES[1:], PARTS, strict=True)
    }
    return _drawn(paths, names, word(language, "inequality_word", measure))


def index_path(
    equity: pd.DataFrame, index: str, catalogue: Catalogue, *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return one index year by year under the three weightings, as `measure_path` does.

    Parameters
    ----------
    equity
        The run's table ``equity`` of no single indicator.
    index
        One of `simulator.analysis.inequality.INDICES`.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether every city stands by itself.
    """
    rows = equity[equity["measure"].isin([index_measure(index, one) for one in WEIGHT_SCHEMES])]
    most = rows["n_imputed"].max() if include_imputed and len(rows) else 0
    rows = rows[rows["n_imputed"] == most]
    paths, names = {}, {}
    for line, scheme in zip(LINES, WEIGHT_SCHEMES, strict=True):
        own = rows[rows["measure"] == index_measure(index, scheme)]
        paths[line] = _path(own, "central")
        names[line] = tell(catalogue.language, f"paths.{scheme}")
        if line == LINES[0]:
            paths |= {name: _path(own, name) for name in ("p05", "p95")}
    return _drawn(paths, names, word(catalogue.language, "inequality_word", index))


def _path(rows: pd.DataFrame, statistic: str) -> pd.Series:
    own = rows[rows["statistic"] == statistic]
    return pd.Series(own["value"].to_numpy(float), index=own["year"].to_numpy(int))


def _drawn(paths: Mapping[str, pd.Series], names: Mapping[str, str], label: str) -> pd.DataFrame:
    """Return the paths side by side, every column there, and what the legend needs."""
    table = pd.DataFrame(dict(paths)).rename_axis("year").reset_index()
    table = table.reindex(columns=list(COLUMNS)).astype({one: float for one in COLUMNS[1:]})
    has = {line: bool(table[line].notna().any()) for line in COLUMNS[1:]}
    table.attrs = {"label": label, "names": dict(names), "has": has}
    return table


def known_measures(language: str) -> dict[str, str]:
    """Return the measures of a single indicator by name, in the order of the table."""
    return {one: word(language, "inequality_word", one) for one in SHOWN}


def known_indices(language: str) -> dict[str, str]:
    """Return the indices by name."""
    return {one: word(language, "inequality_word", one) for one in INDICES}
