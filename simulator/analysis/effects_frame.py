"""What moved an indicator since the base year: capacity and population, stacked by year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import signed

EFFECTS = ("capacity", "population")


def effects_frame(gaps: pd.DataFrame, base: int, catalogue: Catalogue) -> pd.DataFrame:
    """Return the two effects of every year after the base, ready to be stacked.

    Parameters
    ----------
    gaps
        Central rows of the run's table ``gaps`` of one region and indicator, one a year.
    base
        Base year; both effects are zero there and it is left out.

    Returns
    -------
    DataFrame
        One row per year: year, capacity, population and change (their sum) [unit of the
        indicator]; of each effect its text and the ends of its bar, such as capacity_from and
        capacity_to. Effects of one sign stand on each other, of two signs on either side of
        zero. Without rows where they cannot be told. ``attrs`` holds unit_label.
    """
    known = gaps["capacity_effect"].notna() & gaps["population_effect"].notna()
    rows = gaps[known & (gaps["year"] > base)].sort_values("year", kind="stable")
    frame = pd.DataFrame({"year": rows["year"].astype(int)})
    for name in EFFECTS:
        frame[name] = rows[f"{name}_effect"].astype("float64")
    frame["change"] = frame["capacity"] + frame["population"]
    alike = np.sign(frame["capacity"]) == np.sign(frame["population"])
    frame["capacity_from"] = 0.0
    frame["capacity_to"] = frame["capacity"]
    frame["population_from"] = frame["capacity"].where(alike, 0.0)
    frame["population_to"] = frame["population_from"] + frame["population"]
    unit = str(gaps["unit"].iloc[0]) if len(gaps) else ""
    for name in (*EFFECTS, "change"):
        frame[f"{name}_text"] = [signed(one, unit) for one in frame[name]]
    indicator = str(gaps["indicator"].iloc[0]) if len(gaps) else ""
    frame = frame.reset_index(drop=True)
    frame.attrs = {"unit_label": catalogue.unit(indicator, unit) if indicator else ""}
    return frame
