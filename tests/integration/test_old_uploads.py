"""What is uploaded goes when no run was made of it and a day has passed."""

import io
import os
import time

import pytest
from openpyxl import load_workbook

from simulator import api
from simulator.desk.old_uploads import tidy_uploads

pytestmark = pytest.mark.integration
DAY_AND_MORE = 25 * 3600


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a store with a run of an uploaded budget, and one of an uploaded list."""
    folder = tmp_path_factory.mktemp("store")
    usual = api.run_scenario("baseline", draws=0, until=2023, engine="compiled", out=folder)
    for kind in ("budget", "projects"):
        book = api.own_inputs.own_input_book(usual, kind)
        book = book if kind == "budget" else with_hospital(book)
        api.own_inputs.run_with(api.own_inputs.take_upload(usual, kind, f"{kind}.xlsx", book))
    return folder


def with_hospital(raw):
    """Return a list of projects with one in it."""
    book, made = load_workbook(io.BytesIO(raw)), io.BytesIO()
    cells = ("new_hospital", "新医院", "", "郑州市", "医疗卫生机构床位", 800, "前期", "2021-03")
    sheet = book.worksheets[0]
    for at, cell in enumerate(cells, 1):
        sheet.cell(sheet.max_row + (at == 1), at, cell or None)
    book.save(made)
    return made.getvalue()


def age(path, seconds=DAY_AND_MORE):
    """Let nobody have touched a file for so long."""
    when = time.time() - seconds
    os.utime(path, (when, when))
    return path


def strangers(store):
    """Return an upload of each kind that no run was made of."""
    folder = store / ".uploads"
    budget, overlay = folder / "0123456789abcdef.csv", folder / "fedcba9876543210"
    (overlay / "projects").mkdir(parents=True, exist_ok=True)
    budget.write_text("nobody's", encoding="utf-8")
    (overlay / "projects" / "own.yaml").write_text("nobody's", encoding="utf-8")
    return budget, overlay


def test_what_a_run_was_made_of_stays_however_old(store):
    kept = [age(path) for path in sorted((store / ".uploads").iterdir())]
    assert len(kept) == 2
    assert tidy_uploads(store) == []
    assert sorted((store / ".uploads").iterdir()) == kept


def test_what_no_run_needs_goes_after_a_day(store):
    old = [age(path) for path in strangers(store)]
    assert tidy_uploads(store) == old
    assert not any(path.exists() for path in old)


def test_what_may_still_be_run_stays_for_a_day(store):
    assert tidy_uploads(store) == []
    new = [age(path, DAY_AND_MORE / 2) for path in strangers(store)]
    assert tidy_uploads(store) == []
    assert all(path.exists() for path in new)


def test_a_damaged_run_keeps_nobody_from_tidying(store):
    (store / "broken").mkdir()
    (store / "broken" / "manifest.json").write_text("{", encoding="utf-8")
    old = [age(path) for path in strangers(store)]
    assert tidy_uploads(store) == old


def test_a_store_without_uploads_is_tidy(tmp_path):
    assert tidy_uploads(tmp_path) == []
