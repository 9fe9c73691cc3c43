"""CSV tables and their faults."""

from __future__ import annotations

import pytest

from simulator.inputs.population.census import read_census, read_counties
from simulator.inputs.population.files import Reader, read_table
from simulator.inputs.population.migration import (
    COEFFICIENTS,
    DIRECTIONS,
    read_in_migrants,
    read_schedules,
)
from simulator.inputs.population.observations import beyond_province
from simulator.inputs.shipped import ParamsTree

pytestmark = pytest.mark.unit


def tree_with(tmp_path, content: bytes) -> ParamsTree:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    return ParamsTree({"t.csv": path}, {})


def codes(problems):
    return [problem.code for problem in problems]


def test_a_missing_file_encoding_and_column_are_told(tmp_path):
    assert codes(read_table(ParamsTree({}, {}), "t.csv", ["a"])[1]) == ["P260"]
    assert codes(
        read_table(tree_with(tmp_path, "a\n年\n".encode("gb18030")), "t.csv", ["a"])[1]
    ) == ["P261"]
    assert codes(read_table(tree_with(tmp_path, b"b\n1\n"), "t.csv", ["a"])[1]) == ["P262"]


def test_a_repeated_key_is_a_problem(tmp_path):
    reader = Reader(tree_with(tmp_path, b"key,n\nx,1\nx,2\n"))
    reader.by_key(reader.table("t.csv", ["key", "n"]), lambda cells: (cells["key"],), "n")
    (problem,) = reader.problems
    assert (problem.code, problem.where.line) == ("P264", 3)


CENSUS = "date,region,age,female,male\n"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("2020-11-01,henan,0+,3,3\n2020-11-01,hebi,0+,3,2\n", "P267"),
        ("2020-11-01,henan,0+,3,3\n2021-11-01,hebi,0+,3,3\n", "P266"),
        ("2020-11-01,henan,0+,3,3\n", "P265"),
    ],
)
def test_a_census_that_does_not_hold_together_is_refused(tmp_path, rows, code):
    reader = Reader(tree_with(tmp_path, (CENSUS + rows).encode()))
    assert read_census(reader, "t.csv", ["hebi"]) is None
    assert codes(reader.problems) == [code]


def test_an_age_that_a_spreadsheet_turned_into_a_date_is_told(tmp_path):
    rows = "2020-11-01,henan,0,3,3\n2020-11-01,henan,1月4日,3,3\n"
    reader = Reader(tree_with(tmp_path, (CENSUS + rows + rows.replace("henan", "hebi")).encode()))
    assert read_census(reader, "t.csv", ["hebi"]) is None
    assert codes(reader.problems) == ["P274"]


@pytest.mark.parametrize("labels", [("0", "10-14", "5-9+"), ("5-9", "10+"), ("0", "1-4")])
def test_ages_must_rise_from_zero_to_an_open_group(tmp_path, labels):
    rows = "".join(f"2020-11-01,{r},{a},3,3\n" for r in ("henan", "hebi") for a in labels)
    reader = Reader(tree_with(tmp_path, (CENSUS + rows).encode()))
    assert read_census(reader, "t.csv", ["hebi"]) is None
    assert codes(reader.problems) == ["P274"]


def test_a_date_is_written_one_way(tmp_path):
    rows = "2020/11/1,henan,0+,3,3\n2020/11/1,hebi,0+,3,3\n"
    reader = Reader(tree_with(tmp_path, (CENSUS + rows).encode()))
    assert read_census(reader, "t.csv", ["hebi"]) is None
    assert codes(reader.problems) == ["P273"]


def test_a_comma_in_a_number_is_a_cell_too_many(tmp_path):
    table, problems = read_table(tree_with(tmp_path, b"key,n\n\nx,14,639\ny,1\n"), "t.csv", ["n"])
    assert [(one.code, one.where.line) for one in problems] == [("P272", 3)]
    assert table is not None
    assert table.where(1).line == 4


COUNTY = "date,region,code,county,age,female,male\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2020-11-01,hebi,410602,鹤山区,0+,3,2\n", "P271"),
        ("2020-11-02,hebi,410602,鹤山区,0+,3,3\n", "P275"),
        ("2020-11-01,hebii,410602,鹤山区,0+,3,3\n", "O121"),
        ("2020-11-01,hebi,4106,鹤山区,0+,3,3\n", "P263"),
    ],
)
def test_counties_that_do_not_fit_their_city_are_refused(tmp_path, row, code):
    rows = "2020-11-01,henan,0+,3,3\n2020-11-01,hebi,0+,3,3\n"
    census = read_census(Reader(tree_with(tmp_path, (CENSUS + rows).encode())), "t.csv", ["hebi"])
    reader = Reader(tree_with(tmp_path, (COUNTY + row).encode()))
    assert read_counties(reader, "t.csv", ["hebi"], census) is None
    assert codes(reader.problems) == [code]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("henan,5,1\nhebi,5,1\n", []),
        ("henan,5,1\nhebi,50,1\n", ["P276"]),
        ("hebi,5,1\n", ["P265"]),
    ],
)
def test_in_migrants_of_cities_sum_to_the_province(tmp_path, rows, found):
    head = "region,from_other_county,from_other_province\n"
    reader = Reader(tree_with(tmp_path, (head + rows).encode()))
    read_in_migrants(reader, "t.csv", ["hebi"])
    assert codes(reader.problems) == found


def test_a_schedule_of_nobody_is_refused(tmp_path):
    rows = "".join(f"{way},{name},0\n" for way in DIRECTIONS for name in COEFFICIENTS)
    reader = Reader(tree_with(tmp_path, ("direction,coefficient,value\n" + rows).encode()))
    read_schedules(reader, "t.csv")
    assert codes(reader.problems) == ["P277", "P277"]


def test_cities_may_not_have_all_of_the_provinces_births():
    counts = {("births", "henan", 2021): 100.0, ("births", "a", 2021): 100.0}
    (problem,) = beyond_province(counts, ["a", "b"], "vitals.csv")
    assert problem.code == "O123"
    assert beyond_province(counts | {("births", "b", 2021): 5.0}, ["a", "b"], "v.csv") == []
