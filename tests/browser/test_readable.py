"""Pages without a mouse, read aloud, and on paper."""

import re

import pytest

from simulator.text import say
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
FOCUSED = """() => {
  let found = document.activeElement;
  while (found.shadowRoot && found.shadowRoot.activeElement)
    found = found.shadowRoot.activeElement;
  return found;
}"""
ON_PAPER = re.compile(rb"/Type\s*/Page\b(?!s)")


def focused(visit, what):
    """Return something about what the keyboard is at."""
    return visit.page.evaluate(f"() => ((it) => {what})(({FOCUSED})())")


def tab_to(visit, what, most=40):
    """Press the tab key until what the keyboard is at bears a name."""
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        name = focused(visit, "it.getAttribute('aria-label') || it.innerText || ''")
        if what in name:
            return
    pytest.fail(f"the tab key does not reach {what}")


@pytest.fixture
def visit(browser, address):
    opened = Visit(browser)
    opened.look_at(address)
    opened.heading("郑州市")
    opened.idle()
    yield opened
    assert opened.complaints == []
    opened.page.close()


def test_a_page_is_used_by_the_keyboard_alone(visit):
    page = visit.page
    tab_to(visit, say("zh", "dashboard", "menu.skip"))
    page.keyboard.press("Enter")
    assert "main-content" in focused(visit, "it.className")
    tab_to(visit, say("zh", "dashboard", "choose.year"))
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**year=2026**")
    tab_to(visit, say("zh", "dashboard", "amount.text"))
    assert focused(visit, "getComputedStyle(it).outlineStyle") == "solid"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role(
        "button", name=say("zh", "dashboard", "amount.percent_text"), pressed=True
    ).wait_for()
    page.get_by_role("link", name=say("zh", "dashboard", "menu.evidence")).focus()
    page.keyboard.press("Enter")
    page.locator('nav a[aria-current][href="#evidence"]').wait_for()


def test_a_page_says_what_it_is_and_in_which_language(visit, page_runs):
    page, run = visit.page, page_runs["baseline"].id
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "zh"
    assert run in page.locator("h1").inner_text()
    assert page.title() == page.locator("h1").inner_text()
    page.get_by_text("English").click()
    page.locator("h1", has_text=say("en", "dashboard", "menu.overview")).wait_for()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert run in page.title()


def test_a_page_is_printed_whole_without_its_menu(visit, page_runs):
    page = visit.page
    assert len(ON_PAPER.findall(page.pdf(prefer_css_page_size=True))) > 1
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    title = page.locator("h1").bounding_box()
    assert title["height"] > 10
    assert title["width"] > 100
    assert page.locator("main").evaluate("(it) => getComputedStyle(it).overflowY") == "visible"
