"""The page of projects and money without a browser: what is chosen, uploaded and run."""

from __future__ import annotations

import io
import threading

import numpy as np
import pytest
from openpyxl import load_workbook

from dashboards.jobs import Jobs
from dashboards.state import State
from dashboards.states.projects import ProjectsState
from simulator import api

pytestmark = pytest.mark.integration
SECONDS = 120
LEVEL = 1.05
LIST_COLUMNS = {"id": 0, "name": 1, "region": 3, "service": 4, "units": 5, "status": 6, "date": 7}


@pytest.fixture
def store(tmp_path):
    api.run_scenario("baseline", draws=0, until=2023, engine="compiled", out=tmp_path)
    return tmp_path


@pytest.fixture
def own(store):
    jobs = Jobs()
    yield ProjectsState(State(store, jobs=jobs))
    jobs.close()


def changed(raw, change):
    """Return a workbook whose first sheet a function has changed."""
    book = load_workbook(io.BytesIO(raw))
    change(book.worksheets[0])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def at_prices(sheet):
    """Write amounts in prices that rise every year."""
    for row in sheet.iter_rows(min_row=6):
        row[6].value = LEVEL ** (row[0].value - 2020)
        row[5].value *= row[6].value


def with_hospital(sheet):
    """Add one project below the headings."""
    cells = ("new_hospital", "<新>医院", "郑州市", "医疗卫生机构床位", 800, "前期", "2021-03")
    row = sheet.max_row + 1
    for at, cell in zip(LIST_COLUMNS.values(), cells, strict=True):
        sheet.cell(row, at + 1, cell)


def run_of(own):
    """Run what was uploaded and return the job when it has ended."""
    done = threading.Event()
    job = own.ask()
    job.listen(lambda: done.set() if job.ended else None)
    assert job.ended or done.wait(SECONDS)
    assert job.status == "done", job.error
    return job.result


def test_the_filters_offer_what_the_run_builds(own):
    own.offer()
    assert "hospital_beds" in list(own.param["service"].objects)
    own.service = "hospital_beds"
    assert len(own.bars().attrs["rows"]) == 1
    assert not own.has_prices


def test_the_ledger_is_written_as_it_is_shown(own):
    own.unit = "wan"
    text = own.ledger_file("csv").decode("utf-8-sig")
    assert text.splitlines()[0].startswith("层级,资金来源,收支项目,单位,2021")
    assert "万元（2020年价）" in text
    assert own.ledger_file("xlsx").startswith(b"PK")


def test_the_money_of_a_run_comes_back_the_same(own):
    before = own.state.opened.table("ledger")
    own.take("budget", "预算.xlsx", own.book("budget"))
    after = run_of(own).table("ledger")
    np.testing.assert_allclose(after["yuan"], before["yuan"], atol=1.0)


def test_a_budget_with_price_levels_offers_prices_of_the_year(own):
    own.take("budget", "预算.xlsx", changed(own.book("budget"), at_prices))
    made = run_of(own)
    state = own.state
    state.find_runs()
    state.run_id = made.id
    assert "自有预算" in state.run_title(made.id)
    assert own.has_prices
    base = own.money()
    own.prices = "current"
    assert own.money()["new"].iloc[2] == pytest.approx(base["new"].iloc[2] * LEVEL**3)
    own.take("budget", "再来.xlsx", own.book("budget"))
    assert own.taken.own.case.budget.prices == pytest.approx(
        {year: LEVEL ** (year - 2020) for year in range(2020, 2024)}
    )


def test_a_list_of_projects_is_run_and_given_back(own):
    own.take("projects", "清单.xlsx", changed(own.book("projects"), with_hospital))
    assert own.taken.remarks[0] == "读入1个项目。"
    made = run_of(own)
    own.state.find_runs()
    own.state.run_id = made.id
    assert "储备库项目1个" in own.state.run_title(made.id)
    assert "<新>医院" in own.bars().attrs["rows"][0]
    again = own.take("projects", "again.xlsx", own.book("projects"))
    assert again.id == made.id


def wrong_names(sheet):
    sheet["B7"], sheet["F8"] = "郑州是", "=1+1"


@pytest.mark.parametrize(
    ("kind", "name", "make", "codes"),
    [
        ("budget", "b.txt", lambda _: b"", {"C244"}),
        ("budget", "b.csv", lambda _: b"x" * (api.own_inputs.LARGEST_UPLOAD + 1), {"C243"}),
        ("budget", "b.xlsx", lambda _: b"no workbook", {"P415"}),
        ("budget", "b.csv", lambda _: b"a,b\n1,2\n", {"C245"}),
        ("budget", "b.xlsx", lambda raw: changed(raw, wrong_names), {"B101", "P263", "B103"}),
        ("projects", "p.csv", lambda _: b"a,b\n1,2\n", {"P428"}),
    ],
)
def test_all_that_is_wrong_is_told_and_nothing_is_kept(own, kind, name, make, codes):
    good = own.take("budget", "good.xlsx", own.book("budget"))
    kept = sorted(own.state.store.rglob("*"))
    with pytest.raises(api.SimulatorError) as caught:
        own.take(kind, name, make(own.book("budget")))
    assert {one.code for one in caught.value.problems} == codes
    assert {one.where.file for one in caught.value.problems} == {name}
    assert own.taken is good
    assert sorted(own.state.store.rglob("*")) == kept


def test_mistakes_are_told_at_the_rows_of_the_sheet(own):
    with pytest.raises(api.SimulatorError) as caught:
        own.take("budget", "b.xlsx", changed(own.book("budget"), wrong_names))
    lines = {one.code: one.where.line for one in caught.value.problems}
    assert (lines["B101"], lines["P263"]) == (7, 8)


def test_a_run_on_other_parameters_takes_no_list(tmp_path):
    api.run_scenario("model-city", draws=0, engine="compiled", out=tmp_path)
    own = ProjectsState(State(tmp_path))
    with pytest.raises(api.SimulatorError) as caught:
        own.take("projects", "p.xlsx", b"PK")
    assert [one.code for one in caught.value.problems] == ["C246"]


def test_another_language_keeps_choices_and_what_was_uploaded(own):
    own.offer()
    own.param.update(service="hospital_beds", unit="wan")
    taken = own.take("budget", "预算.xlsx", own.book("budget"))
    other = ProjectsState(own.state.in_language("en"))
    assert (other.service, other.unit, other.taken) == ("hospital_beds", "wan", taken)
