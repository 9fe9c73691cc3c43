"""The page of projects and money in a real browser: pictures, ledger, and a budget run from it."""

import io

import pytest
from openpyxl import load_workbook

from simulator import api
from tests.browser.visiting import Visit, served

pytestmark = pytest.mark.slow
DRAWN = """() => {
  const figures = [...Bokeh.index.query((view) => view.model.type === "Figure")];
  return figures.map((view) => [...view.model.y_range.factors ?? []]);
}"""


@pytest.fixture(scope="module")
def own_address(tmp_path_factory):
    """Serve a store of its own: the page adds a run to it."""
    store = tmp_path_factory.mktemp("own-runs")
    run = api.run_scenario("baseline", draws=0, until=2025, engine="compiled", out=store)
    with served("simulator", "dashboard", "--port", "{port}", "--runs", str(store)) as found:
        yield found, run


def changed(raw, change):
    book = load_workbook(io.BytesIO(raw))
    change(book.active)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def dearer(sheet):
    for row in sheet.iter_rows(min_row=6):
        row[6].value = 1.1


def nowhere(sheet):
    sheet["B7"] = "<b>无此市"


def choose(visit, shown, wanted):
    """Choose another value of the list that shows one."""
    visit.page.get_by_role("combobox").filter(has_text=shown).click()
    visit.page.locator("li", has_text=wanted).click()


def upload(visit, at, name, raw):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": raw}
    visit.page.locator("input[type=file]").nth(at).set_input_files(file)


def test_the_page_shows_projects_money_and_ledger_of_the_chosen_place(browser, address, page_runs):
    visit = Visit(browser)
    visit.look_at(address, "projects", "?region=kaifeng")
    visit.heading("开封市：项目进度")
    visit.idle()
    run = page_runs["baseline"]
    frame = api.project_picture.project_picture(run, region="kaifeng")
    assert frame.attrs["rows"][::-1] in visit.page.evaluate(DRAWN)
    visit.page.get_by_text(frame.attrs["note"]).wait_for()
    for sentence in api.money_picture.run_money_story(run, "kaifeng"):
        visit.page.get_by_text(sentence).first.wait_for()
    ledger = api.money_picture.run_ledger_rows(run, "kaifeng")
    own = visit.page.locator(".tabulator-row", has_text="本级财力").first
    cell = own.locator('.tabulator-cell[tabulator-field="2021"]')
    assert cell.inner_text() == f"{ledger['2021'].iloc[0]:,.2f}"
    choose(visit, "亿元", "万元")
    visit.page.get_by_text("单位：万元（2020年价）").wait_for()
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="下载台账（CSV）").click()
    assert saved.value.suggested_filename == f"ledger-{run.id}-kaifeng.csv"
    visit.page.get_by_text("English").click()
    visit.heading("Kaifeng: money by year against the envelope")
    visit.page.get_by_text("2020 prices only").wait_for()
    assert visit.complaints == []
    visit.page.close()


def test_a_budget_is_refused_in_words_or_run_and_opened(browser, own_address):
    address, run = own_address
    visit = Visit(browser)
    visit.look_at(address, "projects", "?region=kaifeng")
    visit.heading("预算和项目清单")
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="下载预算（XLSX）").click()
    form = saved.value.path().read_bytes()
    upload(visit, 0, "<b>坏.xlsx", changed(form, nowhere))
    refused = visit.page.get_by_role("alert")
    refused.wait_for()
    assert "<b>坏.xlsx:7: region：没有名为“<b>无此市”的市" in refused.inner_text()
    upload(visit, 0, "好.xlsx", changed(form, dearer))
    visit.page.get_by_text("“好.xlsx”检查通过").wait_for()
    visit.page.get_by_role("button", name="按此测算").click()
    visit.page.get_by_text("测算完成").wait_for()
    visit.page.get_by_role("button", name="打开这个测算").click()
    visit.page.get_by_text("当年价按本测算自有预算的价格指数折算").wait_for()
    assert run.id not in visit.page.url
    choose(visit, "2020年价", "当年价")
    visit.page.get_by_text("单位：亿元（当年价）").wait_for()
    assert visit.complaints == []
    visit.page.close()
