"""The page on a real run: what it shows are the run's own numbers."""

import pytest

from simulator import api
from tests.browser.visiting import Visit, browser, served

pytestmark = pytest.mark.slow

__all__ = ["browser"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return api.run_scenario("baseline", until=2026, out=tmp_path_factory.mktemp("runs"), draws=0)


def test_the_page_tells_the_numbers_of_the_run(run, browser):
    told = api.cell_story(run, "zhengzhou", "hospital_beds_per_1000", year=2025)
    with served("simulator", "dashboard", "--port", "{port}", "--runs", str(run.path.parent)) as at:
        visit = Visit(browser)
        visit.page.goto(at)
        visit.heading("郑州市 · 每千常住人口医疗卫生机构床位数")
        for sentence in told:
            visit.page.get_by_text(sentence).first.wait_for()
        visit.heading("郑州市：2025年与2020年人口金字塔")
        rests_on = visit.page.locator(".evidence")
        rests_on.get_by_text("指标表第11行").first.wait_for()
        assert "原文“8.31”" in rests_on.inner_text()
        rests_on.locator("summary").click()
        rests_on.get_by_text("每张医院床位建设投资").wait_for()
        assert all(host.startswith("127.0.0.1") for host in visit.hosts)
        assert visit.complaints == []
        visit.page.close()
