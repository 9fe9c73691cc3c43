"""The first page in a real browser: a click tells a cell's own numbers."""

import json

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
BEDS, PLACES = "hospital_beds_per_1000", "toddler_places_per_1000"


@pytest.fixture
def visit(browser, address):
    opened = Visit(browser)
    opened.look_at(address)
    opened.heading("郑州市 · 每千常住人口医疗卫生机构床位数")
    yield opened
    opened.page.close()


def click_cell(visit, run, region, indicator):
    """Click a cell of the heat map."""
    visit.idle()
    frame = api.gap_heatmap(run, 2025)
    columns = frame.attrs["indicators"]
    rows = list(dict.fromkeys(frame["region"]))
    area = visit.page.locator(".bk-Canvas .bk-events").first.bounding_box()
    inner = visit.page.evaluate(
        """() => {
          const plots = Bokeh.index.roots.flatMap(
            (root) => [...Bokeh.index.query((view) => view.model.type === "Figure")]);
          const box = plots[0].frame.bbox;
          return {left: box.left, top: box.top, width: box.width, height: box.height};
        }"""
    )
    across = (columns.index(indicator) + 0.5) / len(columns)
    down = (rows.index(region) + 0.5) / len(rows)
    visit.page.mouse.click(
        area["x"] + inner["left"] + inner["width"] * across,
        area["y"] + inner["top"] + inner["height"] * down,
    )


def test_a_click_on_a_cell_shows_its_trajectory_and_story(visit, page_runs):
    run = page_runs["baseline"]
    click_cell(visit, run, "kaifeng", PLACES)
    visit.heading(f"开封市 · {api.label('indicator', PLACES)}")
    cell = api.cell_story(run, "kaifeng", PLACES, year=2025)
    cities = api.city_standing(api.gap_heatmap(run, 2025), PLACES)
    assert len(cities) == 2
    for sentence in (*cell, *cities):
        visit.page.get_by_text(sentence).first.wait_for()
    assert visit.complaints == []


def test_a_click_on_a_tile_chooses_its_city(visit):
    visit.idle()
    visit.page.mouse.click(*visit.place("region_label", "信阳市", "column", "row"))
    visit.heading("信阳市 · ")
    visit.page.wait_for_url("**region=xinyang**")
    assert visit.complaints == []


def test_a_glance_says_the_numbers_of_the_year_and_cells_turn_to_percent(visit, page_runs):
    run = page_runs["baseline"]
    for row in api.overview(run, 2025).cards.to_dict("records"):
        found = visit.page.locator(f'.card[data-card="{row["card"]}"]')
        assert found.locator("b").inner_text() == row["value"]
    visit.page.get_by_text("百分比", exact=True).click()
    visit.idle()
    tiles = api.tile_map(api.gap_heatmap(run, 2025), BEDS)
    want = json.dumps(tiles["percent_text"].tolist())
    visit.page.wait_for_function(
        """(want) => Bokeh.documents.some((document) => [...document._all_models.values()].some(
          (model) => model.type === "ColumnDataSource"
            && JSON.stringify(model.data.shown ?? []) === JSON.stringify(JSON.parse(want))))""",
        arg=want,
    )
    visit.page.locator(".changed a").click()
    visit.page.wait_for_url("**#comparison")
    assert visit.complaints == []


def test_the_page_speaks_english_and_keeps_the_chosen_cell(visit, page_runs):
    click_cell(visit, page_runs["baseline"], "xinxiang", PLACES)
    visit.heading("新乡市")
    visit.page.get_by_text("English").click()
    visit.heading(f"Xinxiang · {api.label('indicator', PLACES, 'en')}")
    assert "Gaps of the cities in 2025" in visit.page.locator("h2.heading").first.inner_text()
    assert visit.complaints == []
