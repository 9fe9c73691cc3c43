"""Pictures of every page, as the documentation shows them.

Run ``python -m benchmarks.page_pictures [--runs DIR] [--to DIR] [--size 1366x768] [--pages A,B]``.
Serves the pages as ``equalise dashboard`` does and looks at each with Chromium, in Chinese and in
English, once it shows what `benchmarks.page_scenes` says. Without ``--runs`` the four scenarios of
``make run`` are made first, with fewer draws. Tells the size of each picture.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page_scenes import act, query
from dashboards.state import PAGES
from simulator import api

CHROMIUM = "/usr/bin/chromium"
SCENARIOS, DRAWS, UNTIL = ("baseline", "tight", "growth", "level-up"), 100, 2030
PICTURES = Path("docs/images/pages")
LANGUAGES = ("zh", "en")
START_SECONDS, SETTLE_MILLISECONDS = 60, 2_500
COLOURS = 256


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


def settle(page: Page) -> None:
    """Wait until the browser has drawn what it was sent."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE_MILLISECONDS)


def look(page: Page, address: str, name: str, language: str) -> bytes:
    """Return the picture of one page, as PNG, once it shows something."""
    page.goto(address)
    page.locator(f'nav a[aria-current][href="#{name}"]').wait_for()
    settle(page)
    act(page, name, language)
    page.mouse.move(0, 0)
    settle(page)
    return page.screenshot()


def write(picture: bytes, file: Path) -> int:
    """Write a picture in few colours and return its size [bytes]."""
    seen = Image.open(BytesIO(picture)).convert("RGB")
    # the most frequent ones stay as they are: a mean of colours would not be those of the legend
    counted = sorted(seen.getcolors(seen.width * seen.height) or (), reverse=True)
    frequent = Image.new("P", (1, 1))
    frequent.putpalette([part for _, colour in counted[:COLOURS] for part in colour])
    seen.quantize(palette=frequent, dither=Image.Dither.NONE).save(file, optimize=True)
    return file.stat().st_size


def visit(browser: Browser, size: tuple[int, int]) -> Page:
    """Open a page of a visitor who may paste."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        permissions=["clipboard-read", "clipboard-write"],
    )
    return context.new_page()


def make(runs: Path, to: Path, size: tuple[int, int], pages: Sequence[str]) -> None:
    """Write one PNG for each page and language."""
    to.mkdir(parents=True, exist_ok=True)
    stored = [str(row["id"]) for row in api.list_runs(runs)]
    ids = {run.rpartition("-")[0]: run for run in stored}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in LANGUAGES:
            with served(runs, language) as address:
                for name in pages:
                    page = visit(browser, size)
                    picture = look(page, f"{address}{query(name, ids)}#{name}", name, language)
                    file = to / f"{name}-{language}.png"
                    print(f"{file}  {write(picture, file) / 1000:.0f} kB", flush=True)
                    page.context.close()
        browser.close()


def main() -> None:
    """Make the runs where none are given, then the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path)
    parser.add_argument("--to", type=Path, default=PICTURES)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--pages", default=",".join(PAGES))
    asked = parser.parse_args()
    width, height = (int(part) for part in asked.size.split("x"))
    pages = asked.pages.split(",")
    if asked.runs is not None:
        make(asked.runs, asked.to, (width, height), pages)
        return
    with tempfile.TemporaryDirectory() as store:
        for name in SCENARIOS:
            api.run_scenario(name, draws=DRAWS, until=UNTIL, out=store, engine="compiled")
        make(Path(store), asked.to, (width, height), pages)


if __name__ == "__main__":
    main()
