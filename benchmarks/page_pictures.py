"""Pictures of every page, as the documentation shows them.

Run ``python -m benchmarks.page_pictures [--runs DIR] [--to DIR] [--size 1366x768]``. Serves the
pages as ``equalise dashboard`` does and looks at each with Chromium, in Chinese and in English.
Without ``--runs`` the four scenarios of ``make run`` are made first, with fewer draws.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboards.state import PAGES
from simulator import api

CHROMIUM = "/usr/bin/chromium"
SCENARIOS, DRAWS, UNTIL = ("baseline", "tight", "growth", "level-up"), 100, 2030
PICTURES = Path("docs/images/pages")
LANGUAGES = ("zh", "en")
START_SECONDS, SETTLE_MILLISECONDS = 60, 6_000


@contextmanager
def served(runs: Path, language: str) -> Iterator[str]:
    """Serve the pages in a language and give their address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "dashboard", "--port", str(port)]
    words = ["--runs", str(runs), "--lang", language]
    with subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + START_SECONDS
            while time.monotonic() < until:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/dashboard"
        finally:
            server.terminate()


def look(page: Page, address: str, name: str, file: Path) -> None:
    """Take the picture of one page once it has settled."""
    page.goto("about:blank")
    page.goto(f"{address}#{name}")
    page.locator(f'nav a[aria-current][href="#{name}"]').wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    page.screenshot(path=str(file))


def make(runs: Path, to: Path, size: tuple[int, int]) -> None:
    """Write one PNG for each page and language."""
    to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in LANGUAGES:
            with served(runs, language) as address:
                page = browser.new_page(viewport={"width": size[0], "height": size[1]})
                for name in PAGES:
                    look(page, address, name, to / f"{name}-{language}.png")
                page.close()
        browser.close()


def main() -> None:
    """Make the runs where none are given, then the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path)
    parser.add_argument("--to", type=Path, default=PICTURES)
    parser.add_argument("--size", default="1366x768")
    asked = parser.parse_args()
    width, height = (int(part) for part in asked.size.split("x"))
    if asked.runs is not None:
        make(asked.runs, asked.to, (width, height))
        return
    with tempfile.TemporaryDirectory() as store:
        for name in SCENARIOS:
            api.run_scenario(name, draws=DRAWS, until=UNTIL, out=store, engine="compiled")
        make(Path(store), asked.to, (width, height))


if __name__ == "__main__":
    main()
