"""Whether the cities of a stored run converge: sigma and beta, with their cautions."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from simulator.analysis.inequality import QUANTILES, UNKNOWN
from simulator.analysis.inequality_screen import digits, figure, interval
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.numbers import number
from simulator.analysis.stored_series import Stored
from simulator.equity.beta import NOT_FITTED, Beta, beta
from simulator.equity.equality_table import MEASURES, SIGMA
from simulator.equity.series import COUNT
from simulator.equity.units_compared import FEWEST_REAL_CITIES

SIGMA_QUANTILES = tuple(f"sigma_{name}" for name in QUANTILES)
COLUMNS = (
    "indicator",
    "indicator_label",
    "first_year",
    "year",
    "sigma_base",
    "sigma",
    *SIGMA_QUANTILES,
    "spread",
    "spread_label",
    "slope",
    "standard_error",
    "speed",
    "half_life",
    "convergence",
    "convergence_label",
    "n_regions",
    "n_stated",
    "n_imputed",
    "compared_label",
)
CLEAR = 2.0
"""Standard errors that a slope must lie from 0 to be called one."""
P5_P95 = "P5–P95"
NO_LINE = Beta(*NOT_FITTED, 0)
NO_SIGMA = (math.nan,) * 4
SAME = 1e-9
"""Change of sigma up to which it is rounding."""


def convergence_table(
    stored: Stored,
    equity: pd.DataFrame,
    year: int,
    catalogue: Catalogue,
    *,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return sigma and beta of every ratio since the base year, year by year, cities alike.

    Parameters
    ----------
    stored
        The run's indicators.
    equity
        The run's table ``equity``, with sigma of every draw summed up.
    year
        Last year shown, 31 December; the base year is the first.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether imputed cities are counted; without, those with data of their own, and nothing
        is judged where they are fewer than five.

    Returns
    -------
    DataFrame
        `COLUMNS`, by indicator, then year: sigma [logarithms] with P5, P50 and P95 over draws,
        each that of the cities of a draw; ``slope``, ``standard_error`` and ``speed`` [1/year],
        ``half_life`` [years] from the base year to the row's, central values; NaN cannot be
        judged.
    """
    series = stored.series
    known = _sigmas(equity, include_imputed=include_imputed)
    rows = []
    for place, name in enumerate(stored.indicators):
        if series.kind[place] == COUNT or series.direction[place] == 0:
            continue
        real, values = series.real[:-1, place], series.value[:-1, place]
        for at in range(stored.years.index(year) + 1):
            path = values[:, [0, at]]
            chosen = (real | include_imputed) & ~np.isnan(path).any(axis=1)
            n_stated = int((chosen & real).sum())
            judged = n_stated >= FEWEST_REAL_CITIES or include_imputed
            line = _line(path[chosen], at) if judged else NO_LINE
            first, now = ((known.get((name, stored.years[one]), NO_SIGMA)) for one in (0, at))
            spread = _spread(first[0], now[0]) if at else UNKNOWN
            told = [first[0], *now, spread, *line[:4], _converging(line)]
            counts = (int(chosen.sum()), n_stated)
            rows.append([name, stored.years[0], stored.years[at], *told, *counts])
    return _described(rows, catalogue)


def _sigmas(
    equity: pd.DataFrame, *, include_imputed: bool
) -> dict[tuple[str, int], tuple[float, ...]]:
    """Return sigma and its percentiles by indicator and year; NaN without draws.

    Where an indicator has no imputed city there is one variant, of all cities.
    """
    rows = equity[equity["measure"] == MEASURES[SIGMA]]
    if include_imputed:
        most = rows.groupby("indicator")["n_imputed"].transform("max")
        rows = rows[rows["n_imputed"] == most]
    else:
        rows = rows[rows["n_imputed"] == 0]
    wide = rows.pivot_table("value", ["indicator", "year"], "statistic", dropna=False)
    wide = wide.reindex(columns=["central", *QUANTILES])
    return {
        (str(name), int(year)): tuple(map(float, values))
        for (name, year), values in zip(wide.index, wide.to_numpy(), strict=True)
    }


def _line(path: np.ndarray, n_years: int) -> Beta:
    """Return the line of growth on the logarithm of the base value."""
    if len(path) < FEWEST_REAL_CITIES or n_years < 1:
        return NO_LINE
    return beta(path[:, 0], path[:, 1], n_years)


def _spread(first: float, last: float) -> str:
    if math.isnan(first) or math.isnan(last):
        return UNKNOWN
    if abs(last - first) <= SAME:
        return "unchanged"
    return "narrower" if last < first else "wider"


def _converging(line: Beta) -> str:
    """Return what the slope says where it lies clear of 0."""
    if math.isnan(line.slope):
        return UNKNOWN
    if abs(line.slope) < CLEAR * line.standard_error or line.slope == 0.0:
        return "not_clear"
    return "converging" if line.slope < 0.0 else "diverging"


def _described(rows: list[list[object]], catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with names, words and cautions."""
    language = catalogue.language
    names = ["indicator", "first_year", "year", "sigma_base", "sigma", *SIGMA_QUANTILES]
    names += [
        "spread",
        "slope",
        "standard_error",
        "speed",
        "half_life",
        "convergence",
        "n_regions",
        "n_stated",
    ]
    table = pd.DataFrame(rows, columns=names)
    table["n_imputed"] = table["n_regions"] - table["n_stated"]
    table["indicator_label"] = [catalogue.name("indicator", one) for one in table["indicator"]]
    table["spread_label"] = [word(language, "moved_word", one) for one in table["spread"]]
    table["convergence_label"] = [word(language, "moved_word", one) for one in table["convergence"]]
    table["compared_label"] = [
        tell(language, "grouped.compared", n=n, stated=stated, imputed=n - stated)
        for n, stated in zip(table["n_regions"], table["n_stated"], strict=True)
    ]
    table = table[list(COLUMNS)]
    notes = [tell(language, "convergence.how"), tell(language, "convergence.cautions")]
    drawn = table["sigma_p05"].notna()
    if table["sigma"].notna().any():
        notes.append(tell(language, f"convergence.{'drawn' if drawn.any() else 'no_draws'}"))
    beyond = (table["sigma"] < table["sigma_p05"]) | (table["sigma"] > table["sigma_p95"])
    if beyond.any():
        notes.append(tell(language, "convergence.outside"))
    if (table["n_imputed"] > 0).any():
        notes.append(tell(language, "convergence.imputed"))
    if (table["n_regions"] < FEWEST_REAL_CITIES).any():
        notes.append(tell(language, "convergence.few", fewest=FEWEST_REAL_CITIES))
    table.attrs = {"notes": notes}
    return table


def convergence_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the last year for a screen: numbers as text, a half-life where the slope is clear."""
    last = table[table["year"] == table["year"].max()]
    shown = pd.DataFrame({one: last[one] for one in ("indicator_label", "compared_label")})
    for one in ("sigma_base", "sigma"):
        shown[f"{one}_label"] = [figure(value, language) for value in last[one]]
    if last["sigma_p05"].notna().any():
        ends = zip(last["sigma_p05"], last["sigma_p95"], strict=True)
        shown["sigma_interval_label"] = [interval(*pair) for pair in ends]
    shown["spread_moved_label"] = last["spread_label"]
    for one in ("slope", "standard_error"):
        shown[f"{one}_beta_label"] = [digits(value) for value in last[one]]
    clear = last["convergence"] == "converging"
    shown["half_life_beta_label"] = [
        number(value, "year") if told else ""
        for value, told in zip(last["half_life"], clear, strict=True)
    ]
    return shown.assign(convergence_label=last["convergence_label"])


def sigma_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return sigma for a screen, years across: a row of central values and one of intervals.

    Indicators that cannot be judged in any year are left out.
    """
    judged = table[table.groupby("indicator")["sigma"].transform("count") > 0]
    rows: list[dict[str, str]] = []
    for label, own in judged.groupby("indicator_label", sort=False):
        years = own["year"].astype(str).tolist()
        central = [figure(value, language) for value in own["sigma"]]
        drawn = [interval(*ends) for ends in zip(own["sigma_p05"], own["sigma_p95"], strict=True)]
        for name, texts in ((tell(language, "convergence.central"), central), (P5_P95, drawn)):
            if any(texts):
                first = {"indicator_label": str(label), "statistic": name}
                rows.append({**first, **dict(zip(years, texts, strict=True))})
    return pd.DataFrame(rows)
