"""Forms: written, filled in, checked one mistake at a time, merged, and used in a review."""

import csv
import datetime

import pytest
from openpyxl import load_workbook

from simulator.cli.main import main
from simulator.desk.cases import params_of
from simulator.desk.collect import collect_check, collect_merge, collect_template
from simulator.desk.review import names_observed, review
from simulator.errors import InputError
from simulator.inputs.forms.asked import (
    ENTRY,
    REMARK,
    Respondent,
    counties_of,
    items,
    respondents,
)
from simulator.inputs.observation_file import read_observations
from simulator.text import LANGUAGES

pytestmark = pytest.mark.integration
HEALTH = "市卫生健康委"
GOOD = {
    **{"toddler_places_per_1000": 4.6, "hospital_beds": 36000, "physicians": 15000},
    **{"reporter": "张三", "reviewer": "李四", "date": datetime.date(2026, 3, 15)},
}


def filled(path, answers, *, kind="bureau", region="xinxiang", sheets=None, remarks=None):
    """Return a form of a region with some answers in every sheet or in some."""
    collect_template(kind, region, 2025, path, only=HEALTH if kind == "bureau" else None)
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            name = row[0].value
            if name in answers and (sheets is None or sheet.title in sheets):
                row[ENTRY].value = answers[name]
            if remarks and name in remarks:
                row[REMARK].value = remarks[name]
    book.save(path)
    return path


def kinds(*files):
    found = collect_check(files)
    return sorted(set(found["finding"]) - {"empty"})


def test_a_form_asks_for_every_indicator_of_the_bureau_with_its_definition(tmp_path):
    path = collect_template("bureau", "zhengzhou", 2025, tmp_path / "f.xlsx")
    book = load_workbook(path)
    bureaus = {
        params_of().indicators[row.indicator].lead_bureau.zh
        for row in params_of().plans["zhengzhou-14"].rows
    }
    assert {sheet.title for sheet in book.worksheets} == bureaus
    sheet = book[HEALTH]
    asked = items(params_of(), Respondent("bureau", "zhengzhou", HEALTH), 2025)
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    lines = {row[0]: row for row in cells if row[0]}
    assert all(lines[one.id][1:3] == [one.label.zh, one.definition.zh] for one in asked)
    checked = {str(one.sqref) for one in sheet.data_validations.dataValidation}
    assert len(checked) == len(asked) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["county", "bureau"])
def test_a_form_prints_on_one_page_across_and_hides_its_ids(tmp_path, kind, lang):
    path = collect_template(kind, "xinxiang", 2025, tmp_path / "f.xlsx", lang=lang)
    for sheet in load_workbook(path).worksheets:
        assert sheet.column_dimensions["A"].hidden
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight in (0, "0")
        assert sheet.print_title_rows
        checks = sheet.data_validations.dataValidation
        assert all(one.error and one.prompt for one in checks)
        assert all(len(one.prompt) <= 255 and len(one.promptTitle or "") <= 32 for one in checks)


@pytest.mark.parametrize("region", ["zhengzhou", "kaifeng", "xinxiang", "henan", "nanyang"])
def test_nothing_is_asked_twice_and_totals_of_five_years_are_asked_year_by_year(region):
    for who in respondents(params_of(), "bureau", region, 2025):
        asked = items(params_of(), who, 2025)
        assert len({one.id for one in asked}) == len(asked)
        totals = [one for one in asked if "累计" in one.definition.zh]
        assert all("不是五年累计" in one.definition.zh for one in totals)


def test_five_mistakes_are_named_by_file_sheet_and_cell(tmp_path):
    wrong = {
        "hospital_beds_per_1000": 70.2,
        "physicians_per_1000": "三点四",
        "toddler_places_per_1000": "=1+3",
        "nurses": -5,
        "reviewer": None,
    }
    form = filled(tmp_path / "f.xlsx", {**GOOD, **wrong})
    sheet = load_workbook(form)[HEALTH]
    cells = {row[0].value: row[ENTRY].coordinate for row in sheet.iter_rows() if row[0].value}
    found = collect_check([form])
    found = found[found["finding"] != "empty"]
    assert dict(zip(found["id"], found["cell"], strict=True)) == {one: cells[one] for one in wrong}
    with pytest.raises(InputError) as caught:
        collect_merge([form], tmp_path / "own.csv")
    places = [(one.where.file, one.where.key) for one in caught.value.problems]
    assert places == [(str(form), f"{HEALTH}!{cells[one]}") for one in found["id"]]


def test_the_base_of_the_plan_stands_where_nothing_was_observed_since(tmp_path):
    path = collect_template("bureau", "xinxiang", 2025, tmp_path / "f.xlsx", only=HEALTH)
    rows = {row[0].value: row for row in load_workbook(path).active.iter_rows()}
    assert [cell.value for cell in rows["hospital_beds_per_1000"][4:6]] == [6.61, 2020]


def test_the_province_asks_its_own_bureaus(tmp_path):
    path = collect_template("bureau", "henan", 2025, tmp_path / "f.xlsx", only=HEALTH)
    book = load_workbook(path)
    assert book.sheetnames == ["省卫生健康委"]
    rows = {row[0].value: row for row in book.active.iter_rows()}
    for key, answer in {**GOOD, "hospital_beds": 800_000}.items():
        if key in rows:
            rows[key][ENTRY].value = answer
    book.save(path)
    merged, _ = collect_merge([path], tmp_path / "own.csv")
    assert "河南省卫生健康委填报" in merged.read_text(encoding="utf-8-sig")


def test_a_form_shows_last_years_value(tmp_path):
    path = collect_template("bureau", "henan", 2023, tmp_path / "f.xlsx", only="市教育局")
    rows = {row[0].value: row for row in load_workbook(path).active.iter_rows()}
    assert rows["preschool_enrolment_rate"][4].value == 91.8


def test_a_filled_form_has_only_gaps_and_its_merge_feeds_a_review(tmp_path):
    form = filled(tmp_path / "f.xlsx", GOOD)
    assert kinds(form) == []
    path, left_out = collect_merge([form], tmp_path / "own.csv")
    assert set(left_out["finding"]) == {"empty"}
    rows = read_observations(path, names_observed(params_of()))
    assert {(one.indicator, one.value) for one in rows} == {
        ("toddler_places_per_1000", 4.6),
        ("hospital_beds", 36000.0),
        ("physicians", 15000.0),
    }
    assert {one.published for one in rows} == {"2026-03-15"}
    found = review("final", 2025, observations=path).rows
    place = (found.region == "xinxiang") & (found.indicator == "toddler_places_per_1000")
    assert found[place]["evaluation"].tolist() == ["done"]


@pytest.mark.parametrize(
    ("wrong", "finding"),
    [
        ({"hospital_beds": "=3+4"}, "no_number"),
        ({"hospital_beds": "三万六千"}, "no_number"),
        ({"toddler_places_per_1000": 4600}, "out_of_bounds"),
        ({"reviewer": None}, "unsigned"),
        ({"date": "三月"}, "unsigned"),
    ],
)
def test_one_mistake_is_one_doubt_and_stops_the_merge(tmp_path, wrong, finding):
    form = filled(tmp_path / "f.xlsx", {**GOOD, **wrong})
    assert kinds(form) == [finding]
    with pytest.raises(InputError) as caught:
        collect_merge([form], tmp_path / "own.csv")
    code = "O173" if finding == "unsigned" else "O155"
    assert [one.code for one in caught.value.problems] == [code]
    assert not (tmp_path / "own.csv").exists()


@pytest.mark.parametrize(("value", "finding"), [(9.246, "unit_slip"), (60.0, "jump"), (93.0, None)])
def test_a_value_is_compared_with_last_years_unless_a_remark_explains(tmp_path, value, finding):
    name, path = "preschool_enrolment_rate", tmp_path / "f.xlsx"
    collect_template("bureau", "henan", 2024, path, only="市教育局")
    book = load_workbook(path)
    lines = {row[0].value: row for row in book.active.iter_rows()}
    for key, answer in {**GOOD, name: value}.items():
        if key in lines:
            lines[key][ENTRY].value = answer
    book.save(path)
    assert kinds(path) == ([finding] if finding else [])
    lines[name][REMARK].value = "口径调整"
    book.save(path)
    assert kinds(path) == []


def test_a_form_that_may_be_filled_in_is_not_replaced(tmp_path, capsys):
    form = filled(tmp_path / "f.xlsx", GOOD)
    before = form.read_bytes()
    words = ["collect", "template", "--for", "bureau", "--region", "xinxiang"]
    assert main([*words, "--year", "2025", "--to", str(form)]) == 2
    assert capsys.readouterr().err.count("[C133]") == 1
    assert form.read_bytes() == before


def test_the_source_of_what_a_bureau_reports_names_the_city_once(tmp_path):
    path, _ = collect_merge([filled(tmp_path / "f.xlsx", GOOD)], tmp_path / "own.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert {row["source"] for row in csv.DictReader(file)} == {"新乡市卫生健康委填报"}


def test_two_forms_that_differ_are_a_doubt(tmp_path):
    one = filled(tmp_path / "a.xlsx", GOOD)
    other = filled(tmp_path / "b.xlsx", {**GOOD, "hospital_beds": 36001})
    assert kinds(one, other) == ["two_values"]


def test_counties_sum_to_their_city(tmp_path):
    answers = {**GOOD, "hospital_beds": 1000}
    n = len(counties_of(params_of())["xinxiang"])
    counties = filled(tmp_path / "c.xlsx", answers, kind="county")
    assert kinds(counties, filled(tmp_path / "f.xlsx", GOOD)) == ["sum"]
    path, _ = collect_merge([counties], tmp_path / "own.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["indicator"]: float(row["value"]) for row in csv.DictReader(file)}
    assert rows["hospital_beds"] == 1000 * n


def test_a_city_is_not_summed_while_a_county_is_lacking(tmp_path):
    first = counties_of(params_of())["xinxiang"][0]
    form = filled(tmp_path / "c.xlsx", GOOD, kind="county", sheets=[first])
    with pytest.raises(InputError) as caught:
        collect_merge([form], tmp_path / "own.csv")
    assert [one.code for one in caught.value.problems] == ["O156"]


@pytest.mark.parametrize("remark", ["=1+1", "+1", "-1", "@a", "\ta"])
def test_text_that_a_spreadsheet_would_run_stays_text(tmp_path, remark):
    form = filled(tmp_path / "f.xlsx", GOOD, remarks={"hospital_beds": "x"})
    book = load_workbook(form)
    for row in book.active.iter_rows():
        if row[0].value == "hospital_beds":
            row[REMARK].value = remark
            row[REMARK].data_type = "s"
    book.save(form)
    path, _ = collect_merge([form], tmp_path / "own.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        notes = [row["note"] for row in csv.DictReader(file) if row["note"]]
    assert all(note[0] not in "=+-@\t" for note in notes)


def test_a_sheet_that_is_no_form_is_refused(tmp_path):
    form = filled(tmp_path / "f.xlsx", GOOD)
    book = load_workbook(form)
    next(row for row in book.active.iter_rows() if row[0].value == "year")[0].value = None
    book.save(form)
    with pytest.raises(InputError) as caught:
        collect_check([form])
    assert [one.code for one in caught.value.problems] == ["O151"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--for bureau --region xinxian", "O152"),
        ("--for bureau --region xinxiang --respondent 教育局", "O153"),
        ("--for county --region henan", "O154"),
        ("--for county --region xinxiang --year 2015", "O172"),
        ("--for bureau --region xinxiang --year 2031", "O172"),
        ("--for town --region xinxiang", "C106"),
    ],
)
def test_one_mistake_of_the_template_is_one_problem(tmp_path, words, code, capsys):
    target = str(tmp_path / "f.xlsx")
    assert main(["collect", "template", "--year", "2025", "--to", target, *words.split()]) == 2
    assert capsys.readouterr().err.count(f"[{code}]") == 1


def test_the_commands_answer_no_while_there_is_a_doubt(tmp_path, capsys):
    form = filled(tmp_path / "f.xlsx", GOOD)
    assert main(["collect", "check", str(form)]) == 1
    assert "没有填" in capsys.readouterr().out
    assert main(["collect", "merge", str(form), "--to", str(tmp_path / "own.csv")]) == 0
    assert "没有汇总的" in capsys.readouterr().out
