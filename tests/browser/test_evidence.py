"""The page of evidence in a real browser: every list, a search and the opened row."""

import re

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow


def rows(visit):
    return visit.page.locator(".tabulator-row")


def test_lists_are_searched_and_rows_opened(browser, address):
    visit = Visit(browser)
    visit.look_at(address, "evidence")
    visit.page.get_by_text(
        f"{len(api.evidence_tables.evidence_table('parameters'))}个取值"
    ).wait_for()
    visit.page.get_by_label("查找").fill("托位建设")
    visit.page.keyboard.press("Enter")
    kept = len(api.evidence_tables.evidence_table("parameters", words="托位建设"))
    # Rows that match stand in the whole list too: only the count says that the search is done.
    visit.page.get_by_text(re.compile(rf"^{kept}个取值")).wait_for()
    found = rows(visit).filter(has_text="托位建设").first
    label = found.locator('.tabulator-cell[tabulator-field="label"]').inner_text()
    found.click()
    known = api.evidence_tables.evidence_table("parameters").set_index("label").loc[label]
    known = known if known.ndim == 1 else known.iloc[0]
    opened = visit.page.locator(".opened")
    opened.get_by_text(known["name"]).first.wait_for()
    visit.page.get_by_label("查找").fill("")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("button", name="疑问").click()
    doubts = api.evidence_tables.evidence_table("doubts")
    visit.page.get_by_text(f"{len(doubts)}处疑问").wait_for()
    rows(visit).first.wait_for()
    visit.page.get_by_label("查找").fill("开封市")
    visit.page.keyboard.press("Enter")
    kept = len(api.evidence_tables.evidence_table("doubts", words="开封市"))
    visit.page.get_by_text(f"{kept}处疑问").wait_for()
    visit.page.get_by_label("查找").fill("")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text(f"{len(doubts)}处疑问").wait_for()
    visit.page.get_by_text("English").click()
    visit.page.get_by_text("Documents covered").click()
    visit.page.locator(".tabulator-cell", has_text="five-year plan").first.wait_for()
    visit.idle()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.hosts == {address.split("/")[2]}
    assert visit.complaints == []
    visit.page.close()


def test_a_list_is_downloaded(browser, address):
    visit = Visit(browser)
    visit.look_at(address, "evidence")
    visit.page.get_by_text("个取值").wait_for()
    with visit.page.expect_download() as told:
        visit.page.get_by_role("button", name="下载CSV").click()
    lines = told.value.path().read_text("utf-8-sig").splitlines()
    assert told.value.suggested_filename == "parameters.csv"
    assert "原文" in lines[0]
    assert visit.complaints == []
    visit.page.close()
