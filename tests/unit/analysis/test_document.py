import numpy as np
import pandas as pd
import pytest

from simulator.analysis.document import Column, Table, written

pytestmark = pytest.mark.unit

FRAME = pd.DataFrame(
    {
        "name": ["床位", None],
        "value": [6.625, np.nan],
        "unit": ["per_1000", "bed"],
        "gap": [-0.001, 12.0],
        "more": ["6.50—6.80", ""],
    }
)


def cells(*columns):
    return written(Table("t", "T", FRAME, columns))


def test_numbers_have_the_decimals_of_their_unit_and_what_is_absent_is_a_dash():
    assert cells(Column("value", "", None)) == [["6.62"], ["—"]]


def test_words_are_shown_as_they_are_and_absent_words_are_nothing():
    assert cells(Column("name", "")) == [["床位"], [""]]


def test_a_difference_carries_its_sign_unless_it_shows_as_zero():
    assert cells(Column("gap", "", 1, signed=True)) == [["0.0"], ["+12.0"]]


def test_what_stands_beside_is_a_second_line():
    assert cells(Column("value", "", 2, beside="more")) == [["6.62\n6.50—6.80"], ["—"]]
