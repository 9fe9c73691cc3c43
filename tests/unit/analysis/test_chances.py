"""The chances of plans as a screen shows them."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.chances import chances
from tests.example_catalogue import catalogue

pytestmark = pytest.mark.unit

PLAN = {"plan": "kaifeng-14", "target_year": 2025}


def stored():
    rows = [
        {"region": region, **PLAN, "year": year, "targets": targets, "probability": 0.4}
        for region in ("kaifeng", "luoyang")
        for year in (2024, 2025)
        for targets in ("binding", "all")
    ]
    numbers = {"n_targets": 3, "n_modelled": 1, "n_met": 1, "met": True, "standard_error": 0.06}
    return pd.DataFrame(rows).assign(**numbers)


def verdicts():
    rows = [
        ("kaifeng", "beds", "binding", 0.4),
        ("kaifeng", "vaccination", "binding", None),
        ("kaifeng", "visits", "expected", None),
        ("luoyang", "beds", "binding", 0.4),
    ]
    frame = pd.DataFrame(rows, columns=["region", "row_id", "nature", "probability_met"])
    frame["met"] = frame["probability_met"].notna().map({True: True, False: None})
    derived = frame["region"].map({"kaifeng": "stated", "luoyang": "derived"})
    return pd.concat(
        frame.assign(**PLAN, year=year, statistic="central", indicator="", grade=derived)
        for year in (2024, 2025)
    )


def shown(year=None):
    return chances(stored(), verdicts(), catalogue(), lambda plan, row, _: f"{plan}/{row}", year)


def test_only_cities_with_a_plan_of_their_own_are_listed_in_the_target_year():
    found = shown()
    assert found["region"].unique().tolist() == ["kaifeng"]
    assert found["year"].unique().tolist() == [2025]
    assert shown(2024)["year"].unique().tolist() == [2024]


def test_targets_that_are_not_modelled_are_named():
    found = shown().set_index("targets")["not_modelled"]
    assert found["binding"] == "kaifeng-14/vaccination"
    assert found["all"] == "kaifeng-14/vaccination、kaifeng-14/visits"
    assert shown().attrs["notes"][-1].endswith("kaifeng-14/visits")
