"""The gap table of ``equalise gaps``: how far each city is, from what, and what closes it."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from simulator.analysis import intervals
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, flags_in_words, tell, word
from simulator.analysis.numbers import ABSENT, decimals, number, signed
from simulator.analysis.references import (
    DEFAULT,
    NONE,
    STAND_IN_MARK,
    TOTALS,
    central_year,
    imputed,
    in_params_order,
    measured_against,
    stands_in,
)
from simulator.axes import PROVINCE

COLUMNS = (
    "region",
    "region_label",
    "indicator",
    "indicator_label",
    "unit",
    "unit_label",
    "year",
    "base_value",
    "base_as_printed",
    "base_grade",
    "base_grade_label",
    "value",
    "reference",
    "reference_label",
    "stand_in",
    "reference_value",
    "gap",
    *intervals.COLUMNS,
    "gap_interval_label",
    "gap_percent",
    "favourable",
    "units_to_close",
    "thing",
    "yuan_to_close",
    "years_to_close",
    "capacity_effect",
    "population_effect",
    "flags",
    "imputed",
    "grade",
    "grade_label",
    "weakest_input",
)


def gap_table(
    gaps: pd.DataFrame,
    indicators: pd.DataFrame,
    year: int,
    catalogue: Catalogue,
    *,
    reference: str | None = None,
    include_imputed: bool = False,
    hindsight: Hindsight | None = None,
) -> pd.DataFrame:
    """Return how far every city is from its reference in one year.

    Parameters
    ----------
    gaps, indicators
        The run's tables of these names.
    year
        31 December of this year.
    catalogue
        Names in the language of the table.
    reference
        None or ``default``: the province, else its target, else the national target; or one name.
    include_imputed
        Whether cities without a base of their own are listed.
    hindsight
        Adds the note 回顾（反事实） or 展望 for the year.

    Returns
    -------
    DataFrame
        `COLUMNS`; gaps in the indicator's unit, ``gap_percent`` of the reference, money in
        yuan of 2020; P5 and P95 over draws, NaN without draws; their label marks what is imputed.
        ``attrs["notes"]`` holds the sentences that belong under the table.
    """
    reference = reference or DEFAULT
    every = in_params_order(measured_against(gaps, year, reference), catalogue)
    hidden = imputed(every["flags"]) & (not include_imputed)
    rows = every[~hidden & _worth_showing(every)].reset_index(drop=True)
    rows = intervals.with_intervals(rows, gaps, year)
    table = _described(rows, indicators, catalogue)[list(COLUMNS)]
    table.attrs = {"year": year, "reference": reference}
    table.attrs["notes"] = _notes(every, hidden, table, catalogue, hindsight)
    return table


def _worth_showing(rows: pd.DataFrame) -> pd.Series:
    """Return all rows but the province measured against itself."""
    itself = (rows["region"] == PROVINCE) & rows["reference_shown"].isin(["province", "rest"])
    return ~itself


def _described(rows: pd.DataFrame, indicators: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with names, words and the grades of their values."""
    language = catalogue.language
    keys = ["region", "indicator"]
    base_year = int(indicators["year"].min())
    base = central_year(indicators, base_year)[[*keys, "grade"]]
    now = central_year(indicators, int(rows["year"].iloc[0]) if len(rows) else base_year)
    table = rows.merge(base.rename(columns={"grade": "base_grade"}), on=keys, how="left")
    table = table.merge(now[[*keys, "weakest_input"]], on=keys, how="left")
    table["region_label"] = [catalogue.name("region", r) for r in table["region"]]
    table["indicator_label"] = [catalogue.name("indicator", i) for i in table["indicator"]]
    table["unit_label"] = [
        catalogue.unit(i, u) for i, u in zip(table["indicator"], table["unit"], strict=True)
    ]
    table["thing"] = [catalogue.thing(i) for i in table["indicator"]]
    table["stand_in"] = stands_in(table["reference_asked"], table["reference_shown"])
    table["reference"] = table["reference_shown"]
    table["reference_label"] = [
        word(language, "reference", reference) + (STAND_IN_MARK if stands else "")
        for reference, stands in zip(table["reference"], table["stand_in"], strict=True)
    ]
    table["imputed"] = imputed(table["flags"])
    table["gap_interval_label"] = _interval_labels(table, language)
    table["flags"] = [flags_in_words(str(f or ""), language) for f in table["flags"]]
    table["base_grade_label"] = [
        word(language, "grade", "none" if pd.isna(g) else str(g)) for g in table["base_grade"]
    ]
    table["grade_label"] = [word(language, "grade", str(g)) for g in table["grade"]]
    return table


def _interval_labels(table: pd.DataFrame, language: str) -> list[str]:
    """Return the gap's interval of each row as text; what is imputed is marked by a star."""
    columns = ["gap_p05", "gap_p95", "unit", "imputed"]
    found = []
    for low, high, unit, is_imputed in table[columns].itertuples(index=False):
        text = intervals.span(low, high, unit, language, difference=True)
        found.append(f"{text}*" if text and is_imputed else text)
    return found


def _notes(
    every: pd.DataFrame,
    hidden: pd.Series,
    table: pd.DataFrame,
    catalogue: Catalogue,
    hindsight: Hindsight | None,
) -> list[str]:
    """Return the sentences under the table: time, references that fail, cities left out."""
    language = catalogue.language
    notes = [hindsight.note(table.attrs["year"], language)] if hindsight else []
    notes += reference_notes(every[every["region"] != PROVINCE], catalogue)
    if intervals.has_draws(table):
        notes.append(tell(language, "notes.interval"))
        notes.append(_outside(table, language))
    left_out = every[hidden]
    if len(left_out):
        cities = left_out[left_out["region"] != PROVINCE]
        facts = {"n": cities["region"].nunique(), "cells": len(cities)}
        notes.append(tell(language, "notes.imputed_left_out", **facts))
    return [note for note in notes if note]


def _outside(table: pd.DataFrame, language: str) -> str:
    """Return how many central gaps print outside their interval; the empty text for none."""
    n, columns = 0, ["unit", "gap_p05", "gap", "gap_p95"]
    for unit, *values in table[columns].itertuples(index=False):
        low, gap, high = (round(one, decimals(unit)) for one in values)
        n += low < high and not low <= gap <= high
    return tell(language, "notes.outside", n=n) if n else ""


def reference_notes(rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return a sentence per indicator whose reference does not exist, and one for all totals."""
    language = catalogue.language
    notes: list[str] = []
    totals: dict[str, list[str]] = {}
    for indicator, cells in _by_indicator(rows).items():
        asked, name = cells[0].asked, catalogue.name("indicator", indicator)
        shown = {one.shown for one in cells}
        if shown == {NONE}:
            why = cells[0].missing
            if why in TOTALS:
                totals.setdefault(why, []).append(name)
            else:
                notes.append(tell(language, f"no_reference.{why}", indicator=name))
            continue
        for instead in sorted(shown - {asked, NONE}):
            first = next(one for one in cells if one.shown == instead)
            level = number(first.level, first.unit)
            notes.append(tell(language, f"notes.instead_{instead}", indicator=name, level=level))
    for why, names in totals.items():
        joined = ("、" if language == "zh" else ", ").join(names)
        notes.append(tell(language, f"no_reference.{why}", indicator=joined))
    return notes


class _Measured(NamedTuple):
    """What a cell is measured against."""

    asked: str
    shown: str
    missing: str
    level: float
    unit: str


def _by_indicator(rows: pd.DataFrame) -> dict[str, list[_Measured]]:
    """Return the cells by indicator, in the order of the rows."""
    names = ("reference_asked", "reference_shown", "missing", "reference_value", "unit")
    columns = [rows[name].tolist() for name in ("indicator", *names)]
    found: dict[str, list[_Measured]] = {}
    for indicator, *cell in zip(*columns, strict=True):
        found.setdefault(indicator, []).append(_Measured(*cell))
    return found


def gap_overview(table: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the gap table as text for a terminal: cities down, indicators across.

    Each cell is the value, a line break and the gap with its sign; ‡ marks a stand-in
    reference and * an imputed city; ``attrs["notes"]`` is kept.
    """
    cells = table[table["region"] != PROVINCE].copy()
    cells["cell"] = [_cell(row) for row in cells.to_dict("records")]
    cells["heading"] = cells["indicator_label"] + "\n" + cells["unit_label"]
    wide = cells.pivot_table(
        index="region_label", columns="heading", values="cell", aggfunc="first", sort=False
    )
    shown = cells.drop_duplicates("indicator").set_index("indicator")["heading"]
    order = [shown[name] for name in catalogue.indicators if name in shown.index]
    wide = wide.reindex(columns=order).fillna(ABSENT)
    wide.index.name = word(catalogue.language, "column", "region")
    wide.columns.name = None
    wide.attrs = dict(table.attrs)
    return wide.reset_index()


def _cell(row: dict[object, object]) -> str:
    unit = str(row["unit"])
    value, gap = float(str(row["value"])), float(str(row["gap"]))
    stand_in = STAND_IN_MARK if row["stand_in"] else ""
    star = "*" if row["imputed"] else ""
    return f"{number(value, unit)}{star}\n{signed(gap, unit)}{stand_in}"
