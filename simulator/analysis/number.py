"""One number of a run, from the base to the year: what was added, what was lost, among how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import number, signed
from simulator.analysis.run_view import RunView
from simulator.axes import PROVINCE
from simulator.instants import MONTHS_PER_YEAR

MOVES = ("commissioned", "graduated", "recruited", "retired", "adjusted")
"""Columns of ``stocks`` that move a stock: ``retired`` takes away, ``adjusted`` has a sign."""


class Asked(NamedTuple):
    """Which number is explained, and how it is made."""

    indicator: str
    region: str
    year: int
    services: Sequence[str]
    """Services whose standing units are counted."""
    denominator: str | tuple[str, ...] | None
    """An age group, services, or None for a count."""
    per: int
    unit: str


def number_steps(view: RunView, asked: Asked) -> pd.DataFrame:
    """Return one row a year: stock, what moved it, the denominator, the value.

    Central values. ``standing`` of a year is that of the year before plus commissioned,
    graduated, recruited and adjusted less retired units; ``n_openings`` counts projects that
    opened.
    """
    stocks = view.tables["stocks"]
    rows = stocks[
        (stocks["statistic"] == "central")
        & (stocks["region"] == asked.region)
        & stocks["service"].isin(asked.services)
        & (stocks["year"] <= asked.year)
    ]
    table = rows.groupby("year")[["standing", "available", *MOVES]].sum().reset_index()
    table["denominator"] = _denominator(view, asked, table["year"])
    table["value"] = asked.per * table["standing"] / table["denominator"]
    table["n_openings"] = _openings(view, asked, table["year"])
    return table


def _denominator(view: RunView, asked: Asked, years: pd.Series) -> pd.Series:
    """Return what the stock is divided by in each year; the count itself is divided by 1."""
    if asked.denominator is None:
        return pd.Series(float(asked.per), index=years.index)
    if isinstance(asked.denominator, tuple):
        rows, column = view.tables["stocks"], "standing"
        chosen = rows["service"].isin(asked.denominator)
    else:
        rows, column = view.tables["population"], "value"
        chosen = (rows["age_group"] == asked.denominator) & (rows["sex"] == "total")
    rows = rows[chosen & (rows["statistic"] == "central") & (rows["region"] == asked.region)]
    summed = rows.groupby("year")[column].sum()
    return years.map(summed)


def _openings(view: RunView, asked: Asked, years: pd.Series) -> pd.Series:
    """Return the projects that opened in each year."""
    events = view.tables["events"]
    rows = events[
        (events["event"] == "commissioned")
        & (events["project"] != "")
        & events["service"].isin(asked.services)
    ]
    if asked.region != PROVINCE:
        rows = rows[rows["region"] == asked.region]
    opened = view.base + 1 + (rows["month"] - 1) // MONTHS_PER_YEAR
    counted = opened.value_counts()
    return years.map(counted).fillna(0).astype(int)


def number_story(
    steps: pd.DataFrame, asked: Asked, printed: Sequence[Mapping[str, object]], catalogue: Catalogue
) -> list[str]:
    """Return the steps in sentences: the value, the print it starts from, each year, the sum.

    Parameters
    ----------
    steps
        From `number_steps`.
    printed
        Prints of the base value with ``as_printed`` and ``place``, strongest first.
    """
    language = catalogue.language
    first, last = steps.iloc[0], steps.iloc[-1]
    unit = catalogue.thing(asked.indicator)
    names = {
        "region": catalogue.name("region", asked.region),
        "indicator": catalogue.name("indicator", asked.indicator),
    }
    shown = {"value": _value(float(last["value"]), asked.unit), "year": int(last["year"])}
    told = [tell(language, "number.value", **names, **shown)]
    stock = {"stock": number(float(first["standing"]), "bed"), "unit": unit}
    base = {"base": int(first["year"]), "value": _value(float(first["value"]), asked.unit), **stock}
    if printed:
        places = {key: printed[0][key] for key in ("as_printed", "place")}
        told.append(tell(language, "number.base_printed", **base, **places))
    else:
        told.append(tell(language, "number.base_made", **base))
    told += [_year(row, unit, asked.unit, language) for _, row in steps.iloc[1:].iterrows()]
    total = steps.iloc[1:].sum()
    told.append(tell(language, "number.sum", moves=_moves(total, unit, language)))
    if asked.denominator is not None:
        change = 100.0 * float(last["denominator"] / first["denominator"] - 1.0)
        told.append(tell(language, "number.people", change=signed(change, "percent")))
    return [*told, tell(language, "number.central")]


def _year(row: pd.Series, unit: str, per: str, language: str) -> str:
    """Return one year in a sentence."""
    moves = _moves(row, unit, language)
    return tell(
        language,
        "number.year",
        year=int(row["year"]),
        moves=moves,
        stock=number(float(row["standing"]), "bed"),
        unit=unit,
        value=_value(float(row["value"]), per),
    )


def _moves(row: pd.Series, unit: str, language: str) -> str:
    """Return what was added and lost; moves that are zero are not told."""
    parts = [
        tell(
            language,
            f"number.{name}",
            units=(signed if name == "adjusted" else number)(float(row[name]), "bed"),
            unit=unit,
            n=int(row["n_openings"]),
        )
        for name in MOVES
        if row[name]
    ]
    joint = "，" if language == "zh" else ", "
    return joint.join(parts) or tell(language, "number.nothing")


def _value(value: float, unit: str) -> str:
    """Return a value with the decimals of its unit, percentages with their sign."""
    return number(value, unit) + ("%" if unit == "percent" else "")
