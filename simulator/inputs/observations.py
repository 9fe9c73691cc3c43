"""Observed counts and rates, with their basis, publication and source."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from simulator.errors import Problem, place
from simulator.inputs.arguments import nearest
from simulator.inputs.published import published_by
from simulator.inputs.shipped import ParamsTree

FILE = "observations/stocks.csv"
COLUMNS = (
    "year",
    "region",
    "indicator",
    "value",
    "unit",
    "basis",
    "definition",
    "published",
    "status",
    "source",
    "note",
)


class Observation(NamedTuple):
    """One observed value."""

    value: float
    unit: str
    source: str
    line: int


def load_observations(
    tree: ParamsTree,
    regions: Collection[str],
    sources: Collection[str],
    known_on: str | None = None,
) -> tuple[Mapping[tuple[str, str, int], Observation], list[Problem]]:
    """Return the latest observation by (region, indicator or service, year), and all problems.

    ``known_on`` (YYYY-MM-DD) leaves out what was not certainly published by that day.
    """
    if FILE not in tree.files:
        return {}, []
    table = pd.read_csv(tree.files[FILE], dtype=str, keep_default_na=False)
    shown = tree.shown(FILE)
    if tuple(table.columns) != COLUMNS:
        return {}, [Problem("O101", place(shown, 1), {"columns": ", ".join(COLUMNS)})]
    found: dict[tuple[str, str, int], Observation] = {}
    published: dict[tuple[str, str, int], str] = {}
    problems = []
    for line, row in enumerate(table.to_dict("records"), start=2):
        where = place(shown, line, row["indicator"])
        try:
            key = (row["region"], row["indicator"], int(row["year"]))
            value = finite(row["value"])
        except ValueError:
            problems.append(Problem("O102", where, {"found": f"{row['year']} {row['value']}"}))
            continue
        if row["region"] not in regions and row["region"] != "china":
            args = {"found": row["region"], "nearest": nearest(row["region"], regions)}
            problems.append(Problem("O103", where, args))
        if row["source"] not in sources:
            args = {"found": row["source"], "nearest": nearest(row["source"], sources)}
            problems.append(Problem("O104", where, args))
        newer = key not in found or row["published"] >= published[key]
        if newer and published_by(row["published"], known_on):
            found[key] = Observation(value, row["unit"], row["source"], line)
            published[key] = row["published"]
    return found, problems


def finite(text: str) -> float:
    """Return the number of a cell.

    Raises
    ------
    ValueError
        For what is no number, or none that is finite.
    """
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value
