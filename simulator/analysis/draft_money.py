"""What the services behind each drafted target cost, year by year, as a run's ledger books it.

    ledger of the region ─► money by service and year ─► by indicator, and all services once

Fiscal cost is what public funds pay; what bonds build counts when it is built, so debt service,
which no service bears, is left out. Total cost adds what users and private money pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from simulator.axes import FISCAL_FUNDS
from simulator.units import FEN_PER_YUAN

KINDS = {
    "capital": "capital_yuan",
    "replacement": "capital_yuan",
    "recurrent": "running_yuan",
    "training": "staff_yuan",
    "recruitment": "staff_yuan",
    "coverage": "coverage_yuan",
    "programme": "programme_yuan",
}
"""Ledger category -> kind of fiscal cost."""
OTHERS = ("social_capital", "service_income")
PARTS = ("capital_yuan", "running_yuan", "staff_yuan", "coverage_yuan", "programme_yuan")
MONEY = (*PARTS, "fiscal_yuan", "other_yuan", "total_yuan", "priced_yuan")
COLUMNS = ("region", "indicator", "indicator_label", "year", *MONEY)
Fen = dict[tuple[str, int], dict[str, int]]
"""Money of a service in a year, by the columns `PARTS`, ``other_yuan`` and ``priced_yuan`` [fen].
"""


class Priced(NamedTuple):
    """A programme that no run holds yet: what it would cost each year."""

    service: str
    years: range
    fen: int


def booked(ledger: pd.DataFrame, region: str, years: range) -> Fen:
    """Return what the ledger books for each service of a region, central values."""
    spent = ledger["category"].isin(KINDS) & ledger["fund"].isin((*FISCAL_FUNDS, *OTHERS))
    mine = (ledger["region"] == region) & (ledger["statistic"] == "central")
    rows = ledger[spent & mine & ledger["year"].isin(years)]
    found: Fen = {}
    for row in rows.to_dict("records"):
        kind = "other_yuan" if row["fund"] in OTHERS else KINDS[row["category"]]
        cell = found.setdefault((str(row["service"]), int(row["year"])), {})
        cell[kind] = cell.get(kind, 0) - round(float(row["yuan"]) * FEN_PER_YUAN)
    return found


def with_priced(money: Fen, programmes: Iterable[Priced]) -> Fen:
    """Return the money with programmes that are priced instead of simulated."""
    found = {key: dict(cell) for key, cell in money.items()}
    for one in programmes:
        for year in one.years:
            cell = found.setdefault((one.service, year), {})
            cell["programme_yuan"] = cell.get("programme_yuan", 0) + one.fen
            cell["priced_yuan"] = cell.get("priced_yuan", 0) + one.fen
    return found


def summed(money: Fen, services: Iterable[str], years: range) -> dict[str, float]:
    """Return the money of some services, each once, over some years [yuan]."""
    names = dict.fromkeys(services)
    cells = [money.get((name, year), {}) for name in names for year in years]
    fen = {
        kind: sum(cell.get(kind, 0) for cell in cells)
        for kind in (*PARTS, "other_yuan", "priced_yuan")
    }
    fen["fiscal_yuan"] = sum(fen[kind] for kind in PARTS)
    fen["total_yuan"] = fen["fiscal_yuan"] + fen["other_yuan"]
    return {kind: fen[kind] / FEN_PER_YUAN for kind in MONEY}


def money_table(
    money: Fen, region: str, targets: Mapping[str, Sequence[str]], years: range
) -> pd.DataFrame:
    """Return one row for each indicator and year, then all their services together.

    Columns `COLUMNS` but for the label. ``targets`` names the services of each indicator; those
    of several are counted once in the rows without an indicator.
    """
    every = [name for services in targets.values() for name in services]
    rows = [
        {"region": region, "indicator": indicator, "year": year}
        | summed(money, services, range(year, year + 1))
        for indicator, services in [*targets.items(), ("", every)]
        for year in years
    ]
    return pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "indicator_label"])
