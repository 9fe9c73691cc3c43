"""The page of the optimum in a real browser: a question, its answer, a point, a goal."""

import pytest

from simulator import api
from simulator.text import say
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
SECONDS = 120_000


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
    visit.page.get_by_text("English").click()
    press(visit, "compute", "en")
    visit.page.get_by_text(api.optimised_answer(found, "en")[0]).wait_for(timeout=SECONDS)
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
