"""The verdicts of a case that the pages on the baseline speak of."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

import numpy as np

from simulator.engine.keys import table_keys
from simulator.engine.tables import run_tables
from simulator.inputs.case import Case
from simulator.model import Experiment, lived

CITIES = ("zhengzhou", "kaifeng", "xinxiang")
SERVICES = {
    "hospital_beds_per_1000": "hospital_beds",
    "physicians_per_1000": "physicians",
    "nurses_per_1000": "nurses",
    "toddler_places_per_1000": "toddler_places",
}
"""Indicator -> the service it counts."""
INDICATORS = tuple(SERVICES)
END = 2030
YEARS = (2025, END)

Verdict = tuple[str, str, int]
Levels = Mapping[Verdict, "Judged"]


class Judged(NamedTuple):
    """A value and whether the target is met."""

    value: float
    met: bool


def verdicts(case: Case) -> Levels:
    """Return the verdicts of the target year and of the end, in draw 0."""
    frame, draw = lived(Experiment(case), 0)
    keys = table_keys(frame)["verdicts"]
    told = run_tables(frame, draw).values["verdicts"]
    table = keys.assign(value=told["value"], met=np.asarray(told["met"], np.float64))
    rows = table.set_index(["region", "indicator", "year"]).sort_index()
    wanted = product(CITIES, INDICATORS, YEARS)
    found = {key: rows.loc[[key]].iloc[0] for key in wanted}
    return {key: Judged(float(row["value"]), bool(row["met"] == 1.0)) for key, row in found.items()}
