"""How far each city attains its targets, domain by domain: the table behind a radar."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.inequality_screen import figure
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.stored_series import Stored
from simulator.axes import DOMAINS, PROVINCE
from simulator.equity.indices import attainment
from simulator.equity.series import COUNT

COLUMNS = (
    "region",
    "region_label",
    "domain",
    "domain_label",
    "year",
    "attainment",
    "attainment_uncapped",
    "n_indicators",
    "indicators",
    "n_imputed",
)


def domain_table(
    stored: Stored, year: int, catalogue: Catalogue, *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return the mean attainment of every domain in every city and the province.

    Parameters
    ----------
    stored
        The run's indicators.
    year
        31 December of this year.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether indicators that were imputed for a city count; ``n_imputed`` says how many.

    Returns
    -------
    DataFrame
        `COLUMNS`, a row for each area and domain with some ratio that has a direction:
        ``attainment`` [1] counts each indicator at most 1, NaN where none of the domain has a
        base and a target there; ``indicators`` names those used.
    """
    series, at = stored.series, stored.years.index(year)
    reached = attainment(series.value, stored.standard.level, series.direction)[..., at]
    ratio = (series.kind != COUNT) & (series.direction != 0)
    domain = np.array([catalogue.domains[name] for name in stored.indicators])
    rows: list[list[object]] = []
    for place, area in enumerate((*stored.cities, PROVINCE)):
        for one in [name for name in DOMAINS if (ratio & (domain == name)).any()]:
            used = ratio & (domain == one) & ~np.isnan(reached[place])
            used &= series.real[place] | include_imputed
            found = reached[place, used]
            means = [_mean(np.minimum(found, 1.0)), _mean(found)]
            names = [stored.indicators[which] for which in np.flatnonzero(used)]
            imputed = int((used & ~series.real[place]).sum())
            rows.append([area, one, year, *means, len(found), names, imputed])
    return _described(rows, stored, catalogue, include_imputed=include_imputed)


def _mean(reached: NDArray[np.float64]) -> float:
    return float(reached.mean()) if reached.size else np.nan


def _described(
    rows: list[list[object]], stored: Stored, catalogue: Catalogue, *, include_imputed: bool
) -> pd.DataFrame:
    """Return the rows with names, and what is not measured in a note."""
    language = catalogue.language
    joint = "、" if language == "zh" else ", "
    names = ["region", "domain", "year", "attainment", "attainment_uncapped", "n_indicators"]
    table = pd.DataFrame(rows, columns=[*names, "indicators", "n_imputed"])
    table["region_label"] = [catalogue.name("region", one) for one in table["region"]]
    table["domain_label"] = [catalogue.name("domain", one) for one in table["domain"]]
    table["indicators"] = [
        joint.join(catalogue.name("indicator", name) for name in used)
        for used in table["indicators"]
    ]
    some = table.groupby("region")["n_indicators"].transform("sum") > 0
    left_out = table.loc[~some, "region"].nunique()
    table = table.loc[some, list(COLUMNS)].reset_index(drop=True)
    notes = [tell(language, "domains.how")]
    none = [catalogue.name("domain", one) for one in DOMAINS if one not in set(table["domain"])]
    if none:
        notes.append(tell(language, "domains.none", domains=joint.join(none)))
    if left_out and not include_imputed:
        notes.append(tell(language, "domains.left_out", n=left_out))
    table.attrs = {"notes": notes}
    return table


def domain_overview(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the table for a screen: cities down, domains across, indicators in brackets."""
    cells = [
        figure(row["attainment"], language)
        if not row["n_indicators"]
        else tell(language, "domains.cell", value=f"{row['attainment']:.3f}", n=row["n_indicators"])
        + ("*" if row["n_imputed"] else "")
        for row in table.to_dict("records")
    ]
    wide = table.assign(cell=cells).pivot_table(
        index="region_label", columns="domain_label", values="cell", aggfunc="first", sort=False
    )
    wide.columns.name = None
    return wide.reset_index()
