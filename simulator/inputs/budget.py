"""A planner's own budget: money by region, account and year instead of the derived envelopes.

Amounts are in the prices of their year (当年价); ``deflator`` is that year's price level with
2020 = 1, and divides them. A region and account that the file names has every year of the run, or
every year after the one up to which the baseline holds; what it does not name keeps its derived
envelope.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np

from simulator.errors import Problem, Where
from simulator.inputs.arguments import names, nearest
from simulator.inputs.arrays import Floats
from simulator.inputs.envelopes import Account
from simulator.inputs.population.files import Reader, Table
from simulator.inputs.shipped import ParamsTree
from simulator.units import FEN_PER_YUAN

COLUMNS = ("year", "region", "tier", "fund", "domain", "yuan", "deflator")
MOST_YUAN = 1e13
LEAST_DEFLATOR, MOST_DEFLATOR = 0.2, 5.0


@dataclass(frozen=True)
class Budget:
    """Money of a budget file [fen of 2020], and the digest of the file.

    ``own`` has shape (year, region, account), NaN where the file says nothing; the base year's
    row is not read. ``prices`` is the price level by year, the base year's is 1; empty where the
    file does not tell one level for every year of the run, or tells that prices never move.
    """

    own: Floats
    digest: str
    prices: Mapping[int, float] = field(default_factory=dict)


def load_budget(
    path: Path,
    regions: Sequence[str],
    accounts: Sequence[Account],
    years: range,
    as_of: int | None = None,
) -> tuple[Budget | None, list[Problem]]:
    """Return a budget, or all that is wrong with its file.

    Parameters
    ----------
    path
        CSV with at least `COLUMNS`.
    years
        Years of the run, base year first. Later rows are left out, earlier ones are problems.
    as_of
        Year up to which the baseline holds, by default the base year: money of the years up to it
        may be left out.
    """
    reader = Reader(ParamsTree({"budget": path}, {"budget": str(path)}))
    table = reader.table("budget", COLUMNS)
    own = np.full((len(years), len(regions), len(accounts)), np.nan)
    kinds = {account: place for place, account in enumerate(accounts)}
    levels: dict[int, set[float]] = {years[0]: {1.0}}
    for row, cells in enumerate(table.rows):
        year = reader.number(table, row, "year", least=years[0] + 1, most=2200)
        yuan = reader.number(table, row, "yuan", most=MOST_YUAN)
        deflator = reader.number(table, row, "deflator", least=LEAST_DEFLATOR, most=MOST_DEFLATOR)
        account = Account(cells["tier"], cells["fund"], cells["domain"])
        place = _place(reader, (table, row), (regions, kinds), account)
        if place is None or np.isnan(year + yuan + deflator) or year > years[-1]:
            continue
        cell = (int(year) - years[0], *place)
        if not np.isnan(own[cell]):
            args = {"row": ", ".join((cells["year"], cells["region"], *account))}
            reader.problems.append(Problem("P264", table.where(row), args))
        own[cell] = yuan / deflator * FEN_PER_YUAN
        levels.setdefault(int(year), set()).add(deflator)
    past = (years[0] if as_of is None else as_of) - years[0]
    reader.problems += _gaps(own, regions, accounts, (years, past, table))
    if reader.problems:
        return None, reader.problems
    return Budget(own, sha256(path.read_bytes()).hexdigest(), _prices(levels, years)), []


def _prices(levels: Mapping[int, set[float]], years: range) -> dict[int, float]:
    """Return the one price level of every year; nothing where a year has none or several."""
    told = {year: levels.get(year, set()) for year in years}
    if any(len(found) != 1 for found in told.values()):
        return {}
    prices = {year: next(iter(found)) for year, found in told.items()}
    return prices if set(prices.values()) != {1.0} else {}


def _place(
    reader: Reader,
    at: tuple[Table, int],
    known: tuple[Sequence[str], dict[Account, int]],
    account: Account,
) -> tuple[int, int] | None:
    """Return the positions of a row's region and account; None with problems."""
    (table, row), (regions, kinds) = at, known
    region = table.rows[row]["region"]
    if region not in regions:
        args = {"found": region, "nearest": nearest(region, regions)}
        reader.problems.append(Problem("B101", table.where(row, "region"), args))
    if account not in kinds:
        told = names(sorted("/".join(one) for one in kinds))
        args = {"found": "/".join(account), "known": told}
        reader.problems.append(Problem("B102", table.where(row, "tier"), args))
    if region not in regions or account not in kinds:
        return None
    return regions.index(region), kinds[account]


def _gaps(
    own: Floats,
    regions: Sequence[str],
    accounts: Sequence[Account],
    of: tuple[range, int, Table],
) -> list[Problem]:
    """Return regions and accounts that have some years of the run and not all.

    ``of`` are the years, how many of them after the base may be left out together, and the table.
    """
    years, past, table = of
    given = ~np.isnan(own[1:])
    asked = np.ones(given.shape, bool)
    asked[:past] = given[:past].any(axis=0)
    problems = []
    for region, account in zip(
        *np.nonzero(given.any(axis=0) & (asked & ~given).any(axis=0)), strict=True
    ):
        missing = (asked & ~given)[:, region, account]
        lacking = [str(year) for year, no in zip(years[1:], missing, strict=True) if no]
        args = {
            "region": regions[region],
            "account": "/".join(accounts[account]),
            "years": names(lacking),
        }
        problems.append(Problem("B103", Where(table.name), args))
    return problems
