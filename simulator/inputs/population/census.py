"""A census by region, sex and age group, and by county-level unit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE, SEXES
from simulator.errors import Problem
from simulator.inputs.population.files import Reader, Table

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Census:
    """Residents by age group on census day [person].

    ``groups`` has shape (region, sex, group), ``starts`` the first age of each group.
    """

    day: datetime.date
    starts: Array
    groups: Array

    @property
    def passed(self) -> float:
        """Return the share of the census year before census day, in whole months."""
        return (self.day.month - 1) / 12.0


@dataclass(frozen=True)
class CountyCensus:
    """Residents of county-level units by age group on census day [person].

    ``groups`` has shape (county, sex, group); ``city`` is the position of each county's city
    on the region axis, ``code`` its code of GB/T 2260 or 0 where a zone has none.
    """

    code: tuple[int, ...]
    name: tuple[str, ...]
    city: NDArray[np.int64]
    groups: Array


def read_census(reader: Reader, relative: str, regions: Sequence[str]) -> Census | None:
    """Return a census; None with problems when rows are missing or do not add up.

    The regions must sum to the province, the rows of one file must carry one date.
    """
    before = len(reader.problems)
    table = reader.table(relative, ("date", "region", "age", *SEXES))
    columns = [reader.by_key(table, lambda c: (c["region"], c["age"]), sex) for sex in SEXES]
    labels = list(dict.fromkeys(cells["age"] for cells in table.rows))
    names = [PROVINCE, *regions]
    absent = [f"{r} {a}" for r in names for a in labels if (r, a) not in columns[0]]
    reader.missing(table, absent)
    dates = _dates(reader, table)
    if len(reader.problems) > before or not table.rows:
        return None
    counts = np.array([[[col[r, a] for a in labels] for col in columns] for r in names])
    if (counts[1:].sum(axis=0) != counts[0]).any():
        difference = float(np.abs(counts[1:].sum(axis=0) - counts[0]).sum())
        args = {"difference": f"{difference:,.0f}"}
        reader.problems.append(Problem("P267", table.where(0), args))
        return None
    starts = np.array([float(label.split("-")[0].rstrip("+")) for label in labels])
    return Census(datetime.date.fromisoformat(dates.pop()), starts, counts[1:])


def _dates(reader: Reader, table: Table) -> set[str]:
    """Return the dates of a table's rows; more than one is a problem."""
    dates = {cells["date"] for cells in table.rows}
    if len(dates) > 1:
        reader.problems.append(Problem("P266", table.where(0, "date"), {"n": str(len(dates))}))
    return dates


def read_counties(
    reader: Reader, relative: str, regions: Sequence[str], census: Census
) -> CountyCensus | None:
    """Return the county-level units of a census, in the order of their file.

    None with problems when rows are missing, a city is unknown, the date is another than the
    census's or the counties of a city do not sum to it.
    """
    before = len(reader.problems)
    table = reader.table(relative, ("date", "region", "code", "county", "age", *SEXES))
    columns = [
        reader.by_key(table, lambda c: (c["region"], c["county"], c["age"]), sex) for sex in SEXES
    ]
    places = list(dict.fromkeys((cells["region"], cells["county"]) for cells in table.rows))
    labels = list(dict.fromkeys(cells["age"] for cells in table.rows))
    reader.missing(
        table, [" ".join((*p, a)) for p in places for a in labels if (*p, a) not in columns[0]]
    )
    days = _dates(reader, table)
    for row, cells in enumerate(table.rows):
        if cells["region"] not in regions:
            args = {"found": cells["region"]}
            reader.problems.append(Problem("O121", table.where(row, "region"), args))
        if cells["code"]:
            reader.number(table, row, "code", least=100_000, most=999_999)
    if len(reader.problems) > before or not table.rows:
        return None
    city = np.array([regions.index(region) for region, _ in places])
    groups = np.array([[[col[(*p, a)] for a in labels] for col in columns] for p in places])
    code = {(cells["region"], cells["county"]): int(cells["code"] or 0) for cells in table.rows}
    names = tuple(name for _, name in places)
    counties = CountyCensus(tuple(code[place] for place in places), names, city, groups)
    difference = _apart(counties, census)
    if days != {census.day.isoformat()} or difference:
        args = {"difference": f"{difference:,.0f}", "day": census.day.isoformat()}
        reader.problems.append(Problem("P271", table.where(0), args))
        return None
    return counties


def _apart(counties: CountyCensus, census: Census) -> float:
    """Return by how many persons the counties of the cities miss the cities."""
    if counties.groups.shape[1:] != census.groups.shape[1:]:
        return float(np.abs(census.groups.sum() - counties.groups.sum())) or 1.0
    summed = np.zeros_like(census.groups)
    np.add.at(summed, counties.city, counties.groups)
    return float(np.abs(summed - census.groups).sum())
