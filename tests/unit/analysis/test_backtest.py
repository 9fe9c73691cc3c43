"""What pairs of projection and observation say, and when nothing may be said."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis import backtest
from simulator.analysis.labels import tell
from tests.example_catalogue import catalogue

pytestmark = pytest.mark.unit

FEW, MANY = 3, 25
HUNDRED = 100.0


def pair(**other):
    """Return a pair: 110 projected, 100 observed, 80 in the base year, no trend, no draws."""
    known = {
        "from_year": 2020,
        "region": "henan",
        "indicator": "births",
        "year": 2021,
        "kind": "flows",
        "observed": HUNDRED,
        "unit": "person",
        "projected": 110.0,
        "no_change": 80.0,
        "trend": np.nan,
        "p05": np.nan,
        "p95": np.nan,
        "status": "tested",
        "reason": "",
    }
    return known | other


def measured(*rows):
    return backtest.measured(pd.DataFrame(rows, columns=list(backtest.PAIR)), catalogue("zh"))


def said(*rows):
    return "\n".join(backtest.told(measured(*rows), "zh"))


def test_the_error_is_the_projection_less_the_observation_in_percent_of_it():
    (row,) = measured(pair()).to_dict("records")
    assert (row["error"], row["projected_error_percent"]) == (10.0, 10.0)
    assert row["no_change_error_percent"] == 20.0
    assert math.isnan(row["trend_error_percent"])


def test_an_observation_on_the_edge_of_the_interval_lies_inside_and_without_draws_it_is_unknown():
    table = measured(pair(p05=100.0, p95=120.0), pair(p05=101.0, p95=120.0), pair())
    assert table["inside"].tolist() == [True, False, pd.NA]


def test_below_twenty_pairs_nothing_is_said_of_skill():
    text = said(*[pair()] * FEW)
    assert tell("zh", "backtest.too_few", least=backtest.ENOUGH_PAIRS) in text
    assert tell("zh", "backtest.better") not in text
    assert tell("zh", "backtest.not_better") not in text


@pytest.mark.parametrize(
    ("projected", "key"), [(110.0, "better"), (120.0, "not_better"), (130.0, "not_better")]
)
def test_with_enough_pairs_the_projection_is_better_only_where_it_errs_less(projected, key):
    others = {"better", "not_better"} - {key}
    text = said(*[pair(projected=projected)] * MANY)
    assert tell("zh", f"backtest.{key}") in text
    assert all(tell("zh", f"backtest.{one}") not in text for one in others)


def test_the_trend_is_compared_on_the_pairs_that_have_one():
    far, near = pair(projected=150.0), pair(projected=101.0, trend=105.0)
    (row,) = backtest.summary(measured(far, near)).to_dict("records")
    assert (row["n_trend"], row["projected_trend"], row["trend"]) == (1, 1.0, 5.0)
    assert (row["n_no_change"], row["projected_no_change"]) == (2, 25.5)


@pytest.mark.parametrize("status", ["shown", "untestable"])
def test_what_is_no_test_counts_nowhere(status):
    table = measured(pair(), pair(projected=900.0, status=status))
    (row,) = backtest.summary(table).to_dict("records")
    assert (row["n"], row["projected"]) == (1, 10.0)


@given(st.lists(st.floats(1.0, 1e6), min_size=1, max_size=30))
def test_a_perfect_projection_has_no_error_and_the_mean_does_not_depend_on_the_order(values):
    rows = [pair(observed=one, projected=one, no_change=one) for one in values]
    rows[0]["projected"] = 2.0 * values[0]
    forward, back = (
        backtest.summary(measured(*ordered))["projected"][0] for ordered in (rows, rows[::-1])
    )
    assert forward == pytest.approx(HUNDRED / len(values))
    assert forward == pytest.approx(back)
