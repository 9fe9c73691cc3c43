"""A real browser on a served page, and what the page asked for and complained about."""

import os
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

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
def served(*command: str, errors=None):
    """Start a module that serves the page on a port; what it complains about goes to ``errors``."""
    port = free_port()
    started = [sys.executable, "-m", *(part.format(port=port) for part in command)]
    with subprocess.Popen(started, cwd=ROOT, stderr=errors) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def sync_driver(patched, sync_playwright):
    """Let Playwright number its calls: it asks the global generator that our tests close."""
    patched.setattr(random, "randrange", random.SystemRandom().randrange)
    return sync_playwright()


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no /usr/bin/chromium: make setup installs it when run as root")
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    with pytest.MonkeyPatch.context() as patched, sync_driver(patched, sync_playwright) as play:
        options = {"executable_path": str(CHROMIUM), "args": ["--no-sandbox"]}
        launched = play.chromium.launch(**options)
        yield launched
        launched.close()


SIDEWAYS = """() => {
  const found = [];
  const walk = (root) => {
    for (const one of root.querySelectorAll("*")) {
      const over = one.scrollWidth - one.clientWidth;
      if (one.clientWidth >= 0.9 * innerWidth && over > 1
          && getComputedStyle(one).overflowX !== "visible")
        found.push(`${one.tagName}.${one.className}: ${over}`);
      if (one.shadowRoot) walk(one.shadowRoot);
    }
  };
  walk(document);
  return found;
}"""
PLACE = """([column, value, x, y]) => {
  for (const view of Bokeh.index.query((one) => one.model.type === "Figure")) {
    for (const {data_source} of view.model.renderers) {
      const data = data_source?.data ?? {};
      const at = data[column] ? [...data[column]].indexOf(value) : -1;
      const box = view.el.getBoundingClientRect();
      if (at < 0 || !box.width) continue;
      const {x_scale, y_scale} = view.frame;
      return [box.left + x_scale.compute(data[x][at]), box.top + y_scale.compute(data[y][at])];
    }
  }
  return null;
}"""


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

    def look_at(self, address, page="overview", query=""):
        """Open a page by its address and wait until its menu marks it."""
        self.page.goto(f"{address}dashboard{query}#{page}")
        self.page.locator(f'nav a[aria-current][href="#{page}"]').wait_for()

    def idle(self):
        """Wait until the browser has drawn everything it was sent."""
        self.page.wait_for_function(
            "() => Bokeh.documents.length && Bokeh.documents.every((one) => one.is_idle)"
        )

    def sideways(self):
        """Return what is as wide as the page and can be moved sideways."""
        return self.page.evaluate(SIDEWAYS)

    def place(self, column, value, x, y):
        """Return where a picture has the row of a value; ``x`` and ``y`` are its columns."""
        return self.page.evaluate(PLACE, [column, value, x, y])

    def heading(self, text):
        found = self.page.locator("h2.heading", has_text=text)
        found.wait_for()
        return found
