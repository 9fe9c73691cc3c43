"""A planner's own observations: the columns of ``params/observations``, checked all at once.

They are a newer vintage than all that is shipped. Their sources need not be registered; the
file is named instead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import nearest
from simulator.inputs.indicators import Indicator
from simulator.inputs.observations import COLUMNS
from simulator.inputs.observed import BASES, STATUSES, Observed
from simulator.inputs.population.files import read_table
from simulator.inputs.shipped import ParamsTree
from simulator.units import UNITS

LAYER = 1
FIRST_YEAR, LAST_YEAR = 1900, 2300
PUBLISHED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Names:
    """What a row may name: regions, indicators with their units, and everything counted."""

    regions: Collection[str]
    indicators: Mapping[str, Indicator]
    counted: Collection[str]
    """Services and the other quantities that are observed."""


def read_observations(path: Path, names: Names) -> tuple[Observed, ...]:
    """Return the observations of a CSV file.

    Raises
    ------
    InputError
        With all problems of the file: P260 to P272 of its form, O102, O103 and O105 to O110 of
        its rows.
    """
    table, problems = read_table(ParamsTree({"": path}, {"": str(path)}), "", COLUMNS)
    rows: list[Observed] = []
    first: dict[tuple[str, ...], int] = {}
    for at, cells in enumerate(table.rows if table else ()):
        row = {key: cells[key].strip() for key in COLUMNS}
        where = table.where(at, row["indicator"]) if table else Where()
        bad = [*row_problems(row, where, names), *_repeated(row, where, first)]
        problems += bad
        if not bad:
            rows.append(made(row, where))
    if problems:
        raise InputError(problems)
    return tuple(rows)


def made(row: Row, where: Where) -> Observed:
    """Return the observation of a row without problems."""
    texts = {key: row[key] for key in COLUMNS if key not in ("year", "value")}
    year, value = int(row["year"]), float(row["value"])
    return Observed(year=year, value=value, file=where.file, line=where.line, layer=LAYER, **texts)


def row_problems(row: Row, where: Where, names: Names) -> Iterator[Problem]:
    """Yield all that a row says that cannot be."""
    year, value = _number(row["year"]), _number(row["value"])
    if not (year.is_integer() and FIRST_YEAR <= year <= LAST_YEAR) or not math.isfinite(value):
        yield Problem("O102", where, {"found": f"{row['year']} {row['value']}"})
    if row["region"] not in names.regions:
        args = {"found": row["region"], "nearest": nearest(row["region"], names.regions)}
        yield Problem("O103", where, args)
    for key, known in (("unit", UNITS), ("basis", BASES), ("status", STATUSES)):
        if row[key] not in known:
            args = {"entry": key, "found": row[key], "nearest": nearest(row[key], known)}
            yield Problem("O105", where, args)
    if not PUBLISHED.fullmatch(row["published"]):
        yield Problem("O106", where, {"found": row["published"]})
    if not row["source"]:
        yield Problem("O107", where)
    yield from _indicator_problems(row, value, where, names)


def _indicator_problems(row: Row, value: float, where: Where, names: Names) -> Iterator[Problem]:
    """Yield an unknown name, another unit than the indicator's, a value no one can believe."""
    known = names.indicators.get(row["indicator"])
    if known is None:
        if row["indicator"] not in names.counted:
            every = (*names.indicators, *names.counted)
            args = {"found": row["indicator"], "nearest": nearest(row["indicator"], every)}
            yield Problem("O108", where, args)
        return
    if row["unit"] in UNITS and row["unit"] != known.unit:
        yield Problem("O109", where, {"found": row["unit"], "unit": known.unit})
    elif math.isfinite(value) and not known.bounds[0] <= value <= known.bounds[1]:
        low, high = (f"{bound:g}" for bound in known.bounds)
        yield Problem("O110", where, {"found": row["value"], "low": low, "high": high})


def _repeated(row: Row, where: Where, first: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    """Yield a second value of one region, indicator, year and vintage."""
    key = tuple(row[k] for k in ("region", "indicator", "year", "published", "status"))
    if key in first:
        yield Problem("O111", where, {"row": ", ".join(key), "line": str(first[key])})
    first.setdefault(key, where.line)


def _number(text: str) -> float:
    """Return the number of a cell, NaN where it is none."""
    try:
        return float(text)
    except ValueError:
        return math.nan
