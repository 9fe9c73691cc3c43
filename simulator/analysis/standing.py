"""Which city is worst in an indicator, and of which nothing is known, in plain words."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import number

HIGHER, NO_SIDE = "higher", "none"


def city_standing(heatmap: pd.DataFrame, indicator: str, catalogue: Catalogue) -> list[str]:
    """Return the cities of one indicator in words, worst first.

    Parameters
    ----------
    heatmap
        Frame of `simulator.analysis.frames.gap_heatmap`.
    indicator
        Column of it.
    catalogue
        Names in the language of the sentences.

    Returns
    -------
    list of str
        The cities with data of their own from the worst value to the best, and those without,
        which are not ranked. Nothing where no city has a value, or where no side is better.
    """
    language = catalogue.language
    rows = heatmap[(heatmap["indicator"] == indicator) & heatmap["value"].notna()]
    side = catalogue.directions[indicator]
    if rows.empty or side == NO_SIDE:
        return []
    own, others = rows[~rows["imputed"]], rows[rows["imputed"]]
    comma = tell(language, "standing.comma")
    said = []
    if len(own):
        ranked = own.sort_values("value", ascending=side == HIGHER, kind="stable")
        unit = str(ranked["unit"].iloc[0])
        cities = [
            f"{name} {number(float(value), unit)}"
            for name, value in zip(ranked["region_label"], ranked["value"], strict=True)
        ]
        facts = {"n": len(own), "cities": comma.join(cities), "year": heatmap.attrs["year"]}
        facts["unit"] = catalogue.unit(indicator, unit)
        said.append(tell(language, "standing.own", **facts))
    if len(others):
        names = comma.join(others["region_label"])
        said.append(tell(language, "standing.imputed", n=len(others), cities=names))
    return said
