"""CSV tables and their faults."""

from __future__ import annotations

import pytest

from simulator.inputs.population.census import read_census
from simulator.inputs.population.files import Reader, read_table
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
