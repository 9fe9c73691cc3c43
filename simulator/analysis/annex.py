"""The tables of the Excel annex: what the workbook writes, ready in rows and words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.analysis.colours import NO_REFERENCE, STATUS, gap_colour
from simulator.analysis.gap_table import gap_table
from simulator.analysis.labels import Catalogue, flags_in_words, tell, word
from simulator.analysis.numbers import YUAN_PER_YI, number
from simulator.analysis.run_inputs import input_name
from simulator.analysis.run_view import EVIDENCE_COLUMNS, RunView
from simulator.analysis.story import as_used

KEYS = ["region", "indicator", "unit"]
SCENARIO_KINDS = ("horizon", "experiment", "plans", "levers", "baseline_levers", "overrides")
"""Kinds of inputs that a scenario says or takes over."""


def gap_rows(
    view: RunView, year: int, catalogue: Catalogue, *, include_imputed: bool = True
) -> pd.DataFrame:
    """Return the gap table of one year with a colour per gap and money in 亿元."""
    indicators = view.tables["indicators"]
    table = gap_table(
        view.tables["gaps"],
        indicators,
        year,
        catalogue,
        include_imputed=include_imputed,
        hindsight=view.hindsight,
    )
    notes = table.attrs["notes"]
    table["yi_to_close"] = table["yuan_to_close"] / YUAN_PER_YI
    scores = table["gap_percent"].abs() * np.sign(table["favourable"])
    table["colour"] = [gap_colour(score) for score in scores]
    table.loc[table["gap"].isna(), "colour"] = NO_REFERENCE
    table["base_as_printed"] = _bases(table, catalogue.language)
    table["base_grade_label"] = [
        word(catalogue.language, "grade", "none" if pd.isna(grade) else str(grade))
        for grade in table["base_grade"]
    ]
    table.attrs = {"notes": notes}
    return table


def indicators_wide(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return the indicators with one column per year, central values."""
    rows = view.tables["indicators"]
    rows = rows[rows["statistic"] == "central"]
    wide = rows.pivot_table(
        index=KEYS, columns="year", values="value", aggfunc="first", sort=False, dropna=False
    )
    order = rows[KEYS].drop_duplicates()
    wide = wide.reindex(pd.MultiIndex.from_frame(order))
    wide.columns = pd.Index([str(year) for year in wide.columns])
    return _named(wide.reset_index(), catalogue)


def stocks_wide(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return standing units by year with what is under way; staff have no projects.

    What a restated run adjusted is shown where it is not zero.
    """
    rows = view.tables["stocks"]
    rows = rows[rows["statistic"] == "central"]
    keys = ["region", "service", "unit"]
    long = rows.melt(
        id_vars=[*keys, "year"],
        value_vars=["standing", "available", "in_pipeline", "commissioned", "adjusted"],
        var_name="measure",
    )
    wide = long.pivot_table(
        index=[*keys, "measure"], columns="year", values="value", aggfunc="first", sort=False
    )
    wide.columns = pd.Index([str(year) for year in wide.columns])
    moves = (wide != 0).any(axis=1).to_numpy()
    table = wide.reset_index()
    projects = table["measure"].isin(["in_pipeline", "commissioned"])
    building = table.loc[projects & moves, "service"]
    shown = ~projects | table["service"].isin(building)
    shown &= (table["measure"] != "adjusted") | moves
    table = table[shown].reset_index(drop=True)
    language = catalogue.language
    table["region_label"] = [catalogue.name("region", r) for r in table["region"]]
    table["service_label"] = [catalogue.name("service", s) for s in table["service"]]
    table["measure_label"] = [word(language, "measure", m) for m in table["measure"]]
    table["unit_label"] = [catalogue.name("unit", u) for u in table["unit"]]
    return table


def population_wide(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return residents of both sexes by age group with one column per year, central values."""
    rows = view.tables["population"]
    rows = rows[(rows["statistic"] == "central") & (rows["sex"] == "total")]
    wide = rows.pivot_table(
        index=["region", "age_group", "unit"], columns="year", values="value", sort=False
    )
    wide.columns = pd.Index([str(year) for year in wide.columns])
    table = wide.reset_index()
    table["region_label"] = [catalogue.name("region", r) for r in table["region"]]
    table["group_label"] = [word(catalogue.language, "age_group", g) for g in table["age_group"]]
    table["unit_label"] = [catalogue.name("unit", u) for u in table["unit"]]
    return table


def ledger_wide(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return the money of every region by category and year [亿元 of 2020]."""
    rows = view.tables["ledger"]
    rows = rows[rows["statistic"] == "central"]
    wide = rows.pivot_table(
        index=["region", "category"], columns="year", values="yuan", aggfunc="sum", sort=False
    ).fillna(0.0)
    wide.columns = pd.Index([str(year) for year in wide.columns])
    table = (wide / YUAN_PER_YI).reset_index()
    table["region_label"] = [catalogue.name("region", r) for r in table["region"]]
    table["category_label"] = [word(catalogue.language, "category", c) for c in table["category"]]
    return table


def verdict_rows(
    view: RunView, catalogue: Catalogue, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the verdicts in the layout of the plans' own tables, one row per printed target.

    The forecast and the shortfall are those of the target's year, unless other central ``rows``
    of the table are given.
    """
    if rows is None:
        rows = view.tables["verdicts"]
        rows = rows[(rows["statistic"] == "central") & (rows["year"] == rows["target_year"])]
    base = view.tables["gaps"]
    base = base[base["statistic"] == "central"].drop_duplicates(["region", "indicator"])
    base = base[["region", "indicator", "base_as_printed", "base_value"]]
    table = rows.merge(base, on=["region", "indicator"], how="left").reset_index(drop=True)
    language = catalogue.language
    table["domain_label"] = [
        word(language, "domain", catalogue.domains.get(i, "")) for i in table["indicator"]
    ]
    table["nature_label"] = [word(language, "nature", n) for n in table["nature"]]
    table["status"] = table["met"].map({True: "met", False: "missed"}).fillna("not_known")
    table["verdict"] = [word(language, "status", status) for status in table["status"]]
    table["colour"] = [STATUS[status] for status in table["status"]]
    table["schedule"] = [word(language, "status", s) for s in table["schedule_status"]]
    table["flags_text"] = [flags_in_words(str(f), language) for f in table["flags"]]
    table["target_as_printed"] = [
        as_used(str(printed), float(value), str(unit), language)
        if printed or pd.isna(value)
        else tell(language, "story.target_unprinted", value=number(float(value), str(unit)))
        for printed, value, unit in zip(
            table["target_as_printed"], table["target_value"], table["unit"], strict=True
        )
    ]
    table["base_as_printed"] = _bases(table, language)
    table["plan_label"] = [catalogue.name("plan", p) for p in table["plan"]]
    return _named(table, catalogue)


def evidence_rows(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return the evidence of a run with kinds, grades and units in words."""
    table = view.evidence.reindex(columns=list(EVIDENCE_COLUMNS))
    language = catalogue.language
    table["kind"] = [word(language, "evidence_kind", str(kind)) for kind in table["kind"]]
    for column, kind in (("grade", "grade"), ("unit", "unit")):
        table[column] = [
            catalogue.name(kind, cell) if isinstance(cell, str) else cell for cell in table[column]
        ]
    return table


def scenario_rows(view: RunView, catalogue: Catalogue) -> pd.DataFrame:
    """Return the resolved scenario by path: kind_label, input_label, path and value, all texts."""
    rows = [
        (
            word(catalogue.language, "input_kind", keys[0]),
            input_name(keys, catalogue),
            ".".join(keys),
            value,
        )
        for keys, value in view.inputs.items()
        if keys[0] in SCENARIO_KINDS
    ]
    return pd.DataFrame(rows, columns=["kind_label", "input_label", "path", "value"])


def _named(table: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the table with the names of region, indicator and unit."""
    table = table.copy()
    table["region_label"] = [catalogue.name("region", r) for r in table["region"]]
    table["indicator_label"] = [catalogue.name("indicator", i) for i in table["indicator"]]
    table["unit_label"] = [
        catalogue.unit(i, u) for i, u in zip(table["indicator"], table["unit"], strict=True)
    ]
    return table


def _bases(table: pd.DataFrame, language: str) -> list[str]:
    """Return the base of every row as printed, with the value used where the two differ."""
    return [
        as_used(str(printed), float(value), str(unit), language)
        if pd.notna(printed) and printed
        else ""
        for printed, value, unit in zip(
            table["base_as_printed"], table["base_value"], table["unit"], strict=True
        )
    ]
