"""Frames fit their contract or are refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.errors import ModelError
from simulator.results.frames import contract, frame

pytestmark = pytest.mark.unit


def flows(**changed):
    columns = {
        "scenario": ["baseline"] * 2,
        "region": ["henan", "xinxiang"],
        "year": np.array([2021, 2021], dtype=np.int64),
        "births": np.array([1.0, 2.0]),
        "deaths": np.array([1.0, np.nan]),
        "net_migration": np.array([1, 2]),
        "statistic": ["central"] * 2,
    }
    return {**columns, **changed}


def verdicts(met):
    table = contract("verdicts")
    kinds = {"text": ["x"], "int32": [2025], "float64": [1.0], "nullable_bool": met}
    return {column.name: kinds[column.kind] for column in table.columns}


def code(columns, name="population_flows"):
    with pytest.raises(ModelError) as caught:
        frame(name, columns)
    assert [problem.code for problem in caught.value.problems] == [caught.value.problems[0].code]
    return caught.value.problems[0].code


def test_columns_come_out_in_order_and_type():
    shuffled = dict(reversed(flows().items()))
    made = frame("population_flows", shuffled)
    assert list(made) == list(contract("population_flows").names)
    assert made["year"].dtype == np.int32
    assert made["net_migration"].dtype == np.float64
    assert made["region"].dtype == "str"
    assert made["region"].tolist() == ["henan", "xinxiang"]


def test_a_series_with_another_index_keeps_its_order():
    region = pd.Series(["henan", "xinxiang"], index=[5, 5], dtype="str")
    assert frame("population_flows", flows(region=region))["region"].tolist() == [
        "henan",
        "xinxiang",
    ]


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        ([1.0], [True]),
        ([np.nan], [pd.NA]),
        (np.array([False]), [False]),
        (pd.Series([None], dtype="boolean"), [pd.NA]),
    ],
)
def test_met_is_true_false_or_unknown(met, expected):
    assert frame("verdicts", verdicts(met))["met"].tolist() == expected


@pytest.mark.parametrize("met", [[0.5], ["yes"], [None]])
def test_met_is_nothing_else(met):
    assert code(verdicts(met), "verdicts") == "M182"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"births": ["1.0", "2.0"]}, "M182"),
        ({"births": [True, False]}, "M182"),
        ({"year": [2021.0, 2021.0]}, "M182"),
        ({"year": [2021, 2**31]}, "M182"),
        ({"region": ["henan", None]}, "M182"),
        ({"region": ["henan", np.nan]}, "M182"),
        ({"region": [1, 2]}, "M182"),
        ({"region": ["henan", "xinxiang", "kaifeng"]}, "M183"),
        ({"births": [1.0, np.inf]}, "M184"),
        ({"region": ["henan", "henan"]}, "M185"),
        ({"extra": [1, 2]}, "M181"),
    ],
)
def test_what_does_not_fit_is_refused(changed, expected):
    assert code(flows(**changed)) == expected


def test_a_missing_column_is_refused():
    columns = flows()
    del columns["births"]
    assert code(columns) == "M181"


def test_an_unknown_table_is_refused():
    assert code({}, "stock") == "M181"


def test_whether_a_measure_is_weighted_is_a_truth_value():
    kinds = {"text": ["x"], "int32": [1], "float64": [1.0], "bool": [1]}
    columns = {c.name: kinds[c.kind] for c in contract("equity").columns}
    assert code(columns, "equity") == "M182"
    assert frame("equity", {**columns, "weighted": [True]})["weighted"].tolist() == [True]


def test_two_equal_events_are_two_events():
    kinds = {"text": ["x", "x"], "int32": [1, 1], "int64": [1, 1], "float64": [0.01, 0.01]}
    columns = {c.name: kinds[c.kind] for c in contract("events").columns}
    assert len(frame("events", columns)) == 2
