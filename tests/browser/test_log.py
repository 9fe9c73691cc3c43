"""What the server says on its terminal while somebody looks at the pages: nothing."""

import pytest

from dashboards.state import PAGES
from tests.browser.visiting import Visit, served

pytestmark = pytest.mark.slow


def test_the_servers_log_stays_silent_during_a_visit(browser, page_store, tmp_path):
    log = tmp_path / "errors.txt"
    command = ("simulator", "dashboard", "--port", "{port}", "--runs", str(page_store))
    with log.open("w") as errors, served(*command, errors=errors) as address:
        visit = Visit(browser)
        visit.look_at(address)
        for page in PAGES:
            visit.page.locator(f'nav a[href="#{page}"]').click()
            visit.page.locator(f'nav a[aria-current][href="#{page}"]').wait_for()
            visit.idle()
        visit.page.get_by_text("English").first.click()
        visit.page.locator("nav a[aria-current]", has_text="Export").wait_for()
        visit.idle()
        assert visit.complaints == []
        visit.page.close()
    assert log.read_text() == ""
