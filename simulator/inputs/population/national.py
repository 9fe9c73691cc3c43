"""National rates: mortality, age pattern of fertility, births, variants, life expectancy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.population.files import Reader, Table

Array = NDArray[np.float64]
FOLDER = "population/wpp2022_china_"


@dataclass(frozen=True)
class National:
    """Rates of the nation as published; see ``params/population/README.md``.

    Five-year tables carry the middle of their period as a decimal year; ``mortality`` has
    shape (period, sex, group) [1/year], ``fertility_percent`` (period, group) [%]. Yearly
    series are (year, value) pairs of arrays, the medium variant after the last estimate.
    """

    mortality_middles: Array
    mortality_starts: Array
    mortality: Array
    fertility_middles: Array
    fertility_starts: Array
    fertility_percent: Array
    births: tuple[Array, Array]
    life_expectancy: tuple[Array, Array]
    tfr: tuple[Array, Array]


def read_national(reader: Reader) -> National | None:
    """Return the national tables; None with problems when a file cannot be used."""
    before = len(reader.problems)
    columns = ("year", "period", "age")
    deaths = reader.table(FOLDER + "mx5dt.csv", (*columns, "mxF", "mxM"))
    births = reader.table(FOLDER + "percentASFR5dt.csv", (*columns, "pasfr"))
    women, men = (_periods(reader, deaths, column) for column in ("mxF", "mxM"))
    pattern = _periods(reader, births, "pasfr")
    national = National(
        women[0],
        women[1],
        np.stack([women[2], men[2]], axis=1) if women[2].shape == men[2].shape else women[2],
        *pattern,
        _yearly(reader, FOLDER + "misc1dt.csv", "births"),
        _joined(
            _yearly(reader, FOLDER + "e01dt.csv", "e0B"),
            _yearly(reader, FOLDER + "e0proj1dt.csv", "e0B"),
        ),
        _joined(
            _yearly(reader, FOLDER + "tfr1dt.csv", "tfr"),
            _yearly(reader, FOLDER + "tfrproj1dt.csv", "tfr"),
        ),
    )
    return national if len(reader.problems) == before else None


def _periods(reader: Reader, table: Table, column: str) -> tuple[Array, Array, Array]:
    """Return middles of periods, first ages and values by period and age of a long table."""
    cells = reader.by_key(table, lambda c: (c["period"], c["age"]), column)
    periods = list(dict.fromkeys(period for period, _ in cells))
    ages = list(dict.fromkeys(age for _, age in cells))
    reader.missing(table, [f"{p} {a}" for p in periods for a in ages if (p, a) not in cells])
    if any((period, age) not in cells for period in periods for age in ages):
        return np.empty(0), np.empty(0), np.empty(0)
    middles = np.array([sum(float(end) for end in period.split("-")) / 2.0 for period in periods])
    starts = np.array([float(age.split("-")[0].rstrip("+")) for age in ages])
    return middles, starts, np.array([[cells[p, a] for a in ages] for p in periods])


def _yearly(reader: Reader, relative: str, column: str) -> tuple[Array, Array]:
    """Return years and values of a yearly table."""
    table = reader.table(relative, ("year", column))
    cells = reader.by_key(table, lambda c: (c["year"],), column)
    return np.array([float(year) for (year,) in cells]), np.array(list(cells.values()))


def _joined(past: tuple[Array, Array], future: tuple[Array, Array]) -> tuple[Array, Array]:
    """Return two yearly series one after the other."""
    return np.concatenate([past[0], future[0]]), np.concatenate([past[1], future[1]])
