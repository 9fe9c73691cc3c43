"""The laboratory's page in a real browser: from a move of the hand to changed pixels.

Run ``python -m benchmarks.page [--moves N] [--stops N] [--until YEAR]``. A server of its own shows
a deterministic baseline of the 18 cities. The mouse drags the slider of the cities' money to and
fro; the browser notes when it hears of a move and when a picture is drawn on next, and reads the
pixels of what was drawn once the frame is on the screen. Times are milliseconds from the move to
the first frame whose pixels differ; each move waits for the last. Then the hand stops some times:
what is timed is how long after its last move the page says that the interval of the first draws is
there, and that of all draws.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from simulator import api

CHROMIUM, SIZE = "/usr/bin/chromium", {"width": 1366, "height": 768}
LABEL = "财力倍数"
PLACES = (0.2, 0.8)
"""Where the handle goes, as shares of the slider's length."""
PATIENCE_S, UNTIL = 60, 2035
WITHOUT_FAN, WITH_SOME, WITH_ALL = "停手后给出抽样区间", "前 50 次的区间", "200 次抽样的区间"
WATCH = """() => {
  const found = [];
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.tagName === 'CANVAS' && one.width) found.push(one);
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);
  const sum = (canvas) => {
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const pixels = new Uint32Array(data.buffer);
    let total = 0;
    for (let i = 0; i < pixels.length; i += 3) total = (total * 31 + pixels[i]) | 0;
    return total;
  };
  const lab = window.lab = {moved: null, taken: null, drawn: null, sums: new Map()};
  for (const canvas of found) lab.sums.set(canvas, sum(canvas));
  document.addEventListener('mousemove', () => {
    if (lab.moved === null) lab.moved = performance.now();
  }, true);
  // reading pixels takes long: only what was drawn on is read, once, when it is on the screen
  const judge = () => {
    const at = performance.now();
    const canvases = [...lab.drawn];
    lab.drawn = null;
    let changed = false;
    for (const canvas of canvases) {
      const now = sum(canvas);
      changed = changed || now !== lab.sums.get(canvas);
      lab.sums.set(canvas, now);
    }
    if (changed && lab.moved !== null && lab.taken === null) lab.taken = at - lab.moved;
  };
  for (const name of ['fillText', 'fill', 'stroke', 'fillRect']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) {
      if (lab.sums.has(this.canvas)) {
        if (lab.drawn === null) {
          lab.drawn = new Set();
          // after the frame that shows it: the next one begins when this is on the screen
          requestAnimationFrame(() => requestAnimationFrame(judge));
        }
        lab.drawn.add(this.canvas);
      }
      return draw.apply(this, given);
    };
  }
  return found.length;
}"""


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve the pages on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "dashboard", "--port", str(port)]
    with subprocess.Popen([*command, "--runs", str(store)]) as server:
        try:
            until = time.monotonic() + PATIENCE_S
            while time.monotonic() < until:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/dashboard#laboratory"
        finally:
            server.terminate()


def drag(page: Any, moves: int, stops: int) -> dict[str, list[float]]:  # noqa: ANN401
    """Drag the slider to and fro; return the milliseconds of each move and each stop."""
    # the second slider of the group is that of the money's level
    slider = page.locator(".MuiSlider-root:visible").nth(2)
    box = slider.bounding_box()
    down = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, down)
    page.mouse.down()
    page.wait_for_timeout(3_000)
    page.evaluate(WATCH)
    taken: dict[str, list[float]] = {"pixels": [], "first draws": [], "all draws": []}
    for number in range(moves + stops):
        page.wait_for_timeout(250)
        page.evaluate("() => Object.assign(window.lab, {moved: null, taken: null})")
        low, high = PLACES
        share = low + (high - low) * ((number * 0.381966) % 1.0)
        page.mouse.move(box["x"] + box["width"] * share, down)
        stopped = time.perf_counter()
        if number < moves:
            page.wait_for_function("() => window.lab.taken !== null", timeout=10_000)
            taken["pixels"].append(float(page.evaluate("() => window.lab.taken")))
            continue
        page.get_by_text(WITHOUT_FAN).wait_for()
        for name, text in (("first draws", WITH_SOME), ("all draws", WITH_ALL)):
            page.get_by_text(text).wait_for()
            taken[name].append(1e3 * (time.perf_counter() - stopped))
    page.mouse.up()
    return taken


def measure(store: Path, moves: int, stops: int) -> dict[str, list[float]]:
    """Return the milliseconds of all moves but the first two, and of all stops but the first."""
    with served(store) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        page.locator("summary", has_text=LABEL).first.wait_for()
        page.wait_for_load_state("networkidle")
        found = drag(page, moves + 2, stops + 1)
        browser.close()
        return {name: taken[2 if name == "pixels" else 1 :] for name, taken in found.items()}


def main() -> None:
    """Print how long pixels take to follow the hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=100)
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--until", type=int, default=UNTIL)
    asked = parser.parse_args()
    with TemporaryDirectory() as store:
        api.run_scenario("baseline", draws=0, until=asked.until, engine="compiled", out=store)
        found = measure(Path(store), asked.moves, asked.stops)
    for name, taken in found.items():
        middle, late, last = np.percentile(taken, (50, 95, 100))
        print(f"hand to {name}, ms: median {middle:.0f}, p95 {late:.0f}, greatest {last:.0f}")


if __name__ == "__main__":
    main()
