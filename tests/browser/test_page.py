"""The page in a real browser: clicks, languages, and no request that leaves the machine."""

import pytest

from tests.browser.visiting import SIZES, Visit, browser, served

pytestmark = pytest.mark.slow

__all__ = ["browser"]
EXAMPLES = "tests.browser.serve_example"


@pytest.fixture(scope="module")
def address():
    with served(EXAMPLES, "{port}", "baseline", "tight") as found:
        yield found


@pytest.fixture
def visit(browser, address):
    opened = Visit(browser)
    opened.page.goto(address)
    opened.heading("郑州市 · 每千常住人口床位数")
    yield opened
    opened.page.close()


def click_cell(page, across, down, *, shape=(3, 4)):
    """Click a cell of the heat map, counted from the upper left corner."""
    page.wait_for_function(
        "() => Bokeh.documents.length && Bokeh.documents.every((one) => one.is_idle)"
    )
    area = page.locator(".bk-Figure .bk-events, .bk-Canvas .bk-events").first.bounding_box()
    inner = page.evaluate(
        """() => {
          const plots = Bokeh.index.roots.flatMap(
            (root) => [...Bokeh.index.query((view) => view.model.type === "Figure")]);
          const box = plots[0].frame.bbox;
          return {left: box.left, top: box.top, width: box.width, height: box.height};
        }"""
    )
    columns, rows = shape
    page.mouse.click(
        area["x"] + inner["left"] + inner["width"] * (across + 0.5) / columns,
        area["y"] + inner["top"] + inner["height"] * (down + 0.5) / rows,
    )


def test_a_click_on_a_cell_shows_its_trajectory_and_story(visit):
    click_cell(visit.page, 2, 1)
    visit.heading("开封市 · 每千人口托位数")
    story = visit.page.locator(".story", has_text="开封市")
    story.wait_for()
    assert "比全省目标（4.50）低 2.50" in story.inner_text()
    assert "赶不上 2025 年底" in story.inner_text()
    assert visit.complaints == []


def test_nothing_leaves_the_machine(visit, address):
    visit.page.wait_for_load_state("networkidle")
    assert visit.hosts == {address.split("/")[2]}
    assert visit.complaints == []


def test_the_page_speaks_english_and_keeps_the_chosen_cell(visit):
    click_cell(visit.page, 2, 3)
    visit.heading("新乡市 · 每千人口托位数")
    visit.page.get_by_text("English").click()
    visit.heading("Xinxiang · Toddler places per 1,000")
    assert "Gaps of the cities in 2025" in visit.page.locator("p.heading").first.inner_text()
    assert visit.complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_the_width_of_the_screen(browser, address, size):
    opened = Visit(browser, size)
    opened.page.goto(address)
    opened.heading("郑州市 · 每千常住人口床位数")
    wide = opened.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    opened.page.close()


def test_an_empty_store_says_how_to_make_a_run(browser):
    with served(EXAMPLES, "{port}") as empty:
        opened = Visit(browser)
        opened.page.goto(empty)
        opened.page.locator(".empty", has_text="还没有测算").wait_for()
        assert "equalise run baseline" in opened.page.locator(".empty").inner_text()
        assert opened.complaints == []
        opened.page.close()
