"""What all pages share: addresses, languages, widths, and no request that leaves the machine."""

import pytest

from dashboards.state import PAGES
from simulator.text import say
from tests.browser.visiting import SIZES, Visit, served

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_by_its_address_and_asks_nobody_else_and_fits(browser, address, page):
    visit = Visit(browser)
    visit.look_at(address, page)
    visit.page.wait_for_load_state("networkidle")
    assert visit.hosts == {address.split("/")[2]}
    assert visit.complaints == []
    for width, height in SIZES:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.idle()
        assert visit.sideways() == []
    visit.page.close()


def test_the_menu_leads_to_a_page_and_the_address_says_what_is_chosen(browser, address):
    visit = Visit(browser)
    visit.look_at(address)
    visit.heading("郑州市")
    visit.page.get_by_role("link", name=say("zh", "dashboard", "menu.indicator")).click()
    visit.page.locator('nav a[aria-current][href="#indicator"]').wait_for()
    visit.page.wait_for_url("**region=zhengzhou**#indicator")
    visit.page.close()


def test_an_address_opens_what_it_names_and_leaves_aside_what_is_unknown(browser, address):
    visit = Visit(browser)
    visit.look_at(address, "indicator", "?year=2028&region=kaifeng&indicator=<b>&run=../x")
    visit.heading("开封市：2028年与2020年人口金字塔")
    assert visit.complaints == []
    visit.page.close()


def test_an_empty_store_says_how_to_make_a_run(browser, tmp_path):
    with served("simulator", "dashboard", "--port", "{port}", "--runs", str(tmp_path)) as empty:
        visit = Visit(browser)
        visit.look_at(empty)
        visit.page.locator(".empty", has_text="还没有测算").wait_for()
        assert "equalise run baseline" in visit.page.locator(".empty").inner_text()
        assert visit.complaints == []
        visit.page.close()
