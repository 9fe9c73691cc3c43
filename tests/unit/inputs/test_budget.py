"""A planner's own budget: read whole, or refused with every mistake."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.budget import load_budget
from simulator.inputs.envelopes import Account

pytestmark = pytest.mark.unit
HEAD = "year,region,tier,fund,domain,yuan,deflator\n"
ACCOUNTS = (
    Account("city", "general_budget", "health"),
    Account("city", "general_budget", "childcare"),
)
YEARS = range(2020, 2023)
FINE = (
    "2021,kaifeng,city,general_budget,childcare,110,1.1\n"
    "2022,kaifeng,city,general_budget,childcare,120,1.2\n"
)


def load(tmp_path, text, encoding="utf-8-sig", **more):
    path = tmp_path / "budget.csv"
    path.write_bytes((HEAD + text).encode(encoding))
    return load_budget(path, ("zhengzhou", "kaifeng"), ACCOUNTS, YEARS, **more)


def test_amounts_are_brought_to_the_prices_of_2020(tmp_path):
    budget, problems = load(tmp_path, FINE)
    assert problems == []
    np.testing.assert_allclose(budget.own[1:, 1, 1], [10_000, 10_000])
    assert np.isnan(budget.own[:, 0]).all()
    assert np.isnan(budget.own[:, 1, 0]).all()


def test_years_up_to_as_of_may_be_left_out_together(tmp_path):
    only_2022 = FINE.splitlines(keepends=True)[1]
    budget, problems = load(tmp_path, only_2022, as_of=2021)
    assert problems == []
    assert np.isnan(budget.own[1]).all()
    assert budget.own[2, 1, 1] == 10_000
    _, problems = load(tmp_path, FINE.splitlines(keepends=True)[0], as_of=2021)
    assert [(one.code, one.args["years"]) for one in problems] == [("B103", "2022")]


def test_a_file_that_is_not_there_is_told(tmp_path):
    budget, problems = load_budget(tmp_path / "no.csv", ("kaifeng",), ACCOUNTS, YEARS)
    assert budget is None
    assert [problem.code for problem in problems] == ["P101"]


def test_years_after_the_run_are_left_out(tmp_path):
    later = "2030,kaifeng,city,general_budget,childcare,1,1\n"
    budget, problems = load(tmp_path, FINE + later)
    assert problems == []
    assert budget.own.shape == (3, 2, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2021,kaifen,city,general_budget,childcare,1,1\n", "B101"),
        ("2021,kaifeng,county,general_budget,childcare,1,1\n", "B102"),
        (FINE.splitlines(keepends=True)[0], "B103"),
        (FINE + FINE.splitlines(keepends=True)[0], "P264"),
        (FINE.replace("110", "-110"), "P263"),
        (FINE.replace("110", "11万"), "P263"),
        (FINE.replace("1.1\n", "0\n"), "P263"),
        (FINE.replace("110", "1,100"), "P272"),
        ("2019,kaifeng,city,general_budget,childcare,1,1\n", "P263"),
    ],
)
def test_one_mistake_is_told_once(tmp_path, text, code):
    budget, problems = load(tmp_path, text)
    assert budget is None
    assert code in {problem.code for problem in problems}


def test_a_file_of_a_chinese_spreadsheet_is_told_to_be_utf8(tmp_path):
    _, problems = load(tmp_path, FINE + "合计,,,,,,\n", "gb18030")
    assert [problem.code for problem in problems] == ["P261"]


def test_one_price_level_a_year_is_kept(tmp_path):
    budget, _ = load(tmp_path, FINE)
    assert budget.prices == {2020: 1.0, 2021: 1.1, 2022: 1.2}


@pytest.mark.parametrize(
    "text",
    [
        FINE.replace("1.1\n", "1\n").replace("1.2\n", "1\n"),
        FINE + FINE.replace("kaifeng", "zhengzhou").replace("1.2", "1.3"),
    ],
)
def test_prices_that_never_move_or_disagree_are_no_price_levels(tmp_path, text):
    budget, problems = load(tmp_path, text)
    assert problems == []
    assert budget.prices == {}


def test_price_levels_need_every_year_of_the_run(tmp_path):
    budget, _ = load(tmp_path, FINE.splitlines(keepends=True)[1], as_of=2021)
    assert budget.prices == {}
