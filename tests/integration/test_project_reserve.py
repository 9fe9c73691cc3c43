"""A planner's list of projects: into the reserve, through a run, and out again."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from simulator.cli import main

pytestmark = pytest.mark.integration

LIST = """项目编号,项目名称,地区,服务/指标,规模,状态,日期,工期(月),总投资（万元）,优先级
XX-bed-1,新乡市中心医院东院区,新乡市,每千常住人口医疗卫生机构床位数,"1,000",储备,2021年3月,48,120000,1
xx_tod_1,新乡市托育综合服务中心,新乡,3岁以下婴幼儿托位,300,前期,2022-04,,,
xx_old_1,新乡市养老院,新乡,养老机构床位,120,停建,2020/6/1,,,
"""
SOURCE = ("--source", "新乡市发改委，2021年1月")
REST = """---
label: {zh: 停工一年, en: A year of rest}
question: {zh: 停工一年多花多少利息？, en: What does a year of rest cost?}
extends: baseline
horizon: {base: 2020, as_of: 2023, end: 2026}
levers:
  projects: {xx_bed_1: {delay: 12}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a planner's folder with a list and a scenario that lets the hospital rest."""
    found = tmp_path_factory.mktemp("planner")
    (found / "list.csv").write_text(LIST, encoding="utf-8-sig")
    (found / "scenarios").mkdir()
    (found / "scenarios" / "rest.yaml").write_text(REST, encoding="utf-8")
    return found


@pytest.fixture
def equalise(folder, monkeypatch, capsys):
    """Run one command there and return what it answered."""
    monkeypatch.chdir(folder)

    def call(*words):
        status = main([str(word) for word in words])
        written = capsys.readouterr()
        return SimpleNamespace(
            status=status, out=written.out, err=written.err, json=lambda: json.loads(written.out)
        )

    return call


@pytest.fixture
def reserve(equalise, folder):
    """Return the list in the reserve."""
    path = folder / "params" / "projects" / "xinxiang.yaml"
    if not path.exists():
        answer = equalise("projects", "import", "list.csv", "--to", path, *SOURCE)
        assert answer.status == 0, answer.err
    return path


@pytest.fixture
def run(equalise, reserve):
    """Return a run in which the hospital rests for a year."""
    answer = equalise("run", "rest", "--draws", "0", "--quiet")
    assert answer.status == 0, answer.err
    return answer.out.strip()


def test_the_list_is_in_force(equalise, reserve):
    assert equalise("params", "check", "--json").json() == []
    text = reserve.read_text(encoding="utf-8")
    assert 'id: "xx_bed_1"' in text
    assert "cost_yuan: 1200000000\n" in text


@pytest.mark.parametrize(("name", "language"), [("out.xlsx", "zh"), ("out.csv", "en")])
def test_out_and_in_again_is_the_same_file(equalise, reserve, folder, name, language):
    answer = equalise("projects", "export", "xinxiang", name, "--lang", language)
    assert answer.status == 0, answer.err
    again = folder / f"{language}.yaml"
    elsewhere = ("--params", folder / "empty")
    (folder / "empty").mkdir(exist_ok=True)
    answer = equalise("projects", "import", name, "--to", again, *SOURCE, *elsewhere)
    assert answer.status == 0, answer.err
    assert again.read_bytes() == reserve.read_bytes()


def test_a_list_that_stands_is_replaced_only_when_asked(equalise, reserve):
    before = reserve.read_bytes()
    again = ("projects", "import", "list.csv", "--to", reserve, *SOURCE)
    assert "[P433]" in equalise(*again).err
    assert equalise(*again, "--force").status == 0
    assert reserve.read_bytes() == before


def test_a_parameter_is_never_replaced_by_a_list(equalise, folder):
    target = folder / "params" / "projects" / "hospital_lot.yaml"
    answer = equalise("projects", "import", "list.csv", "--to", target, "--force", *SOURCE)
    assert "[P432]" in answer.err
    assert not target.exists()


def test_nothing_is_written_when_a_row_is_wrong(equalise, folder):
    wrong = LIST.replace("储备,2021年3月", "规划,2021").replace("新乡市托育", "")
    (folder / "wrong.csv").write_text(wrong, encoding="utf-8")
    answer = equalise("projects", "import", "wrong.csv", "--to", "new.yaml", *SOURCE)
    assert answer.status == 2
    assert "wrong.csv:2: 状态" in answer.err
    assert "[P425]" in answer.err
    assert not (folder / "new.yaml").exists()


@pytest.mark.usefixtures("reserve")
def test_the_workbook_to_fill_in_offers_what_may_be_said(equalise, folder):
    assert equalise("projects", "export", "all.xlsx").status == 0
    book = openpyxl.load_workbook(folder / "all.xlsx")
    assert book.sheetnames == ["项目储备库", "填写说明", "可写的值"]
    page = book["项目储备库"]
    assert [cell.value for cell in page[3]][:8] == [
        "编号", "项目名称", "英文名称", "市", "服务", "规模", "状态", "日期"
    ]  # fmt: skip
    offered = {
        str(one.sqref).rstrip("0123456789:")[0] for one in page.data_validations.dataValidation
    }
    assert offered == {"D", "E", "G"}
    named = [row[0].value for row in page.iter_rows(min_row=4)]
    assert named[:3] == ["xx_bed_1", "xx_tod_1", "xx_old_1"]
    assert len(named) > 30


def test_a_project_that_rests_is_named_and_costs_interest(equalise, run):
    rows = {row["project"]: row for row in equalise("projects", run, "--named", "--json").json()}
    assert set(rows) == {"xx_bed_1", "xx_tod_1"}
    hospital = rows["xx_bed_1"]
    assert hospital["project_name"] == "新乡市中心医院东院区"
    assert hospital["asked"] == "2021-03"
    assert hospital["months_stopped"] == 12
    assert 0 < hospital["yuan_delay"] <= hospital["yuan"] * 0.0328 + 1
    assert rows["xx_tod_1"]["months_stopped"] is None


def test_the_run_is_drawn_and_told_in_the_list(equalise, folder, run):
    assert equalise("projects", run, "--named", "--gantt", "pages/gantt.html").status == 0
    page = (folder / "pages" / "gantt.html").read_text(encoding="utf-8")
    assert json.dumps("新乡市中心医院东院区").strip('"') in page
    assert "[C148]" in equalise("projects", run, "--gantt", "all.html").err
    assert equalise("projects", "export", "told.csv", "--run", run).status == 0
    with Path(folder / "told.csv").open(encoding="utf-8-sig") as table:
        notes = {row["编号"]: row["备注"] for row in csv.DictReader(table)}
    assert set(notes) == {"xx_bed_1", "xx_tod_1"}
    assert run in notes["xx_bed_1"]
