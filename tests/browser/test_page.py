"""The page in a real browser: clicks, languages, and no request that leaves the machine."""

import os
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
START_SECONDS, SHOW_MILLISECONDS = 60, 30_000
SIZES = [(1366, 768), (1920, 1080)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"the page did not start: {server.poll()}")


@contextmanager
def served(*scenarios: str):
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.serve_example", str(port), *scenarios]
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def address():
    with served("baseline", "tight") as found:
        yield found


def sync_driver(patched, sync_playwright):
    """Let Playwright number its calls: it asks the global generator that our tests close."""
    patched.setattr(random, "randrange", random.SystemRandom().randrange)
    return sync_playwright()


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no /usr/bin/chromium: make setup installs it when run as root")
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    with pytest.MonkeyPatch.context() as patched, sync_driver(patched, sync_playwright) as play:
        options = {"executable_path": str(CHROMIUM), "args": ["--no-sandbox"]}
        launched = play.chromium.launch(**options)
        yield launched
        launched.close()


class Visit:
    """One page with what it asked for and what it complained about."""

    def __init__(self, browser, size=SIZES[0]):
        self.page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.page.set_default_timeout(SHOW_MILLISECONDS)
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        self.page.on("websocket", lambda opened: self.hosts.add(opened.url.split("/")[2]))
        self.page.on("console", self.listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def listen(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def heading(self, text):
        found = self.page.locator("p.heading", has_text=text)
        found.wait_for()
        return found


@pytest.fixture
def visit(browser, address):
    opened = Visit(browser)
    opened.page.goto(address)
    opened.heading("郑州市 · 每千常住人口床位数")
    yield opened
    opened.page.close()


def click_cell(page, across, down, *, shape=(3, 4)):
    """Click a cell of the heat map, counted from the upper left corner."""
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
    with served() as empty:
        opened = Visit(browser)
        opened.page.goto(empty)
        opened.page.locator(".empty", has_text="还没有测算").wait_for()
        assert "equalise run baseline" in opened.page.locator(".empty").inner_text()
        assert opened.complaints == []
        opened.page.close()
