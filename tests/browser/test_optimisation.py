"""The page of the optimum in a real browser: a question, its answer, a point, a goal."""

import pytest

from simulator import api
from simulator.text import say
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
SECONDS = 120_000
MONEY = """() => {
  for (const root of Bokeh.index.roots)
    for (const view of Bokeh.index.query((one) => one.model.type === "Figure")) {
      const source = view.model.renderers.map((one) => one.data_source)
        .find((one) => one && one.data.borrowed);
      if (source)
        return Object.fromEntries(Object.entries(source.data).map(([k, v]) => [k, [...v]]));
    }
}"""
"""What the chart of money by year was fed."""


def own(key):
    return say("zh", "dashboard", f"asked_money.{key}")


def press(visit, key, language="zh"):
    name = say(language, "dashboard", f"optimisation.{key}")
    visit.page.get_by_role("button", name=name, exact=True).locator("visible=true").click()


def click_point(visit, place):
    """Click a point of the picture that is seen."""
    visit.idle()
    spot = visit.page.evaluate(
        """(place) => {
          const plots = [];
          for (const root of Bokeh.index.roots)
            for (const view of Bokeh.index.query((one) => one.model.type === "Figure"))
              plots.push(view);
          const plot = plots.find((one) => one.el.offsetParent && one.frame.bbox.width > 50);
          const source = plot.model.renderers.map((one) => one.data_source)
            .find((one) => one && one.data.lowest_percent);
          const box = plot.el.getBoundingClientRect();
          const x = plot.frame.x_scale.compute(source.data.shortfall_percent[place]);
          const y = plot.frame.y_scale.compute(source.data.lowest_percent[place]);
          return [box.left + plot.frame.bbox.left + x - plot.frame.bbox.left,
                  box.top + plot.frame.bbox.top + y - plot.frame.bbox.top];
        }""",
        place,
    )
    visit.page.mouse.click(*spot)


def test_a_question_is_answered_with_the_numbers_of_the_command(browser, address):
    visit = Visit(browser)
    visit.look_at(address, "optimisation", "")
    visit.page.get_by_role("combobox").nth(0).click()
    visit.page.locator("li", has_text="level-up").click()
    visit.page.get_by_role("combobox").nth(1).click()
    visit.page.locator(
        "li", has_text=say("zh", "dashboard", "optimisation.objective_equality")
    ).click()
    press(visit, "compute")
    found = api.optimise("level-up", objective="equality")
    first = api.optimised_answer(found)[0]
    visit.page.get_by_text(first).wait_for(timeout=SECONDS)
    press(visit, "tab_frontier")
    front = api.optimised_frontier(found)
    click_point(visit, 3)
    title = say("zh", "dashboard", "optimisation.plan_of", point=4)
    visit.page.locator("caption", has_text=title).wait_for()
    starts = f"{front.plans[3].iloc[0]['starts']:,}"
    plan = visit.page.locator(".sheet", has=visit.page.locator("caption", has_text=title))
    assert starts in plan.locator("tbody tr").first.inner_text()
    press(visit, "tab_prices")
    sentence = api.optimised_table(found, "prices")["sentence"].iloc[0]
    visit.page.get_by_text(sentence).wait_for()
    press(visit, "tab_money")
    drawn = visit.page.evaluate(MONEY)
    money = api.plan_money.plan_money(found)
    whole = money[money["region"] == ""]
    assert drawn["year"] == whole["year"].tolist()
    for name in ("capital", "running", "free"):
        assert drawn[name] == pytest.approx(whole[name].tolist())
    # what was asked is asked again in the other language, without a press
    visit.page.get_by_text("English").click()
    visit.page.get_by_text(api.optimised_answer(found, "en")[0]).wait_for(timeout=SECONDS)
    assert visit.complaints == []
    visit.page.close()


def test_own_money_is_uploaded_and_a_refusal_speaks_of_the_page(browser, address, tmp_path):
    visit = Visit(browser)
    visit.look_at(address, "optimisation")
    with visit.page.expect_download() as fetched:
        visit.page.get_by_text(own("download")).click()
    book = tmp_path / "财力.xlsx"
    fetched.value.save_as(book)
    upload = visit.page.locator("input[type=file]").first
    bad = tmp_path / "<b>.csv"
    bad.write_text("a,b\n1,2\n")
    upload.set_input_files(bad)
    visit.page.locator(".refusal", has_text="C245").wait_for()
    upload.set_input_files(book)
    visit.page.get_by_text(own("taken").format(name="财力.xlsx")).wait_for()
    press(visit, "compute")
    visit.page.locator(".heading", has_text="财力.xlsx").wait_for(timeout=SECONDS)
    visit.page.get_by_text(own("drop")).click()
    visit.page.get_by_text(say("zh", "dashboard", "optimisation.moved")).wait_for()
    assert visit.complaints == []
    visit.page.close()


def test_two_ask_at_once_and_the_one_who_waits_can_stop(browser, address):
    first, second = Visit(browser), Visit(browser)
    for visit, scenario in ((first, "growth"), (second, "tight")):
        visit.look_at(address, "optimisation")
        visit.page.get_by_role("combobox").nth(0).click()
        visit.page.locator("li", has_text=f"· {scenario}").click()
    press(first, "compute")
    press(second, "compute")
    queued = say("zh", "dashboard", "work.waiting", n=1)
    second.page.get_by_text(queued).wait_for()
    second.page.get_by_role("button", name=say("zh", "dashboard", "work.stop")).click()
    second.page.get_by_text(say("zh", "dashboard", "work.stopped")).wait_for()
    first.page.get_by_text(api.optimised_answer(api.optimise("growth"))[0]).wait_for(
        timeout=SECONDS
    )
    for visit in (first, second):
        assert visit.complaints == []
        visit.page.close()


def test_a_goal_is_sought_and_its_step_told(browser, address):
    visit = Visit(browser)
    visit.look_at(address, "optimisation")
    press(visit, "goal")
    press(visit, "seek")
    sought = api.goal_seek(
        "baseline", lever="revenue.level", goal="toddler_places_per_1000>=2", region="henan"
    )
    for sentence in api.goal_notes(sought):
        visit.page.get_by_text(sentence).wait_for(timeout=SECONDS)
    assert visit.complaints == []
    visit.page.close()
