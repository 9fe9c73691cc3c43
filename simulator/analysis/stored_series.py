"""The indicators of a stored run as the arrays that the measures of equity take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.references import imputed
from simulator.axes import PROVINCE
from simulator.equity.composite import Standard
from simulator.equity.series import COUNT, PER_PEOPLE, PER_SERVICE, Series

TABLES = ("indicators", "gaps", "verdicts", "population", "stocks")
"""What is read of a run."""
KNOWN = ("stated", "derived", "external")
DIRECTIONS = {"higher": 1, "lower": -1, "none": 0}
Floats = NDArray[np.float64]


class Reading(NamedTuple):
    """How an indicator is read: what it is divided by."""

    per: float
    direction: str
    """higher, lower or none is better."""
    group: str
    """Age group it is divided by, empty: none."""
    services: tuple[str, ...]
    """Services it is divided by."""


class Stored(NamedTuple):
    """Central indicators of a run, areas being the cities and last the province."""

    cities: tuple[str, ...]
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    series: Series
    standard: Standard
    """Printed targets, and which indicators are binding."""


def stored_series(
    tables: Mapping[str, pd.DataFrame], readings: Mapping[str, Reading], cities: Sequence[str]
) -> Stored:
    """Return the simulated indicators of a run with all its cities.

    Numerators are value times denominator: equal to what the run counted but for rounding.

    Parameters
    ----------
    tables
        The run's `TABLES`; central values are read.
    readings
        Indicators by id; those the run holds are read, in this order.
    cities
        All cities, in the order of params.
    """
    central = {name: tables[name][tables[name]["statistic"] == "central"] for name in TABLES}
    held = set(central["indicators"]["indicator"])
    names = tuple(name for name in readings if name in held)
    years = tuple(sorted(int(year) for year in central["indicators"]["year"].unique()))
    areas = (*cities, PROVINCE)
    frame = central["indicators"]
    value = np.stack([_by_area(frame, "indicator", one, (areas, years)) for one in names], axis=1)
    people = central["population"]
    people = people[people["sex"] == "total"]
    below = [
        _denominator(readings[one], (people, central["stocks"]), (areas, years)) for one in names
    ]
    denominator = np.stack(below, axis=1)
    per = np.array([readings[one].per for one in names])
    base = frame[frame["year"] == years[0]]
    known = _marked(base[base["grade"].isin(KNOWN)], areas, names)
    own = _marked(central["gaps"][~imputed(central["gaps"]["flags"])], areas, names)
    exists = ~np.isnan(value[..., 0])
    known &= exists
    own[-1] = known[-1]
    series = Series(
        value=value,
        numerator=value * denominator / per[:, None],
        denominator=np.where(np.isnan(denominator), 0.0, denominator),
        per=per,
        direction=np.array([DIRECTIONS[readings[one].direction] for one in names], np.int8),
        kind=np.array([_kind(readings[one]) for one in names], np.int8),
        real=own & exists,
        base_known=known,
        population=_by_area(people, "age_group", "total", (areas, years)),
    )
    return Stored(tuple(cities), names, years, series, _standard(central, areas, names))


def _standard(
    central: Mapping[str, pd.DataFrame], areas: tuple[str, ...], names: tuple[str, ...]
) -> Standard:
    """Return printed targets, and which indicators some plan binds."""
    rows = central["gaps"]
    rows = rows[(rows["reference"] == "target") & rows["reference_value"].notna()]
    told = rows.drop_duplicates(["region", "indicator"]).set_index(["region", "indicator"])
    level = told["reference_value"].to_dict()
    verdicts = central["verdicts"]
    bound = set(verdicts.loc[verdicts["nature"] == "binding", "indicator"])
    found = [[float(level.get((area, one), np.nan)) for one in names] for area in areas]
    return Standard(np.array(found), np.array([one in bound for one in names]))


def _by_area(
    frame: pd.DataFrame, column: str, name: str, axes: tuple[tuple[str, ...], tuple[int, ...]]
) -> Floats:
    """Return one thing's values, NaN where the run has none. Shape (area, year)."""
    rows = frame[(frame[column] == name) & frame["value"].notna()]
    areas, years = (pd.Index(axis) for axis in axes)
    found = np.full((areas.size, years.size), np.nan)
    at, when = (
        index.get_indexer(pd.Index(rows[name]))
        for index, name in ((areas, "region"), (years, "year"))
    )
    held = (at >= 0) & (when >= 0)
    # the first of a place stays: it is written last
    value = rows["value"].to_numpy(np.float64)[held][::-1]
    found[at[held][::-1], when[held][::-1]] = value
    return found


def _denominator(
    reading: Reading,
    frames: tuple[pd.DataFrame, pd.DataFrame],
    axes: tuple[tuple[str, ...], tuple[int, ...]],
) -> Floats:
    """Return persons or units an indicator is divided by, 1 for counts. Shape (area, year)."""
    people, stocks = frames
    if reading.services:
        units = stocks.assign(value=stocks["standing"].astype(float))
        return np.asarray(sum(_by_area(units, "service", one, axes) for one in reading.services))
    if reading.group:
        return _by_area(people, "age_group", reading.group, axes)
    return np.ones((len(axes[0]), len(axes[1])))


def _kind(reading: Reading) -> int:
    if reading.services:
        return PER_SERVICE
    return PER_PEOPLE if reading.group else COUNT


def _marked(
    rows: pd.DataFrame, areas: tuple[str, ...], names: tuple[str, ...]
) -> NDArray[np.bool_]:
    """Return which areas and indicators have a row. Shape (area, indicator)."""
    held = set(zip(rows["region"], rows["indicator"], strict=True))
    return np.array([[(area, one) in held for one in names] for area in areas])
