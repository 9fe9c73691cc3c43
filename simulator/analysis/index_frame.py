"""The two indices of a run by year: how far targets are attained, how equal the areas are."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.inequality import QUANTILES, who_is_compared
from simulator.analysis.labels import Catalogue, word

EQUALISATION, ATTAINMENT = "equalisation_index", "attainment_index"
LOW, HIGH = QUANTILES[0], QUANTILES[-1]
COLUMNS = ("year", EQUALISATION, LOW, HIGH, ATTAINMENT)


def index_over_time(equity: pd.DataFrame | None, catalogue: Catalogue) -> pd.DataFrame:
    """Return the indices between the areas with figures of their own, by year.

    The cities with a base of their own and the rest of the province as one area: nothing that
    is imputed between the cities of the rest moves them.

    Parameters
    ----------
    equity
        The run's table ``equity``; None where it was not stored.
    catalogue
        Names in the language of the picture.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row per year: shares [1], 1 is full equality or every target attained;
        p05 and p95 are those of the equalisation index, NaN without draws. Without rows where
        no index can be told. ``attrs`` holds labels and who (which areas are compared).
    """
    if equity is None:
        return _without_rows()
    rows = equity[(equity["indicator"] == "") & (equity["n_imputed"] == 0)]
    rows = rows[rows["measure"].isin([EQUALISATION, ATTAINMENT])]
    # where every city has figures of its own the two variants are the same
    rows = rows.drop_duplicates(["measure", "year", "statistic"])
    central = rows[rows["statistic"] == "central"]
    wide = pd.DataFrame(
        {
            name: central[central["measure"] == name].set_index("year")["value"]
            for name in (EQUALISATION, ATTAINMENT)
        }
    )
    if wide[EQUALISATION].isna().all():
        return _without_rows()
    drawn = rows[rows["measure"] == EQUALISATION]
    for name in (LOW, HIGH):
        wide[name] = drawn[drawn["statistic"] == name].set_index("year")["value"]
    frame = wide.reset_index()[list(COLUMNS)]
    first = central[central["measure"] == EQUALISATION].iloc[0]
    alone = first["group"] == "between"
    facts = {name: first[name] for name in ("n_regions", "n_imputed", "group")}
    facts["n_stated"] = int(first["n_regions"]) - int(alone)
    language = catalogue.language
    frame.attrs = {
        "labels": {
            one: word(language, "inequality_word", one) for one in (EQUALISATION, ATTAINMENT)
        },
        "who": who_is_compared(facts, language),
    }
    return frame


def _without_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS), dtype="float64")
