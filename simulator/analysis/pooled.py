"""Cities that serve each other's residents: each apart, and all together as one place.

A city's need belongs to its own residents, its demand to all whom it serves (`services.need`).
Apart, available units per 1,000 residents and unmet demand therefore tell different stories;
together they fit again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.references import central_year

TABLES = ("use", "stocks", "population")
"""What is read of a run."""
TOGETHER = "+"
"""Joins the ids of the cities of a pool."""
SUMMED = ("residents", "available", "need", "demand", "use", "idle", "unmet")
COLUMNS = (
    "service",
    "service_label",
    "unit",
    "region",
    "region_label",
    "year",
    "residents",
    "available",
    "available_per_1000",
    "need",
    "demand",
    "use",
    "idle",
    "unmet",
    "grade",
    "weakest_input",
)


class Link(NamedTuple):
    """A share of one city's residents is served in another; no services: all facilities."""

    home: str
    to: str
    share: float
    services: tuple[str, ...] = ()


def pools_of(links: Sequence[Link], regions: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the cities that links join, directly or through others, in the order of regions.

    >>> pools_of([Link("c", "a", 0.1), Link("e", "d", 0.1)], "abcde")
    [('a', 'c'), ('d', 'e')]
    """
    pools: list[set[str]] = []
    for link in links:
        joined = {link.home, link.to}
        for pool in [one for one in pools if one & joined]:
            joined |= pool
            pools.remove(pool)
        pools.append(joined)
    ordered = [tuple(name for name in regions if name in pool) for pool in pools]
    return sorted(ordered, key=lambda pool: list(regions).index(pool[0]))


def pooled_table(
    tables: Mapping[str, pd.DataFrame], year: int, links: Sequence[Link], catalogue: Catalogue
) -> pd.DataFrame:
    """Return the services that linked cities share, each city apart and all together.

    Parameters
    ----------
    tables
        The run's `TABLES`; central values are shown.
    year
        31 December of this year.
    links
        Who is served where in that year.
    catalogue
        Names in the language of the table.

    Returns
    -------
    DataFrame
        `COLUMNS`, units of the service; the row of a pool follows those of its cities, its
        ``region`` joins their ids. ``residents`` are all ages. ``attrs["notes"]`` says which
        shares are assumed.
    """
    cells = _cells(tables, year)
    found = [
        _apart_and_together(cells, pool, service, catalogue)
        for pool in pools_of(links, tuple(catalogue.regions))
        for service in _shared(links, pool, cells, catalogue)
    ]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))
    table["available_per_1000"] = 1000.0 * table["available"] / table["residents"]
    table = table.assign(year=year, grade="simulated", weakest_input="assumed")[list(COLUMNS)]
    table.attrs = {"notes": _notes(links, catalogue)}
    return table


def _cells(tables: Mapping[str, pd.DataFrame], year: int) -> pd.DataFrame:
    """Return `SUMMED` and the unit of every region and service."""
    keys = ["region", "service"]
    use, stocks, people = (central_year(tables[name], year) for name in TABLES)
    everyone = people[(people["sex"] == "total") & (people["age_group"] == "total")]
    cells = use.merge(stocks[[*keys, "available"]], on=keys)
    cells["residents"] = cells["region"].map(everyone.set_index("region")["value"])
    return cells[[*keys, "unit", *SUMMED]]


def _shared(
    links: Sequence[Link], pool: tuple[str, ...], cells: pd.DataFrame, catalogue: Catalogue
) -> list[str]:
    """Return the services of a pool that a link moves and all its cities have."""
    inside = [link for link in links if link.home in pool]
    here = cells[cells["region"].isin(pool)].groupby("service").size()
    return [
        service
        for service in catalogue.services
        if here.get(service, 0) == len(pool)
        and any(not link.services or service in link.services for link in inside)
    ]


def _apart_and_together(
    cells: pd.DataFrame, pool: tuple[str, ...], service: str, catalogue: Catalogue
) -> pd.DataFrame:
    """Return one service in each city of a pool, then in all together."""
    language = catalogue.language
    apart = cells[cells["service"] == service].set_index("region").loc[list(pool)].reset_index()
    apart["region_label"] = [catalogue.name("region", city) for city in pool]
    together = apart.iloc[[0]].assign(**{name: float(apart[name].sum()) for name in SUMMED})
    together["region"] = TOGETHER.join(pool)
    named = _joined(apart["region_label"], language)
    together["region_label"] = tell(language, "pooled.together", regions=named)
    both = pd.concat([apart, together])
    return both.assign(service_label=catalogue.name("service", service))


def _notes(links: Sequence[Link], catalogue: Catalogue) -> list[str]:
    """Return who is served where, and what the columns mean."""
    language = catalogue.language
    moves = [
        tell(
            language,
            "pooled.link",
            home=catalogue.name("region", link.home),
            to=catalogue.name("region", link.to),
            share=f"{100 * link.share:g}",
            services=_joined([catalogue.name("service", one) for one in link.services], language)
            or tell(language, "pooled.all"),
        )
        for link in links
    ]
    return [*moves, tell(language, "pooled.how")]


def _joined(names: Iterable[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(names)
