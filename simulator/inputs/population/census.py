"""A census by region, sex and age group."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE, SEXES
from simulator.errors import Problem
from simulator.inputs.population.files import Reader

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
    dates = {cells["date"] for cells in table.rows}
    if len(dates) > 1:
        reader.problems.append(Problem("P266", table.where(0, "date"), {"n": str(len(dates))}))
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
