"""The first page in a real browser: from the address to a drawn heat map.

Run ``python -m benchmarks.first_page [--visits N]``. A server of its own shows a baseline with 50
draws. Each visit is a browser's first: nothing is in its cache. A second row of visits comes from
browsers that reach nothing but this machine, as behind a firewall that drops packets: what asked
for anything outside would wait there.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from benchmarks.page import CHROMIUM, SIZE, served
from simulator import api

VISITS, DRAWS = 10, 50
BLACK_HOLE = "MAP * 10.255.255.1, EXCLUDE 127.0.0.1"
"""Every name outside leads to an address that never answers."""
REACH = {"open": "", "packets dropped": f"--host-resolver-rules={BLACK_HOLE}"}
DRAWN = """() => {
  const found = [];
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.tagName === 'CANVAS' && one.width) found.push(one);
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);
  return found.some((one) => one.width > 400);
}"""


def visits(browser: Browser, address: str, n: int) -> list[float]:
    """Return the seconds until the heading and a wide picture stand, for first visits."""
    taken = []
    for _ in range(n):
        page = browser.new_context(viewport=SIZE).new_page()
        start = time.perf_counter()
        page.goto(address)
        page.locator(".heading").first.wait_for()
        page.wait_for_function(DRAWN)
        taken.append(time.perf_counter() - start)
        page.context.close()
    return taken


def measure(store: Path, n: int) -> dict[str, list[float]]:
    """Return the seconds of first visits by what the browser reaches."""
    with served(store) as laboratory, sync_playwright() as play:
        address = laboratory.replace("#laboratory", "#overview")
        found = {}
        for name, rule in REACH.items():
            args = ["--no-sandbox", *filter(None, [rule])]
            browser = play.chromium.launch(executable_path=CHROMIUM, args=args)
            # the server reads the run for the first visit after its start
            found[name] = visits(browser, address, n)
            browser.close()
        return found


def main() -> None:
    """Print how long a visitor waits for the first page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=VISITS)
    asked = parser.parse_args()
    with TemporaryDirectory() as store:
        api.run_scenario("baseline", draws=DRAWS, until=2030, out=store)
        found = measure(Path(store), asked.visits)
    for name, taken in found.items():
        middle, last = np.percentile(taken, (50, 100))
        print(f"{name}: first {taken[0]:.2f} s, median {middle:.2f} s, greatest {last:.2f} s")


if __name__ == "__main__":
    main()
