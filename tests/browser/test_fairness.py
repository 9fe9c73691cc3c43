"""The page of fairness in a real browser: the numbers of the run, other choices, no freeze."""

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
BEDS = "hospital_beds_per_1000"


def test_the_page_shows_the_run_and_follows_the_choices(browser, address, page_runs):
    run, visit = page_runs["baseline"], Visit(browser)
    visit.look_at(address, "fairness")
    visit.heading("2025年与2020年洛伦兹曲线")
    gini = api.inequality_overview(
        api.run_equity(run, [2025], indicator=BEDS, include_imputed=True), "zh"
    )["gini_label"].iloc[-1]
    visit.page.locator(".tabulator-cell", has_text=gini).first.wait_for()
    index = api.fairness.run_index_parts(run, api.fairness.Asked(BEDS, 2025))
    shown = api.index_weights_overview(index, "zh")["equal_label"].iloc[2]
    visit.page.locator(".tabulator-cell", has_text=shown).first.wait_for()
    visit.page.get_by_text("只看有依据的（其余合并）").click()
    visit.page.get_by_text("其余地区合为一组").first.wait_for()
    visit.page.get_by_text("English").click()
    visit.heading("Lorenz curves of 2025 and 2020")
    visit.heading("What the indices are made of (2025)")
    visit.idle()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.hosts == {address.split("/")[2]}
    assert visit.complaints == []
    visit.page.close()
