"""Rows are found by their keys."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.results.rows import Rows

pytestmark = pytest.mark.unit

VALUES = ("kaifeng", "luoyang", "xinxiang")


@given(some.lists(some.tuples(some.sampled_from(VALUES), some.integers(2020, 2023)), max_size=40))
def test_rows_are_those_that_a_comparison_finds(keys):
    table = pd.DataFrame(keys, columns=["region", "year"])
    rows = Rows(table)
    for region in (*VALUES, "nowhere"):
        for year in (2020, 2023):
            asked = (table["region"] == region) & (table["year"] == year)
            assert rows.where(region=region, year=year).tolist() == table.index[asked].tolist()


def test_nothing_asked_is_every_row():
    assert Rows(pd.DataFrame({"year": [2020, 2021]})).where().tolist() == [0, 1]
