"""What differs between two tables, and by how much at most."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.table_changes import TableChange, table_change
from simulator.results.contracts import TABLES
from tests.example_tables import example_tables

pytestmark = pytest.mark.unit


def test_a_table_is_the_same_as_itself_and_as_that_of_another_name():
    one, two = example_tables(), example_tables(scenario="tight")
    for name in one:
        assert table_change(name, one[name], two[name]) == TableChange(0, 0, 0)


def test_the_greatest_difference_is_named_with_its_row():
    one, two = example_tables()["indicators"], example_tables()["indicators"]
    two.loc[3, "value"] += 0.5
    two.loc[7, "value"] -= 0.75
    two.loc[9, "unit"] = "other"
    found = table_change("indicators", one, two)
    assert (found.only_first, found.only_other, found.changed) == (0, 0, 3)
    assert (found.column, found.most) == ("value", pytest.approx(-0.75))
    row = one.loc[7]
    assert found.at == f"{row['region']}, {row['indicator']}, {row['year']}, {row['statistic']}"


def test_a_value_that_only_one_has_is_counted_and_not_measured():
    one, two = example_tables()["indicators"], example_tables()["indicators"]
    two.loc[1, "value"] = np.nan
    assert table_change("indicators", one, two) == TableChange(0, 0, 1, 1)
    two.loc[0, "value"] += 0.5
    found = table_change("indicators", two, one)
    assert (found.changed, found.one_sided, found.most) == (2, 1, pytest.approx(-0.5))
    assert table_change("indicators", two, two).n_rows == 0


def test_rows_that_only_one_has_are_counted():
    one = example_tables()["indicators"]
    found = table_change("indicators", one.iloc[:-2], one.iloc[5:].iloc[::-1])
    assert found == TableChange(5, 2, 0)


def test_a_log_is_compared_by_its_entries():
    one = pd.DataFrame({column.name: 0 for column in TABLES["events"].columns}, index=range(6))
    one["month"] = [1, 1, 2, 3, 4, 5]
    two = pd.concat([one, one.iloc[:2]], ignore_index=True)
    two.loc[4, "units"] += 1
    assert table_change("events", one, two) == TableChange(1, 3, 0)


@given(st.lists(st.tuples(st.integers(0, 99), st.floats(-9, 9)), max_size=5))
def test_what_differs_one_way_differs_the_other_way(changes):
    one, two = example_tables()["indicators"], example_tables()["indicators"]
    for row, value in changes:
        two.loc[row, "value"] = value
    there, back = table_change("indicators", one, two), table_change("indicators", two, one)
    assert there.changed == back.changed
    assert there.most == -back.most
