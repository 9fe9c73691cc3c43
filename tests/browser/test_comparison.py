"""Runs side by side in a real browser: tables, lines, and what takes two of them apart."""

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow
PLACES = "toddler_places_per_1000"


def test_runs_are_compared_and_taken_apart(browser, address, page_runs):
    runs = [page_runs[name] for name in ("baseline", "level-up")]
    query = f"?compare={runs[0].id},{runs[1].id}&region=kaifeng&indicator={PLACES}&year=2030"
    visit = Visit(browser)
    visit.look_at(address, "comparison", query)
    visit.heading(f"开封市 · {api.label('indicator', PLACES)}")
    found = api.side_by_side(runs, 2030)
    for table in (found.inputs, found.outcomes[1]):
        shown = visit.page.locator(f'[data-table="{table.key}"]')
        shown.wait_for()
        text = shown.inner_text()
        assert all(line in text for row in api.written(table) for cell in row for line in [cell])
    visit.page.get_by_role("button", name="拆分差别").click()
    cell = api.difference_of(api.explain_difference(*runs), PLACES, "kaifeng", 2030)
    visit.page.get_by_text(cell.story[0]).first.wait_for()
    visit.page.get_by_text("English").click()
    english = api.label("indicator", PLACES, "en")
    visit.heading(f"Kaifeng · {english}")
    visit.page.get_by_text("Inputs that differ").first.wait_for()
    visit.page.get_by_role("button", name="Report on these runs").click()
    visit.page.wait_for_url("**#export")
    for run in runs:
        visit.page.locator(".MuiChip-label:visible", has_text=run.id).wait_for()
    assert visit.hosts == {address.split("/")[2]}
    assert visit.complaints == []
    visit.page.close()
