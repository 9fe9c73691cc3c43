"""The laboratory of the dashboard: from a moved lever to the frames of its page.

Run ``python -m benchmarks.laboratory [--draws N] [--repeats N]``. Each turn moves the growth of
revenue to a value it did not have before, and makes what the page draws: the heat map of all
cities, the trajectory and the story of one cell. ``people`` moves a variant of the population
instead. ``fan`` lives 200 draws on two threads, of which 50 are told first; a page begins
`dashboards.hand.STOP_MS` after the last move (``benchmarks.page`` times that in a browser).
``stored`` makes the same frames of the stored run with all its statistics. Nothing is kept but what
a page keeps; the first turn is not counted. Times are wall clock, in milliseconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from simulator import api

Made = TypeVar("Made")
REGION, INDICATOR, YEAR = "kaifeng", "hospital_beds_per_1000", 2025
VARIANTS = ("low", "high")
FAN_EVERY = 20
"""Turns after which the hand stops and the fan follows."""


class Parts:
    """Milliseconds by part, one a turn."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def __call__(self, part: str, work: Callable[[], Made]) -> Made:
        """Do the work, note how long it took and return what it made."""
        start = time.perf_counter()
        made = work()
        self.taken.setdefault(part, []).append(1e3 * (time.perf_counter() - start))
        return made


def page(run: api.Run, parts: Parts, of: str) -> None:
    """Make the frames of the page."""
    parts(f"{of}: heat map", lambda: api.gap_heatmap(run, YEAR))
    parts(f"{of}: trajectory", lambda: api.trajectory(run, REGION, INDICATOR))
    parts(f"{of}: story", lambda: api.cell_story(run, REGION, INDICATOR, year=YEAR))


def turn(laboratory: api.Laboratory, number: int, parts: Parts) -> None:
    """Move a lever and draw the page, then move the residents, then draw the stored run."""
    growth = 1e-4 * (number + 1)

    def whole(changes: Mapping[str, float | str]) -> None:
        trial = parts("moved: tried", lambda: laboratory.tried(changes))
        page(trial, parts, "moved")

    parts("moved: whole", lambda: whole({"revenue.growth": growth}))
    variant = {"population.variant.fertility": VARIANTS[number % 2]}
    parts("people: tried", lambda: laboratory.tried(variant))
    if number % FAN_EVERY == 0:
        trial = laboratory.tried({"revenue.growth": growth})
        follow(trial, parts)
    parts("stored: whole", lambda: page(laboratory.run, parts, "stored"))


def follow(trial: api.Trial, parts: Parts) -> None:
    """Draw the fan as a page does: first some of the draws, then all, on two threads."""
    fans = api.growing_fan(trial)

    def whole() -> None:
        parts("fan: first draws", lambda: next(fans))
        next(fans)

    parts("fan: all draws", whole)


def measure(draws: int, repeats: int) -> Parts:
    """Return the milliseconds of all turns."""
    with TemporaryDirectory() as store:
        run = api.run_scenario("baseline", draws=draws, engine="compiled", out=store)
        laboratory = api.open_laboratory(run)
        parts = Parts()
        for number in range(repeats + 1):
            turn(laboratory, number, parts if number else Parts())
        return parts


def main() -> None:
    """Print the median and the 95th percentile of every part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=100)
    asked = parser.parse_args()
    print("milliseconds           median      p95")
    for part, taken in sorted(measure(asked.draws, asked.repeats).taken.items()):
        middle, late = np.percentile(taken, (50, 95))
        print(f"{part:<20} {middle:8.1f} {late:8.1f}")


if __name__ == "__main__":
    main()
