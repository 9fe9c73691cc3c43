"""Need, demand and use of every service: what stands idle and what is unmet, also in yuan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.references import central_year, imputed
from simulator.axes import PROVINCE

TABLES = ("use", "stocks", "gaps")
"""What is read of a run."""
COLUMNS = (
    "service",
    "service_label",
    "unit",
    "region",
    "region_label",
    "year",
    "standing_units",
    "available",
    "need",
    "take_up_percent",
    "demand",
    "use",
    "idle",
    "unmet",
    "idle_yuan",
    "unmet_yuan",
    "public_percent",
    "inclusive_percent",
    "market_percent",
    "providers_label",
    "grade",
    "weakest_input",
)


class Mix(NamedTuple):
    """Who provides a service in a region; the rest is the market's."""

    public: float
    """Percent in public houses."""
    inclusive: float
    """Percent in inclusive ones that are not public."""


class Cost(NamedTuple):
    """What one unit of a service costs, None where no parameter says so."""

    running: float | None
    """Public running cost [yuan of 2020 a year]."""
    capital: float | None
    """Cost of a new unit, all funds [yuan of 2020]."""


def use_table(
    tables: Mapping[str, pd.DataFrame],
    year: int,
    costs: Mapping[str, Cost],
    catalogue: Catalogue,
    *,
    mixes: Mapping[tuple[str, str], Mix] | None = None,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return what residents ask for and what is used, service by service.

    Parameters
    ----------
    tables
        The run's `TABLES`; central values are shown.
    year
        31 December of this year.
    costs
        Costs of a unit by service.
    catalogue
        Names in the language of the table.
    mixes
        Providers by service and region, where they are known.
    include_imputed
        Whether cities without any count of their own are listed.

    Returns
    -------
    DataFrame
        `COLUMNS`, units of the service, services and regions in the order of params.
        ``take_up_percent`` is demand over need. ``idle_yuan`` is the public running cost of the
        idle units in a year, ``unmet_yuan`` what building the unmet ones would cost, both yuan
        of 2020. ``attrs["notes"]`` says so.
    """
    use, stocks, gaps = (central_year(tables[name], year) for name in TABLES)
    keys = ["region", "service"]
    stocks = stocks.rename(columns={"standing": "standing_units"})
    table = use.merge(stocks[[*keys, "standing_units", "available"]], on=keys)
    counted = set(gaps.loc[~imputed(gaps["flags"]), "region"]) | {PROVINCE}
    kept = table["region"].isin(counted) | include_imputed
    left_out = table.loc[~kept, "region"].nunique()
    table = _ordered(table[kept], catalogue)
    table["take_up_percent"] = (100.0 * table["demand"] / table["need"]).where(table["need"] > 0)
    running = table["service"].map({name: one.running for name, one in costs.items()})
    capital = table["service"].map({name: one.capital for name, one in costs.items()})
    table["idle_yuan"] = table["idle"] * running.astype(float)
    table["unmet_yuan"] = table["unmet"] * capital.astype(float)
    _add_providers(table, mixes or {}, catalogue.language)
    table["service_label"] = [catalogue.name("service", one) for one in table["service"]]
    table["region_label"] = [catalogue.name("region", one) for one in table["region"]]
    table = table.assign(year=year, grade="simulated", weakest_input="assumed")[list(COLUMNS)]
    notes = [tell(catalogue.language, "use.how"), tell(catalogue.language, "use.yuan")]
    if left_out:
        notes.append(tell(catalogue.language, "use.left_out", n=left_out))
    table.attrs = {"notes": notes}
    return table


def _add_providers(
    table: pd.DataFrame, mixes: Mapping[tuple[str, str], Mix], language: str
) -> None:
    """Add the percent of public, inclusive and market providers, and all in one text."""
    found = [mixes.get(key) for key in zip(table["service"], table["region"], strict=True)]
    shares = [(one.public, one.inclusive) if one else (math.nan, math.nan) for one in found]
    table["public_percent"] = [public for public, _ in shares]
    table["inclusive_percent"] = [inclusive for _, inclusive in shares]
    table["market_percent"] = 100.0 - table["public_percent"] - table["inclusive_percent"]
    table["providers_label"] = [
        ""
        if math.isnan(public)
        else tell(
            language,
            "use.providers",
            public=f"{public:.0f}",
            inclusive=f"{inclusive:.0f}",
            market=f"{100.0 - public - inclusive:.0f}",
        )
        for public, inclusive in shares
    ]


def _ordered(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows by service, then region, in the order of params."""
    regions, services = (
        {name: place for place, name in enumerate(names)}
        for names in (catalogue.regions, catalogue.services)
    )
    order = rows["service"].map(services) * len(regions) + rows["region"].map(regions)
    return rows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
