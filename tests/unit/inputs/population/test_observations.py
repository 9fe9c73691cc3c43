"""Official counts."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.files import Reader
from simulator.inputs.population.observations import (
    COLUMNS,
    RESIDENTS,
    controlled_totals,
    known_until,
    read_counts,
    to_control,
)
from simulator.inputs.shipped import ParamsTree

pytestmark = pytest.mark.unit


def write(tmp_path, *rows):
    path = tmp_path / "p.csv"
    lines = [",".join(COLUMNS), *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Reader(ParamsTree({"p.csv": path}, {}))


def test_the_latest_vintage_counts_and_the_old_basis_does_not(tmp_path):
    reader = write(
        tmp_path,
        "2021,hebi,births,10,person,post_census,,2022,preliminary,s,",
        "2021,hebi,births,12,person,post_census,,2023,revised,s,",
        "2019,hebi,births,99,person,pre_census,,2020,final,s,",
    )
    assert read_counts(reader, "p.csv", ["hebi"]) == {("births", "hebi", 2021): 12.0}
    assert reader.problems == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2021,hebbi,births,10,person,post_census,,2022,final,s,", "O121"),
        ("2021,hebi,births,10,万人,post_census,,2022,final,s,", "O122"),
        ("2021,hebi,births,-1,person,post_census,,2022,final,s,", "P263"),
        ("2021,hebi,births,nan,person,post_census,,2022,final,s,", "P263"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, row, code):
    reader = write(tmp_path, row)
    read_counts(reader, "p.csv", ["hebi"])
    (problem,) = reader.problems
    assert (problem.code, problem.where.line) == (code, 2)


def test_unknown_regions_take_what_is_left_of_the_province():
    counts = {
        (RESIDENTS, "henan", 2021): 1000.0,
        (RESIDENTS, "a", 2021): 300.0,
        (RESIDENTS, "b", 2022): 180.0,
    }
    totals = controlled_totals(
        counts, ["a", "b", "c"], [2021, 2022], np.array([290.0, 220.0, 500.0])
    )
    np.testing.assert_allclose(totals[0], [300.0, 700.0 * 200 / 700, 700.0 * 500 / 700])
    # without the province's total only a region with its own has one
    np.testing.assert_array_equal(totals[1], [np.nan, 180.0, np.nan])


def test_where_all_are_known_all_are_scaled():
    scaled = to_control(np.array([40.0, 60.0]), np.array([True, True]), 110.0)
    np.testing.assert_allclose(scaled, [44.0, 66.0])


def test_hindsight_is_cut_off():
    counts = {("births", "a", 2021): 1.0, ("births", "a", 2022): 2.0}
    assert known_until(counts, 2021) == {("births", "a", 2021): 1.0}
    assert known_until(counts, None) == counts
