"""A planner's list of projects: what is read, and every mistake at its cell."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from simulator.errors import InputError
from simulator.inputs.project_list.reading import Known, by_name, read_list
from simulator.inputs.validation import Bilingual
from simulator.text import LANGUAGES, sentences

pytestmark = pytest.mark.unit

BAD = Path(__file__).parents[3] / "bad_inputs"
with (BAD / "projects_expected.csv").open(encoding="utf-8") as _file:
    EXPECTED = list(csv.DictReader(_file))
KNOWN = Known(
    by_name({"xinxiang": Bilingual(zh="新乡市", en="Xinxiang")}),
    by_name(
        {"toddler_places": Bilingual(zh="3岁以下婴幼儿托位", en="Places for children under 3")}
    ),
    {},
)
HEADINGS = ["项目编号", "项目名称", "地区", "服务/指标", "规模（个）", "状态", "日期", "工期(月)"]
PLAIN = ["xx_1", "托育中心", "新乡市", "3岁以下婴幼儿托位", 300, "储备", "2023-04", 24]


def changed(**cells):
    """Return the plain row with other cells, by position as ``c4``."""
    row = list(PLAIN)
    for position, cell in cells.items():
        row[int(position[1:])] = cell
    return row


def book(tmp_path, *rows, name="list.xlsx", merge=(), sheets=("储备库",)):
    """Return a workbook with the headings and these rows below a title."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title in sheets:
        sheet = made.create_sheet(title)
        for row in (["新乡市项目储备库"], HEADINGS, *rows):
            sheet.append(row)
        for block in merge:
            sheet.merge_cells(block)
    made.save(tmp_path / name)
    return tmp_path / name


def problems_of(path, sheet=""):
    with pytest.raises(InputError) as caught:
        read_list(path, KNOWN, sheet)
    for problem in caught.value.problems:
        for language in LANGUAGES:
            assert problem.code in sentences(problem, language)
    return [(one.code, one.where.line, one.where.key) for one in caught.value.problems]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda row: row["file"])
def test_one_mistake_gives_its_code_and_line(expected):
    found = problems_of(BAD / expected["file"])
    assert [(code, line) for code, line, _ in found] == [(expected["code"], int(expected["line"]))]


def test_every_bad_file_is_listed():
    there = {path.relative_to(BAD).as_posix() for path in (BAD / "projects").iterdir()}
    assert there == {row["file"] for row in EXPECTED}


def test_a_workbook_is_read_as_planners_write_it(tmp_path):
    rows = [PLAIN, changed(c0="2101-04", c4=1200.0, c5="在建", c6=date(2021, 3, 1), c7=None)]
    found = read_list(book(tmp_path, *rows), KNOWN)
    first, second = found.projects
    assert (first.id, first.region, first.service) == ("xx_1", "xinxiang", "toddler_places")
    assert (first.units, first.status, first.date, first.months) == (300, "reserve", "2023-04", 24)
    assert (second.units, second.status, second.date) == (1200, "building", "2021-03")
    assert (second.months, second.cost_yuan, second.priority) == (None, None, 5)
    assert found.renamed == {"2101-04": "p2101_04"}
    assert found.untranslated == 2


def test_rows_without_a_size_and_sums_are_left_out_and_told(tmp_path):
    rows = [PLAIN, changed(c0="xx_2", c4=None), [], ["合计", None, None, None, 300]]
    found = read_list(book(tmp_path, *rows), KNOWN)
    assert (len(found.projects), found.unsized, found.totals) == (1, (4,), (6,))


def test_a_merged_city_holds_for_its_rows_and_a_merged_size_for_none(tmp_path):
    rows = [PLAIN, changed(c0="xx_2", c2=None)]
    found = read_list(book(tmp_path, *rows, merge=["C3:C4"]), KNOWN)
    assert [one.region for one in found.projects] == ["xinxiang"] * 2
    merged = book(tmp_path, PLAIN, changed(c0="xx_2", c4=None), merge=["E3:E4"])
    assert problems_of(merged) == [("P426", 4, "规模（个） E4")]


def test_a_note_below_the_list_is_told_and_is_no_project(tmp_path):
    noted = book(tmp_path, PLAIN, ["说明：数据截至2026年1月"], merge=["A4:H4"])
    assert read_list(noted, KNOWN).unsized == (4,)


def test_all_mistakes_come_at_once_with_their_cells(tmp_path):
    rows = [changed(c2="新香市", c4="=1+1"), changed(c5="规划", c6=2023.1)]
    assert problems_of(book(tmp_path, *rows)) == [
        ("P412", 3, "地区 C3"),
        ("P421", 3, "规模（个） E3"),
        ("P414", 4, "项目编号 A4"),
        ("P424", 4, "状态 F4"),
        ("P425", 4, "日期 G4"),
    ]


def test_of_several_lists_one_is_named(tmp_path):
    two = book(tmp_path, PLAIN, sheets=("市本级", "县区"))
    assert problems_of(two) == [("P429", 0, "")]
    assert problems_of(two, "县") == [("P431", 0, "")]
    assert len(read_list(two, KNOWN, "县区").projects) == 1


def test_a_csv_of_excel_on_chinese_windows_is_read(tmp_path):
    path = tmp_path / "list.csv"
    lines = [",".join(HEADINGS), ",".join(map(str, PLAIN))]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    assert read_list(path, KNOWN).projects[0].name.zh == "托育中心"


def test_a_sheet_formatted_to_its_bottom_is_refused(tmp_path):
    made = openpyxl.Workbook()
    made.active.cell(30_000, 1, "x")
    made.save(tmp_path / "long.xlsx")
    assert [code for code, *_ in problems_of(tmp_path / "long.xlsx")] == ["P416"]
