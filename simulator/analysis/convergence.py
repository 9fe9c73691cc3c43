"""Whether the cities of a stored run converge: sigma and beta, with their cautions."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from simulator.analysis.inequality import UNKNOWN
from simulator.analysis.inequality_screen import digits, figure
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.numbers import number
from simulator.analysis.stored_series import Stored
from simulator.equity.beta import NOT_FITTED, Beta, beta
from simulator.equity.series import COUNT
from simulator.equity.sigma import sigma
from simulator.equity.units_compared import FEWEST_REAL_CITIES

COLUMNS = (
    "indicator",
    "indicator_label",
    "first_year",
    "year",
    "sigma_base",
    "sigma",
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
SAME = 1e-9
"""Change of sigma up to which it is rounding."""


def convergence_table(
    stored: Stored, year: int, catalogue: Catalogue, *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return sigma and beta of every ratio from the base year to a year, cities alike.

    Parameters
    ----------
    stored
        The run's indicators.
    year
        31 December of this year, after the base year.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether imputed cities are counted; without, those with data of their own, and nothing
        is judged where they are fewer than five.

    Returns
    -------
    DataFrame
        `COLUMNS`: sigma [logarithms], ``slope``, ``standard_error`` and ``speed`` [1/year],
        ``half_life`` [years]; NaN cannot be judged.
    """
    series, at = stored.series, stored.years.index(year)
    rows = []
    for place, name in enumerate(stored.indicators):
        if series.kind[place] == COUNT or series.direction[place] == 0:
            continue
        real = series.real[:-1, place]
        path = series.value[:-1, place][:, [0, at]]
        counted = (real | include_imputed) & ~np.isnan(path).any(axis=1)
        n_stated = int((counted & real).sum())
        judged = n_stated >= FEWEST_REAL_CITIES or include_imputed
        found = _measured(path[counted], year - stored.years[0], judged=judged)
        counts = (int(counted.sum()), n_stated)
        rows.append([name, stored.years[0], year, *found, *counts])
    return _described(rows, catalogue)


def _measured(path: np.ndarray, n_years: int, *, judged: bool) -> list[object]:
    """Return sigma at both ends and its word, the line and its word."""
    if not judged or len(path) < FEWEST_REAL_CITIES or n_years < 1:
        return [math.nan, math.nan, UNKNOWN, *NOT_FITTED, UNKNOWN]
    first, last = (float(one) for one in sigma(path.T))
    line = beta(path[:, 0], path[:, 1], n_years)
    return [first, last, _spread(first, last), *line[:4], _converging(line)]


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
    names = ["indicator", "first_year", "year", "sigma_base", "sigma", "spread", "slope"]
    names += ["standard_error", "speed", "half_life", "convergence", "n_regions", "n_stated"]
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
    if (table["n_imputed"] > 0).any():
        notes.append(tell(language, "convergence.imputed"))
    if (table["n_regions"] < FEWEST_REAL_CITIES).any():
        notes.append(tell(language, "convergence.few", fewest=FEWEST_REAL_CITIES))
    table.attrs = {"notes": notes}
    return table


def convergence_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the table for a screen: numbers as text, a half-life where the slope is clear."""
    shown = table[["indicator_label", "compared_label"]].copy()
    for one in ("sigma_base", "sigma"):
        shown[f"{one}_label"] = [figure(value, language) for value in table[one]]
    shown["spread_moved_label"] = table["spread_label"]
    for one in ("slope", "standard_error"):
        shown[f"{one}_beta_label"] = [digits(value) for value in table[one]]
    clear = table["convergence"] == "converging"
    shown["half_life_beta_label"] = [
        number(value, "year") if told else ""
        for value, told in zip(table["half_life"], clear, strict=True)
    ]
    return shown.assign(convergence_label=table["convergence_label"])
