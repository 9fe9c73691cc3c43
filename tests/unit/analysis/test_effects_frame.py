"""Bars of the two effects: their sum is the change, and no bar hides another."""

import pandas as pd
import pytest

from simulator.analysis.effects_frame import effects_frame
from tests.example_catalogue import BEDS, catalogue

pytestmark = pytest.mark.unit


def gaps(*effects):
    rows = [
        {"year": 2020 + at, "capacity_effect": one, "population_effect": two}
        for at, (one, two) in enumerate(effects)
    ]
    return pd.DataFrame(rows).assign(indicator=BEDS, unit="per_1000")


@pytest.mark.parametrize("pair", [(0.3, 0.2), (-0.3, -0.2), (0.3, -0.2), (-0.3, 0.2), (0.0, 0.1)])
def test_effects_of_one_sign_stand_on_each_other_and_others_apart(pair):
    frame = effects_frame(gaps((0.0, 0.0), pair), 2020, catalogue())
    row = frame.iloc[0]
    assert frame["year"].tolist() == [2021]
    assert row["change"] == pytest.approx(sum(pair))
    assert row["population_to"] - row["population_from"] == pytest.approx(pair[1])
    assert (row["population_from"] == pair[0]) == (pair[0] * pair[1] > 0 or pair[0] == 0)


def test_years_that_cannot_be_taken_apart_have_no_bar():
    frame = effects_frame(gaps((0.0, 0.0), (float("nan"), 0.1)), 2020, catalogue())
    assert frame.empty


def test_nothing_stored_is_an_empty_picture():
    assert effects_frame(gaps((0.0, 0.0)).iloc[:0], 2020, catalogue()).empty
