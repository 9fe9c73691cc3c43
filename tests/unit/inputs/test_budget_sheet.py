"""A budget in a planner's own words becomes the CSV that the command line reads."""

from __future__ import annotations

import pytest

from simulator.errors import InputError
from simulator.inputs.budget import COLUMNS
from simulator.inputs.budget_sheet import budget_csv

pytestmark = pytest.mark.unit
HEADINGS = {name: name for name in COLUMNS} | {"年份": "year", "金额": "yuan"}
WORDS = {"region": {"郑州市": "zhengzhou"}, "tier": {"市级": "city"}}
TITLE = "预算,,,,,,\n,,,,,,\n"
HEAD = "年份,region,tier,fund,domain,金额,deflator\n"


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode(encoding))
    return budget_csv(path, HEADINGS, WORDS)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_names_become_ids_and_numbers_stay(tmp_path, encoding):
    text = TITLE + HEAD + "2021,郑州市, 市级 ,general_budget,health,1e9,1.02\n"
    sheet = read(tmp_path, text, encoding)
    assert sheet.text.splitlines() == [
        ",".join(COLUMNS),
        "2021,zhengzhou,city,general_budget,health,1e9,1.02",
    ]
    assert sheet.head == 3


def test_a_word_that_means_nothing_stays_and_empty_rows_keep_the_lines(tmp_path):
    sheet = read(tmp_path, HEAD + ",,,,,,\n2021,郑州是,city,x,y,=1+1,\n")
    assert sheet.text.splitlines()[1:] == ["", "2021,郑州是,city,x,y,=1+1,"]


def test_a_table_without_all_headings_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD.replace("金额", "钱") + "2021,郑州市,city,a,b,1,1\n")
    assert [one.code for one in caught.value.problems] == ["C245"]
