"""A planner's own money for a question to a scenario: down as a workbook, changed, up again."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from simulator import api

pytestmark = pytest.mark.integration
YEARS = api.asked_money.Years(as_of=2022)
SCENARIO = "tight"
HEAD, AMOUNT = 5, 6
"""Row of the headings, and column of the amounts."""


@pytest.fixture(scope="module")
def book():
    return api.asked_money.asked_money_book(SCENARIO, YEARS, ["kaifeng"])


def changed(raw, change):
    """Return a workbook with every amount changed."""
    book = load_workbook(io.BytesIO(raw))
    for row in range(HEAD + 1, book.active.max_row + 1):
        cell = book.active.cell(row, AMOUNT)
        cell.value = change(row, cell.value)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def take(raw):
    return api.asked_money.take_asked_money(SCENARIO, YEARS, "财力.xlsx", raw)


def answer(money, **more):
    asked = {"objective": "shortfall", "region": ["kaifeng"], "as_of": 2022, "draws": 0}
    with api.asked_money.asked_money_file(money) as budget:
        return api.optimise(SCENARIO, budget=budget, **asked, **more)


def free(found):
    table = api.optimised_table(found, "years")
    return table.set_index("year")["free_yuan"]


def found_before(found):
    """Return what the city carries into the first year of decisions [yuan]."""
    here = found.ground.axes.regions.index("kaifeng")
    return found.ground.carried[here].sum() * 1e8


def test_the_book_lists_the_chosen_city_from_the_first_decision_on(book):
    sheet = load_workbook(io.BytesIO(book)).active
    rows = list(sheet.iter_rows(min_row=HEAD + 1, values_only=True))
    assert {row[1] for row in rows} == {"开封市"}
    assert min(row[0] for row in rows) == 2023
    whole = api.asked_money.asked_money_book(SCENARIO, YEARS, ["henan"])
    cities = {row[1] for row in load_workbook(io.BytesIO(whole)).active.iter_rows(values_only=True)}
    assert {"开封市", "郑州市"} <= cities


def test_an_unchanged_book_asks_what_the_scenario_asks_whatever_its_levels(book):
    assert free(answer(take(book))).tolist() == pytest.approx(free(answer(None)).tolist())


def test_less_money_than_is_under_construction_leaves_nothing_free_and_is_answered(book):
    poor = answer(take(changed(book, lambda _, yuan: yuan * 0.3)))
    assert (free(poor).cumsum() + found_before(poor) >= -1.0).all()
    assert free(poor).sum() < free(answer(None)).sum()
    assert api.optimised_answer(poor)


def test_a_plan_on_own_money_is_saved_with_it(book, tmp_path):
    found = answer(take(changed(book, lambda _, yuan: yuan * 2)))
    paths = api.save_plan(found, "kaifeng-rich", tmp_path)
    assert [path.name for path in paths] == ["kaifeng-rich.yaml", "kaifeng-rich-budget.csv"]
    assert "kaifeng" in paths[1].read_text()


def test_mistakes_are_told_at_the_rows_of_the_workbook(book):
    with pytest.raises(api.SimulatorError) as wrong:
        take(changed(book, lambda row, yuan: "很多" if row == HEAD + 2 else yuan))
    told = {one.code: one.where for one in wrong.value.problems}
    assert set(told) == {"P263", "B103"}
    assert (told["P263"].file, told["P263"].line) == ("财力.xlsx", HEAD + 2)


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("b.txt", b"", "C244"),
        ("b.csv", b"x" * (api.own_inputs.LARGEST_UPLOAD + 1), "C243"),
        ("b.csv", b"a,b\n1,2\n", "C245"),
    ],
)
def test_what_is_no_budget_is_refused_by_its_name(name, raw, code):
    with pytest.raises(api.SimulatorError) as wrong:
        api.asked_money.take_asked_money(SCENARIO, YEARS, name, raw)
    assert [(one.code, one.where.file) for one in wrong.value.problems] == [(code, name)]


def test_years_that_a_budget_lacks_are_told_by_its_own_name(book):
    with (
        pytest.raises(api.SimulatorError) as wrong,
        api.asked_money.asked_money_file(take(book)) as budget,
    ):
        api.optimise(SCENARIO, region=["kaifeng"], as_of=2020, draws=0, budget=budget)
    assert {(one.code, one.where.file) for one in wrong.value.problems} == {("B103", "财力.xlsx")}


def test_the_money_by_year_adds_up_to_the_tables():
    found = answer(None, seats=False)
    frame = api.plan_money.plan_money(found)
    years = api.optimised_table(found, "years")
    whole, city = frame[frame["region"] == ""], frame[frame["region"] == "kaifeng"]
    for mine, theirs in (("asked", "asked_yuan"), ("free", "free_yuan"), ("public", "public_yuan")):
        assert city[mine].to_numpy() * 1e8 == pytest.approx(years[theirs].to_numpy(), abs=1.0)
    parts = whole[["debt_service", "running", "capital"]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(whole["asked"].to_numpy())
    assert (frame[list(api.plan_money.PARTS)] >= -1e-9).all(axis=None)
    assert "2020年价" in frame.attrs["unit_label"]
