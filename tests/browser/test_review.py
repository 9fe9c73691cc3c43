"""The reviews in a real browser: typed, pasted, checked at once, and judged at once."""

import re

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
BEDS = "hospital_beds_per_1000"


def cell(page, no, field):
    number = page.locator('[tabulator-field="no"]', has_text=re.compile(f"^{no}$"))
    return page.locator(".tabulator-row", has=number).locator(f'[tabulator-field="{field}"]')


def type_in(page, no, text):
    cell(page, no, "value").click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def darkness(page, no):
    """What is left to white in the ink of a value, 0 for white, 765 for black."""
    ink = cell(page, no, "value").evaluate("(one) => getComputedStyle(one).color")
    return sum(255 - int(one) for one in re.findall(r"\d+", ink)[:3])


@pytest.fixture
def visit(browser, address, page_runs):
    opened = Visit(browser)
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.look_at(address, "review", f"?run={page_runs['baseline'].id}&region=xinxiang")
    opened.heading("新乡市 2025 年观测数")
    yield opened
    opened.page.close()


def test_what_is_typed_or_pasted_is_checked_and_judged_in_both_languages(visit):
    page = visit.page
    page.get_by_role("button", name="中期评估").click()
    visit.heading("新乡市 2024 年中期评估")
    form = api.observing.observation_form("xinxiang", 2024)
    no = int(form[form["id"] == BEDS]["no"].iloc[0])
    type_in(page, no, "<b>7</b>")
    page.get_by_text(f"第{no}行 每千常住人口医疗卫生机构床位数：“<b>7</b>”不是数").wait_for()
    assert cell(page, no, "value").inner_text() == "<b>7</b>"
    assert darkness(page, no) > 400, "what was typed cannot be read under the pointer"
    page.evaluate("navigator.clipboard.writeText('7.0\\t2025-03\\n2.9\\t2025-03\\n')")
    cell(page, no, "value").click()
    page.keyboard.press("Control+v")
    cell(page, no + 1, "value").get_by_text("2.9").wait_for()
    assert cell(page, no + 1, "published").inner_text() == "2025-03"
    page.get_by_text("待改正 0 项").wait_for()
    row = page.locator("table.review tr", has_text="每千常住人口医疗卫生机构床位数")
    row.get_by_text("难以完成").wait_for()
    assert "7.562" in row.inner_text()
    verdicts = page.locator("table.review .verdict").all_inner_texts()
    assert "无法判断" not in verdicts[:2], "what is judged is not looked for among the rest"
    table = page.locator("table.review").bounding_box()
    notes = page.get_by_text("共评价").first.bounding_box()
    assert table["y"] + table["height"] <= notes["y"], "notes stand across the table"
    page.get_by_text("English").click()
    visit.heading("Mid-term review 2024, Xinxiang")
    assert cell(page, no, "value").inner_text() == "7.0"
    assert visit.complaints == []
    assert all(host.startswith("127.0.0.1") for host in visit.hosts)


def test_a_file_is_taken_in_and_a_report_taken_away(visit):
    page, note = visit.page, "<img src=x onerror='window.caught=1'>"
    visit.heading("新乡市 2025 年观测数")
    line = f"year,region,indicator,value,note\n2025,xinxiang,{BEDS},7.5,{note}\n"
    file = {"name": "<b>数.csv", "mimeType": "text/csv", "buffer": line.encode()}
    page.locator("input[type=file]").first.set_input_files(file)
    form = api.observing.observation_form("xinxiang", 2025)
    no = int(form[form["id"] == BEDS]["no"].iloc[0])
    cell(page, no, "value").get_by_text("7.5").wait_for()
    assert cell(page, no, "note").inner_text() == note
    page.get_by_role("button", name="生成 Word 报告").click()
    button = page.get_by_role("button", name="annual-2025.docx")
    button.wait_for()
    with page.expect_download() as waited:
        button.click()
    assert waited.value.path().read_bytes().startswith(b"PK")
    assert page.evaluate("window.caught") is None
    assert visit.complaints == []
