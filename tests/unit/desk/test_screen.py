"""A table as a page shows it."""

import pandas as pd
import pytest

from simulator.desk.screen import on_screen

pytestmark = pytest.mark.unit
FRAME = pd.DataFrame(
    {
        "region_label": ["开封市", "新乡市"],
        "unit": ["per_1000", "bed"],
        "target": [4.5, 6000.0],
        "target_year": [2025, 2025],
        "public_yuan": [1.5e9, float("nan")],
    }
)
COLUMNS = ("region_label", "unit", "target", "target_year", "public_yuan", "not_there")


def test_columns_stand_in_words_and_in_the_units_their_headings_name():
    told = on_screen(FRAME, COLUMNS)
    assert list(told.columns)[-1] == "财政支出（亿元，2020年价）"
    assert told.iloc[0].tolist() == ["开封市", "每千常住人口", "4.50", "2025", "15.00"]
    assert told.iloc[1].tolist()[2:] == ["6,000", "2025", "—"]


def test_numbers_are_named_and_a_table_without_rows_keeps_its_headings():
    assert on_screen(FRAME, COLUMNS, "en").attrs["numbers"][-1].startswith("public money")
    assert len(on_screen(FRAME.iloc[:0], COLUMNS).columns) == len(COLUMNS) - 1
