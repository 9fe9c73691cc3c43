"""Theil's inequality split between and within groups of cities, from a stored run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.inequality_screen import figure
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.numbers import number
from simulator.analysis.stored_series import Stored
from simulator.equity.series import COUNT, area_weights
from simulator.equity.theil import split_theil_l, split_theil_t

MEASURES = {"theil_t": split_theil_t, "theil_l": split_theil_l}
COLUMNS = (
    "indicator",
    "indicator_label",
    "year",
    "measure",
    "measure_label",
    "total",
    "between",
    "within",
    "between_percent",
    "n_regions",
    "n_stated",
    "n_imputed",
    "compared_label",
    "means_label",
)


class Grouped(NamedTuple):
    """A grouping as the analysis needs it."""

    label: str
    number: tuple[int, ...]
    """Group of each city, in the order of the axis."""
    names: tuple[str, ...]
    """Name of each group."""


class _Chosen(NamedTuple):
    """The cities compared for one indicator. Shapes (city,)."""

    value: NDArray[np.float64]
    persons: NDArray[np.float64]
    """0 for those left out."""
    number: NDArray[np.int64]


def grouped_table(
    stored: Stored,
    year: int,
    grouping: Grouped,
    catalogue: Catalogue,
    units: dict[str, str],
    *,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return Theil's T and L of every ratio, with their parts, weighted by population.

    Parameters
    ----------
    stored
        The run's indicators.
    year
        31 December of this year.
    grouping
        Groups of the cities.
    catalogue
        Names in the language of the table.
    units
        Unit id by indicator, for the means of the groups.
    include_imputed
        Whether imputed cities are compared; without, those with data of their own, and the
        rest of the province, which belongs to no one group, is left out.

    Returns
    -------
    DataFrame
        `COLUMNS`; between + within = total. NaN where those compared are all in one group.
    """
    series, at = stored.series, stored.years.index(year)
    persons = area_weights(series)[:-1, :, at]
    rows = []
    for place, name in enumerate(stored.indicators):
        real = series.real[:-1, place]
        value = series.value[:-1, place, at]
        counted = (real | include_imputed) & ~np.isnan(value)
        if series.kind[place] == COUNT:
            continue
        people = np.where(counted, persons[:, place], 0.0)
        chosen = _Chosen(value, people, np.array(grouping.number, np.int64))
        counts = (int(counted.sum()), int((counted & real).sum()))
        means = _means(chosen, grouping.names, units[name], catalogue.language)
        rows += [[name, year, one, *_parts(chosen, one), *counts, means] for one in MEASURES]
    return _described(rows, grouping, catalogue)


def _parts(chosen: _Chosen, measure: str) -> list[float]:
    """Return whole, between and within; NaN where all are in one group."""
    counted = chosen.persons > 0.0
    if len(set(chosen.number[counted].tolist())) < 2:
        return [np.nan] * 3
    found = MEASURES[measure](chosen.value, chosen.persons, chosen.number)
    return [float(part) for part in found]


def _means(chosen: _Chosen, names: Sequence[str], unit: str, language: str) -> str:
    """Return every group's mean over its residents and how many cities it is made of."""
    told = []
    for place, name in enumerate(names):
        mine = (chosen.number == place) & (chosen.persons > 0.0)
        if not mine.any():
            continue
        people = chosen.persons[mine]
        mean = float((chosen.value[mine] * people).sum() / people.sum())
        facts = {"group": name, "mean": number(mean, unit), "n": int(mine.sum())}
        told.append(tell(language, "grouped.mean", **facts))
    return ("；" if language == "zh" else "; ").join(told)


def _described(rows: list[list[object]], grouping: Grouped, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with names and words."""
    language = catalogue.language
    names = ["indicator", "year", "measure", "total", "between", "within"]
    table = pd.DataFrame(rows, columns=[*names, "n_regions", "n_stated", "means_label"])
    table["n_imputed"] = table["n_regions"] - table["n_stated"]
    table["between_percent"] = 100.0 * table["between"] / table["total"].where(table["total"] > 0)
    table["indicator_label"] = [catalogue.name("indicator", one) for one in table["indicator"]]
    table["measure_label"] = [word(language, "inequality_word", one) for one in table["measure"]]
    table["compared_label"] = [
        tell(language, "grouped.compared", n=n, stated=stated, imputed=n - stated)
        for n, stated in zip(table["n_regions"], table["n_stated"], strict=True)
    ]
    table = table[list(COLUMNS)]
    notes = [tell(language, "grouped.how", grouping=grouping.label)]
    alone = table.loc[table["total"].isna(), "indicator_label"].unique()
    if len(alone):
        joint = "、" if language == "zh" else ", "
        notes.append(tell(language, "grouped.one_group", indicators=joint.join(alone)))
    table.attrs = {"notes": notes}
    return table


def grouped_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the table for a screen: measures as text, without what a note says is not judged."""
    table = table[table["total"].notna()]
    shown = table[["indicator_label", "measure_label"]].copy()
    for one in ("total", "between", "within"):
        shown[f"{one}_theil_label"] = [figure(value, language) for value in table[one]]
    shown["between_percent"] = table["between_percent"]
    return shown.assign(compared_label=table["compared_label"], means_label=table["means_label"])
