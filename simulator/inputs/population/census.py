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
    cells = reader.by_keys(table, lambda c: (c["region"], c["age"]), SEXES)
    labels = list(dict.fromkeys(row["age"] for row in table.rows))
    names = [PROVINCE, *regions]
    reader.missing(table, [f"{r} {a}" for r in names for a in labels if (r, a) not in cells])
    day, starts = reader.date(table), reader.first_ages(table, labels)
    if len(reader.problems) > before or not table.rows or day is None or starts is None:
        return None
    counts = np.array([[cells[r, a] for a in labels] for r in names]).swapaxes(1, 2)
    if (counts[1:].sum(axis=0) != counts[0]).any():
        difference = float(np.abs(counts[1:].sum(axis=0) - counts[0]).sum())
        args = {"difference": f"{difference:,.0f}"}
        reader.problems.append(Problem("P267", table.where(0), args))
        return None
    return Census(day, starts, counts[1:])


def read_counties(
    reader: Reader, relative: str, regions: Sequence[str], census: Census
) -> CountyCensus | None:
    """Return the county-level units of a census, in the order of their file.

    None with problems when rows are missing, a city is unknown, the date or the age groups are
    not the census's or the counties of a city do not sum to it.
    """
    before = len(reader.problems)
    table = reader.table(relative, ("date", "region", "code", "county", "age", *SEXES))
    cells = reader.by_keys(table, lambda c: (c["region"], c["county"], c["age"]), SEXES)
    places = list(dict.fromkeys((row["region"], row["county"]) for row in table.rows))
    labels = list(dict.fromkeys(row["age"] for row in table.rows))
    reader.missing(
        table, [" ".join((*p, a)) for p in places for a in labels if (*p, a) not in cells]
    )
    day, starts = reader.date(table), reader.first_ages(table, labels)
    code = _codes(reader, table, regions)
    if len(reader.problems) > before or not table.rows or day is None or starts is None:
        return None
    if day != census.day or not np.array_equal(starts, census.starts):
        args = {"found": day.isoformat(), "day": census.day.isoformat()}
        reader.problems.append(Problem("P275", table.where(0), args))
        return None
    city = np.array([regions.index(region) for region, _ in places])
    groups = np.array([[cells[*p, a] for a in labels] for p in places]).swapaxes(1, 2)
    apart = np.abs(by_city(groups, city, len(regions)) - census.groups)
    if apart.any():
        region, _, group = (int(one) for one in np.unravel_index(apart.argmax(), apart.shape))
        args = {"city": regions[region], "age": labels[group], "difference": f"{apart.sum():,.0f}"}
        reader.problems.append(Problem("P271", table.where(0), args))
        return None
    names = tuple(name for _, name in places)
    return CountyCensus(tuple(code[place] for place in places), names, city, groups)


def _codes(reader: Reader, table: Table, regions: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return the code of each county, 0 where it has none; unknown cities are problems."""
    found, unknown = {}, set()
    for row, cells in enumerate(table.rows):
        region, text = cells["region"], cells["code"]
        if region not in regions and region not in unknown:
            unknown.add(region)
            args = {"found": region}
            reader.problems.append(Problem("O121", table.where(row, "region"), args))
        place = (region, cells["county"])
        if place not in found:
            code = reader.number(table, row, "code", least=1e5, most=1e6 - 1) if text else 0.0
            found[place] = 0 if np.isnan(code) else int(code)
    return found


def by_city(values: Array, city: NDArray[np.int64], n_cities: int) -> Array:
    """Return the sums over the counties of each city. Shape (county, ...) to (region, ...)."""
    total = np.zeros((n_cities, *values.shape[1:]))
    np.add.at(total, city, values)
    return total
