"""Observations entered on a page: asked, typed, pasted, uploaded, doubted, and used in a review."""

import pandas as pd
import pytest

from simulator import api

pytestmark = pytest.mark.integration
HERE = ("xinxiang", 2024)
BEDS, PLACES, NURSES = "hospital_beds_per_1000", "toddler_places_per_1000", "nurses_per_1000"
HEAD = "year,region,indicator,value,unit,basis,definition,published,status,source,note"


def entered(name, **cells):
    return api.observing.enter_observation({}, (*HERE, name), cells)


def line(entries, name, lang="zh"):
    form = api.observing.observation_form(*HERE, entries, lang)
    return form[form["id"] == name].iloc[0]


def test_the_table_asks_what_the_forms_ask_and_holds_what_is_known():
    form = api.observing.observation_form(*HERE)
    assert list(form["no"]) == list(range(1, len(form) + 1))
    beds = line({}, BEDS)
    assert (beds["before"], beds["before_year"], beds["value"]) == (6.61, 2020, "")
    assert form.attrs == {"doubts": [], "n_own": 0, "n_elsewhere": 0}


def test_a_published_value_stands_in_the_table_until_it_is_overwritten():
    known = api.observing.observation_form("luoyang", 2025)
    shown = known[known["value"] != ""]
    assert len(shown)
    assert not shown["own"].any()
    key = ("luoyang", 2025, shown["id"].iloc[0])
    own = api.observing.enter_observation({}, key, {"note": "已核"})
    assert own[key].value == shown["value"].iloc[0]
    assert api.observing.enter_observation(own, key, {"value": "", "note": ""}) == {}


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"value": "约7"}, "value", "“约7”不是数"),
        ({"value": "97%"}, "value", "不填97%或0.97"),
        ({"value": "nan"}, "value", "不是数"),
        ({"value": "75"}, "value", "超出该指标可信的范围 0—30"),
        ({"value": "0.66"}, "value", "疑似单位差10倍"),
        ({"value": "7", "published": "去年"}, "published", "公布日期写作"),
    ],
)
def test_a_doubtful_cell_is_kept_marked_and_told_with_its_row(cells, cell, words):
    entries = entered(BEDS, **cells)
    found = line(entries, BEDS)
    assert (found["value"], found["wrong"]) == (cells["value"], cell)
    assert f"第{found['no']}行 每千常住人口医疗卫生机构床位数：" in found["doubt"]
    assert words in found["doubt"]


def test_a_remark_explains_what_is_unlikely():
    assert line(entered(BEDS, value="0.66", note="撤并"), BEDS)["wrong"] == ""


def test_doubtful_entries_are_not_written_and_the_others_are_read_as_any_file(tmp_path):
    entries = entered(BEDS, value="7.0") | entered(NURSES, value="x")
    file = api.observing.write_observations(entries, tmp_path / "own.csv")
    written = pd.read_csv(file)
    assert list(written["indicator"]) == [BEDS]
    assert written["source"].iloc[0] == "新乡市卫生健康委填报"
    rows = api.review("annual", 2024, observations=file, regions=["xinxiang"]).rows
    assert rows.set_index("indicator").loc[BEDS, "observed"] == 7.0


def test_a_block_fills_downwards_and_one_that_names_lines_goes_where_it_names():
    form = api.observing.observation_form(*HERE)
    at = int(line({}, BEDS)["no"]) - 1
    found, placed = api.observing.paste_observations(
        {}, form, "7.0\t2025-03\r\n3.0\r\n", (at, "value"), HERE
    )
    assert placed.left_over == ()
    assert found[(*HERE, BEDS)].published == "2025-03"
    assert [one.value for one in found.values()] == ["7.0", "3.0"]
    text = "每千常住人口注册护士数\t3.2\n没有的指标\t1\nhospital_beds_per_1000\t7.1"
    found, placed = api.observing.paste_observations(found, form, text, (0, "note"), HERE)
    assert placed.left_over == ("没有的指标 1",)
    assert (found[(*HERE, NURSES)].value, found[(*HERE, BEDS)].value) == ("3.2", "7.1")


def test_rows_below_the_table_are_told():
    form = api.observing.observation_form(*HERE)
    _, placed = api.observing.paste_observations(
        {}, form, "1\n2\n3", (len(form) - 1, "value"), HERE
    )
    assert placed.left_over == ("2", "3")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_is_uploaded_with_names_or_ids_and_keeps_what_is_wrong(encoding):
    text = (
        f"{HEAD}\n2024,新乡市,{BEDS},7.0,,,,2025-03,final,公报,\n"
        f"2024,kaifeng,每千常住人口注册护士数,abc,,,,,,,\n2024,火星,{BEDS},1,,,,,,,\n"
    )
    found = api.observing.read_observations("own.csv", text.encode(encoding))
    assert found.entries[(*HERE, BEDS)].status == "final"
    assert found.entries[("kaifeng", 2024, NURSES)].value == "abc"
    assert len(found.left_over) == 1
    assert "第4行" in found.left_over[0]


def test_a_line_that_ends_early_or_has_an_endless_year_is_left_over():
    text = f"year,region,indicator,value\n2024\n{'9' * 5000},zhengzhou,{BEDS},1\n"
    found = api.observing.read_observations("own.csv", text.encode())
    assert not found.entries
    assert len(found.left_over) == 2


def test_a_form_is_uploaded_as_it_was_sent_out(tmp_path):
    from openpyxl import load_workbook

    path = api.collect_template("bureau", *HERE, tmp_path / "form.xlsx")
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if row[0].value == BEDS:
                row[6].value = 7.0
    book.save(path)
    found = api.observing.read_observations("填报.xlsx", path.read_bytes())
    assert {key: one.value for key, one in found.entries.items()} == {(*HERE, BEDS): "7"}


def test_a_county_form_is_no_figure_of_the_city(tmp_path):
    path = api.collect_template("county", *HERE, tmp_path / "form.xlsx")
    found = api.observing.read_observations("区县.xlsx", path.read_bytes())
    assert not found.entries
    assert "collect merge" in found.left_over[0]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("own.csv", b"0" * 5_000_001, "R270"),
        ("own.docx", b"x", "R271"),
        ("own.csv", b"a,b\n1,2\n", "R272"),
        ("own.xlsx", b"no workbook", "P415"),
    ],
)
def test_a_file_that_holds_no_observations_is_refused(name, content, code):
    with pytest.raises(api.SimulatorError) as caught:
        api.observing.read_observations(name, content)
    assert [one.code for one in caught.value.problems] == [code]


def test_a_kind_of_review_has_its_years():
    assert api.observing.review_years("final") == [2025, 2020]
    assert api.observing.review_years("midterm")[0] == 2024
    assert api.observing.review_years("annual")[0] == 2025


def test_the_lines_of_a_review_have_the_colours_of_all_verdicts(tmp_path):
    file = api.observing.write_observations(entered(BEDS, value="7.7"), tmp_path / "own.csv")
    found = api.review("annual", 2024, observations=file, regions=["xinxiang"])
    text = api.observing.show_review(found, "annual", 2024)
    lines, counts = text.lines, text.counts.set_index("verdict")
    assert counts["n_rows"].to_dict() == {"met": 1, "at_risk": 0, "missed": 0, "not_known": 29}
    beds = lines[lines["indicator"] == BEDS].iloc[0]
    assert (beds["verdict"], beds["colour"]) == ("met", counts.loc["met", "colour"])
    assert text.summary.startswith("2024年度监测涉及目标30项，可评价1项")
    assert not any("--" in note for note in text.notes)
