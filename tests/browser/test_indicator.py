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
    visit.page.get_by_role("button", name="郑州市到2025年补齐要多少钱").click()
    visit.page.wait_for_url("**#optimisation")
    visit.page.locator(".MuiChip-label:visible", has_text="郑州市").wait_for()
    assert visit.complaints == []
    visit.page.close()


def click_year(visit, year, column):
    """Click what a picture that is fed with ``column`` has of a year, half-way down to zero."""
    visit.idle()
    spot = visit.page.evaluate(
        """([year, column]) => {
          const plots = [...Bokeh.index.query((one) => one.model.type === "Figure")];
          for (const plot of plots) {
            const known = plot.model.renderers.map((one) => one.data_source);
            const source = known.find((one) => one && one.data[column]);
            if (!source || !plot.el.offsetParent) continue;
            plot.el.scrollIntoView({block: "center"});
            const box = plot.el.getBoundingClientRect();
            const value = source.data[column][[...source.data.year].indexOf(year)];
            const at = column === "city" ? value : value / 2;
            return [box.left + plot.frame.x_scale.compute(year),
                    box.top + plot.frame.y_scale.compute(at)];
          }
        }""",
        [year, column],
    )
    visit.page.mouse.click(*spot)


def explained(visit, run, indicator, year, lang="zh"):
    """Wait until the page tells the number of a year, and that it tells just that."""
    told = api.explain_number(run, indicator, "zhengzhou", year, lang).attrs["story"]
    visit.page.locator(".explained p", has_text=told[0]).wait_for()
    assert visit.page.locator(".explained p").all_inner_texts() == told


def test_a_click_on_a_point_or_a_bar_tells_the_number_of_its_year(browser, address, page_runs):
    run, cell = page_runs["level-up"], ("zhengzhou", "toddler_places_per_1000")
    visit = Visit(browser)
    asked = f"?run={run.id}&region={cell[0]}&indicator={cell[1]}&year=2025"
    visit.look_at(address, "indicator", asked)
    explained(visit, run, cell[1], 2025)
    click_year(visit, 2028, "city")
    explained(visit, run, cell[1], 2028)
    click_year(visit, 2023, "capacity_to")
    explained(visit, run, cell[1], 2023)
    visit.page.wait_for_url(lambda url: "year=2023" in url)

    marks = api.milestones(run, *cell)
    lines = [f"{year}年：{text}" for year, text in zip(marks["year"], marks["text"], strict=True)]
    assert visit.page.locator(".milestones p").all_inner_texts() == lines
    assert "2022年：阶段目标 2.00" in lines[1]
    visit.page.get_by_text("English").click()
    english = api.milestones(run, *cell, "en")
    visit.page.locator(".milestones p", has_text=f"2022: {english['text'][1]}").wait_for()
    explained(visit, run, cell[1], 2023, "en")
    assert visit.complaints == []
    visit.page.close()


def test_what_is_no_stock_is_refused_in_the_words_of_a_page(browser, address, page_runs):
    visit = Visit(browser)
    run = page_runs["baseline"].id
    asked = f"?run={run}&region=kaifeng&indicator=new_urban_jobs&year=2025"
    visit.look_at(address, "indicator", asked)
    visit.page.locator(".refusal", has_text="C140").wait_for()
    said = visit.page.locator(".refusal", has_text="C140").inner_text()
    assert "没有逐年的增减可说" in said
    assert "hospital_beds" not in said
    assert visit.complaints == []
    visit.page.close()
