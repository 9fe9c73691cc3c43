"""Lorenz curves of one indicator in a stored run: the base year beside a chosen one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from simulator.analysis.inequality_screen import figure, interval
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.stored_series import Stored
from simulator.equity.lorenz import lorenz
from simulator.equity.series import COUNT
from simulator.equity.units_compared import all_cities, with_rest

COLUMNS = (
    "year",
    "region",
    "region_label",
    "value",
    "own_percent",
    "people_percent",
    "held_percent",
    "imputed",
)
REST = "rest"
PERCENT = 100.0


def lorenz_table(
    stored: Stored,
    indicator: str,
    years: Sequence[int],
    catalogue: Catalogue,
    *,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return the corners of the curves, from the areas that have least.

    Parameters
    ----------
    stored
        The run's indicators.
    indicator
        A ratio; a count has no curve.
    years
        31 December of these years.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether every city stands by itself, imputed ones included; else those with data of their
        own and the rest of the province as one.

    Returns
    -------
    DataFrame
        `COLUMNS`, by year: ``own_percent`` is the area's share of the people whom the indicator
        counts, ``people_percent`` and ``held_percent`` are cumulative; each curve begins with a
        row of no region at 0. No rows of a year where no measure exists. ``attrs["notes"]`` say
        who is compared and what cannot be drawn.
    """
    rows: list[list[object]] = []
    place = stored.indicators.index(indicator) if indicator in stored.indicators else None
    if place is not None and stored.series.kind[place] != COUNT:
        series = stored.series.of_indicators(np.array([place]))
        compared = all_cities(series) if include_imputed else with_rest(series)
        imputed = ~series.real[:-1, 0]
        for year in dict.fromkeys(years):
            at = stored.years.index(year)
            value, weight = compared.value[0, at], compared.weight[0, at]
            curve = lorenz(value, weight)
            if not curve.order.size:
                continue
            rows.append([year, "", "", np.nan, np.nan, 0.0, 0.0, False])
            own = np.diff(curve.people, prepend=0.0)
            for corner, area in enumerate(curve.order):
                is_city = area < len(stored.cities)
                name = stored.cities[area] if is_city else REST
                label = (
                    catalogue.name("region", name)
                    if is_city
                    else tell(catalogue.language, "inequality.rest")
                )
                shares = (own[corner], curve.people[corner], curve.held[corner])
                told = [PERCENT * float(share) for share in shares]
                rows.append(
                    [year, name, label, float(value[area]), *told, is_city and bool(imputed[area])]
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def with_gini(table: pd.DataFrame, measures: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the curves with what belongs beside them in ``attrs``.

    ``attrs["ginis"]`` is the Gini coefficient of every year in words; ``attrs["notes"]`` say who is
    compared and the coefficient's P5–P95 where there are draws, or that nothing can be drawn.

    Parameters
    ----------
    table
        Of `lorenz_table`.
    measures
        Of `simulator.analysis.inequality.inequality_table`, the same variant alone.
    language
        Of the sentences.
    """
    gini = measures[(measures["measure"] == "gini") & measures["weighted"]]
    ginis = {
        int(row["year"]): tell(
            language,
            "lorenz.gini",
            year=row["year"],
            value=figure(row["value"], language),
        )
        for row in gini.to_dict("records")
    }
    notes = [tell(language, "lorenz.how")] if len(table) else [tell(language, "lorenz.none")]
    notes += [tell(language, "lorenz.who", who=who) for who in gini["compared_label"].unique()]
    notes += [
        tell(language, "lorenz.interval", year=row["year"], interval=told)
        for row in gini.to_dict("records")
        if (told := interval(row["p05"], row["p95"]))
    ]
    if table["imputed"].any():
        notes.append(tell(language, "lorenz.imputed"))
    found = table.copy()
    found.attrs = {"ginis": ginis, "notes": notes}
    return found
