"""The laboratory in a real browser: a dragged slider moves the numbers, and leads back."""

import re

import pytest

from simulator import api
from simulator.text import say
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
LEVEL = "revenue.level"
MONEY = '[data-outcome="money"] b'


@pytest.fixture
def visit(browser, address):
    opened = Visit(browser)
    opened.look_at(address, "laboratory")
    opened.page.locator("summary", has_text="财力倍数").wait_for()
    opened.idle()
    yield opened
    opened.page.close()


def money(run, changes, lang="zh"):
    """Return the money that a trial says is still needed."""
    trial = api.open_laboratory(run).tried(changes)
    return api.outcomes_beside(trial, run, 2025, lang).set_index("card").loc["money", "value"]


def drag(visit, share):
    """Drag the slider of the level of money; the first is that of the years."""
    box = visit.page.locator(".MuiSlider-root:visible").nth(2).bounding_box()
    down = box["y"] + box["height"] / 2
    visit.page.mouse.move(box["x"] + box["width"] / 3, down)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * share, down, steps=10)
    visit.page.mouse.up()


def test_a_drag_moves_the_numbers_and_leads_back(visit, page_runs):
    run, page = page_runs["baseline"], visit.page
    page.locator(MONEY, has_text=money(run, {})).wait_for()
    drag(visit, 0.7)
    level = float(page.locator("input[type=text]:visible").nth(1).input_value())
    assert level == pytest.approx(2.1, abs=0.05)
    page.locator(".changed li", has_text=f"财力倍数 未设 → {level:g} 倍").wait_for()
    page.wait_for_url(re.compile(r"try=[\w-]+"))
    page.locator(MONEY, has_text=money(run, {LEVEL: level})).wait_for()
    page.get_by_text("次抽样的区间").wait_for()

    page.get_by_text("English").click()
    page.locator(MONEY, has_text=money(run, {LEVEL: level}, "en")).wait_for()
    page.get_by_role("button", name=say("en", "dashboard", "laboratory.undo")).wait_for()
    page.get_by_role("button", name=say("en", "dashboard", "laboratory.reset")).click()
    page.locator(MONEY, has_text=money(run, {}, "en")).wait_for()
    assert visit.complaints == []


def test_a_typed_pool_takes_a_rule_and_a_refusal_is_told(visit, page_runs):
    page = visit.page
    page.locator(".MuiSelect-select:visible").nth(2).click()
    page.get_by_role("menuitem", name="转移支付").click()
    page.locator("summary", has_text="转移支付资金池").wait_for()
    typed = page.locator("input[type=text]:visible").first
    typed.fill("20")
    typed.press("Enter")
    page.locator(".changed li", has_text="转移支付规则 不转移 → 按缺口").wait_for()
    moved = {"transfers.pool": 2e9, "transfers.rule": "by_shortfall"}
    page.locator(MONEY, has_text=money(page_runs["baseline"], moved)).wait_for()

    page.get_by_role("button", name="存为情景").click()
    page.locator(".refusal", has_text="C230").wait_for()
    assert visit.complaints == []
