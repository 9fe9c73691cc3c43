"""The page of one indicator in a real browser: residents and evidence of the chosen cell."""

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow


def test_the_page_tells_where_the_figures_are_printed(browser, address, page_runs):
    visit = Visit(browser)
    visit.look_at(address, "indicator")
    visit.heading("郑州市：2025年与2020年人口金字塔")
    rests_on = visit.page.locator(".evidence")
    rests_on.get_by_text("指标表第11行").first.wait_for()
    assert "原文“8.31”" in rests_on.inner_text()
    rests_on.locator("summary").click()
    rests_on.get_by_text("每张医院床位建设投资").wait_for()
    run = page_runs["baseline"]
    told = api.explain_number(run, "hospital_beds_per_1000", "zhengzhou", 2025).attrs["story"]
    explained = visit.page.locator(".explained")
    assert explained.locator("p").all_inner_texts() == told
    assert visit.complaints == []
    visit.page.close()
