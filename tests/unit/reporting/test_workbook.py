from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from simulator.analysis.people import pyramid_frame
from simulator.analysis.run_view import EVIDENCE_COLUMNS
from simulator.reporting.project_sheet import COLUMNS
from simulator.reporting.workbook import write_table_book, write_workbook
from tests.example_catalogue import catalogue, run_view
from tests.example_tables import example_tables

pytestmark = pytest.mark.unit


def sheets(path):
    return openpyxl.load_workbook(path)


def table(page, head):
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    start = next(number for number, row in enumerate(rows) if head in row)
    return pd.DataFrame(rows[start + 1 :], columns=rows[start])


def test_one_run_gives_all_sheets(tmp_path):
    book = sheets(write_workbook([run_view()], tmp_path / "annex.xlsx", catalogue()))
    assert book.sheetnames == [
        "说明",
        "差距2025",
        "差距2030",
        "判定",
        "图",
        "指标",
        "能力",
        "资金",
        "人口",
        "依据",
        "情景",
    ]
    assert book["差距2025"].freeze_panes == "C5"
    assert book["差距2025"].auto_filter.ref is not None


def test_named_projects_have_a_sheet_of_their_own(tmp_path):
    row = dict.fromkeys(COLUMNS) | {
        "project_name": "市中心医院",
        "units": 1000,
        "started": "2022-09",
        "months_stopped": 12,
        "yuan": 4e8,
        "yuan_delay": 1.312e7,
    }
    run = replace(run_view(), projects=pd.DataFrame([row]))
    book = sheets(write_workbook([run], tmp_path / "annex.xlsx", catalogue()))
    found = table(book["项目"], "项目名称").iloc[0]
    assert found["项目名称"] == "市中心医院"
    assert found["立项"] == "—"
    assert found["延误成本（万元，2020年价）"] == 1312
    assert found["基期以来支用（亿元，2020年价）"] == 4


def test_the_same_run_gives_the_same_bytes(tmp_path):
    first = write_workbook([run_view()], tmp_path / "a.xlsx", catalogue()).read_bytes()
    assert write_workbook([run_view()], tmp_path / "b.xlsx", catalogue()).read_bytes() == first


def test_the_notes_name_the_run_and_say_that_it_looks_back(tmp_path):
    book = sheets(write_workbook([run_view()], tmp_path / "annex.xlsx", catalogue()))
    row = table(book["说明"], "测算编号").iloc[0]
    assert row["测算编号"] == "baseline-0123456789abcdef"
    assert row["性质"].startswith("回顾（反事实）")


def test_every_printed_sheet_says_what_it_is_and_that_it_looks_back(tmp_path):
    runs = [run_view(), run_view("tight")]
    book = sheets(write_workbook(runs, tmp_path / "annex.xlsx", catalogue()))
    for page in book.worksheets[1:]:
        assert page["A1"].value.endswith("【回顾（反事实）】")
        # the size of the letters ends before a year that the title begins with
        assert page.oddHeader.left.text.strip() == page["A1"].value


def test_verdicts_stand_in_the_plans_own_layout(tmp_path):
    book = sheets(write_workbook([run_view()], tmp_path / "annex.xlsx", catalogue()))
    found = table(book["判定"], "指标性质")
    row = found[(found["地区"] == "开封市") & (found["指标"] == "每千人口托位数")].iloc[0]
    assert row["2020年"] == "0.90"
    assert row["目标值（原文）"] == "4.5"
    assert row["目标年预测"] == pytest.approx(2.0)
    assert row["缺口"] == pytest.approx(2.5)
    assert row["判定"] == "未达标"
    assert row["指标性质"] == "预期性"


def test_money_is_in_hundred_millions(tmp_path):
    book = sheets(write_workbook([run_view()], tmp_path / "annex.xlsx", catalogue()))
    found = table(book["资金"], "收支类别")
    own = found[(found["地区"] == "开封市") & (found["收支类别"] == "本级财力")].iloc[0]
    assert own["2021"] == pytest.approx(4.8)


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path):
    view = run_view()
    row = dict.fromkeys(EVIDENCE_COLUMNS, "") | {"name": "=1+1", "reason": "@SUM(A1)"}
    view.evidence.loc[0] = pd.Series(row)
    page = sheets(write_workbook([view], tmp_path / "annex.xlsx", catalogue()))["依据"]
    cells = [cell for line in page.iter_rows() for cell in line if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_several_runs_are_compared_inputs_first_and_money_before_outcomes(tmp_path):
    runs = [run_view(), run_view("tight", lift=-0.2, level=0.9)]
    book = sheets(write_workbook(runs, tmp_path / "annex.xlsx", catalogue()))
    assert book.sheetnames[:4] == ["说明", "对比-输入", "对比-资金", "对比-结果"]
    lever = table(book["对比-输入"], "位置").iloc[0]
    assert (lever["名称"], lever["位置"]) == ("财力倍数", "levers.revenue.level")
    assert "差距2025 2" in book.sheetnames
    assert book["对比-资金"]["A2"].value.startswith("财政资金总量不同")


@pytest.mark.parametrize(
    ("lang", "sheet", "heading"),
    [("zh", "差距2025", "差距的90%区间"), ("en", "Gaps 2025", "90 % interval of the gap")],
)
def test_the_interval_stands_beside_the_gap_where_the_run_has_draws(tmp_path, lang, sheet, heading):
    drawn = replace(run_view(), tables=example_tables(draws=True))
    book = sheets(write_workbook([drawn], tmp_path / "annex.xlsx", catalogue(lang)))
    found = [cell.value for row in book[sheet].iter_rows() for cell in row]
    assert heading in found
    assert any(str(value).startswith("-2.60") for value in found)
    plain = replace(run_view(), tables=example_tables(draws=False))
    book = sheets(write_workbook([plain], tmp_path / "plain.xlsx", catalogue(lang)))
    assert heading not in [cell.value for row in book[sheet].iter_rows() for cell in row]


def test_a_note_longer_than_the_table_is_broken_into_lines(tmp_path):
    frame = pd.DataFrame({"text": ["a"], "number": [1.0]})
    frame.attrs["notes"] = ["短", "长" * 100]
    page = sheets(write_table_book(frame, tmp_path / "t.xlsx")).active
    assert [str(one) for one in page.merged_cells.ranges] == ["A3:B3"]
    assert (page["A2"].value, page["A3"].value) == ("短", "长" * 100)
    assert page["A3"].alignment.wrap_text
    assert page.row_dimensions[3].height > 5 * 15


def test_english_has_every_sheet(tmp_path):
    book = sheets(write_workbook([run_view()], tmp_path / "annex.xlsx", catalogue("en")))
    assert book.sheetnames[1] == "Gaps 2025"


def test_one_table_can_stand_alone(tmp_path):
    frame = pd.DataFrame({"text": ["-5", "好"], "number": [-5.0, float("nan")]})
    frame.attrs["notes"] = ["note"]
    page = sheets(write_table_book(frame, tmp_path / "t.xlsx")).active
    assert table(page, "text").to_numpy().tolist() == [["-5", -5], ["好", "—"]]


def test_a_run_with_a_pyramid_has_its_table_and_a_chart_of_its_own(tmp_path):
    groups = np.arange(84.0).reshape(2, 2, 21)
    frame = pyramid_frame(groups, (2020, 2025), "河南省", "zh")
    run = replace(run_view(), pyramid=frame)
    page = sheets(write_workbook([run], tmp_path / "annex.xlsx", catalogue()))["人口金字塔"]
    found = table(page, "年龄组")
    assert found["女 2025"].tolist() == groups[1, 0].tolist()
    assert found["男 2020"].tolist() == groups[0, 1].tolist()
    assert found["女（作图用）"].tolist() == (-groups[1, 0]).tolist()
    (chart,) = page._charts
    assert len(chart.series) == 2
