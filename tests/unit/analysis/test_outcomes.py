"""The four numbers of a run beside those of another."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from simulator.analysis.outcomes import COLUMNS, outcomes_beside
from simulator.analysis.overview import CARDS

pytestmark = pytest.mark.unit


def cards(*numbers):
    rows = [
        (name, name, f"{one:.3f}", "", "", one) for name, one in zip(CARDS, numbers, strict=True)
    ]
    columns = ["card", "label", "value", "note", "detail", "number"]
    return pd.DataFrame(rows, columns=columns)


def better(now, before):
    frame = outcomes_beside(now, before)
    assert tuple(frame.columns) == COLUMNS
    return frame["better"].tolist()


def test_more_targets_and_index_and_less_money_and_gap_are_better():
    assert better(cards(3, 0.9, 1e9, 20), cards(2, 0.8, 2e9, 30)) == ["better"] * 4
    assert better(cards(2, 0.8, 2e9, 30), cards(3, 0.9, 1e9, 20)) == ["worse"] * 4


def test_what_does_not_show_is_the_same():
    assert better(cards(3, 0.90001, 1, 1), cards(3, 0.9, 1, 1)) == ["same"] * 4


def test_what_is_not_known_is_neither_better_nor_worse():
    assert better(cards(3, math.nan, 1, 1), cards(3, 0.9, 1, 1))[1] == "same"


def test_the_other_run_is_told():
    frame = outcomes_beside(cards(3, 0.9, 1, 1), cards(2, 0.9, 1, 1))
    assert frame.loc[0, ["value", "before"]].tolist() == ["3.000", "2.000"]
