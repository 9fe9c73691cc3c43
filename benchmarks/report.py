"""A Word report of three scenarios with all cities and indicators, runs stored before.

Run ``python -m benchmarks.report [--draws N] [--turns N]``. Baseline, tight and level-up are run
once into a folder of their own; then ``equalise report`` writes them with ``--include-imputed``,
each turn a process of its own, as a person starts it. Times are wall clock, since a person waits;
the last column is what of it the process worked.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.rows import Row
from simulator import api

COMMAND = "python -m benchmarks.report"
SCENARIOS = ("baseline", "tight", "level-up")
DRAWS, TURNS, MUST_S = 100, 5, 10
VARIANTS = ("full", "brief")


def stored(store: Path, draws: int) -> list[str]:
    """Return the ids of the runs, made where they are not yet there."""
    asked = {"draws": draws, "keep_draws": True, "until": 2030, "out": store}
    return [api.run_scenario(name, **asked).id for name in SCENARIOS]


def written(ids: list[str], store: Path, variant: str) -> tuple[float, float]:
    """Return the seconds, wall clock and of the processor, that one report takes."""
    to = str(store / f"{variant}.docx")
    asked = ["report", *ids, "--runs", str(store), "--to", to, "--variant", variant]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "simulator", *asked, "--include-imputed", "--quiet"],
        check=True,
        capture_output=True,
    )
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return taken, worked


def measure(draws: int, turns: int) -> dict[str, list[tuple[float, float]]]:
    """Return the seconds of all turns by variant, after one that is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        ids = stored(store, draws)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in VARIANTS}
        for turn in range(turns + 1):
            for variant in VARIANTS:
                taken = written(ids, store, variant)
                if turn:
                    found[variant].append(taken)
    return found


def rows() -> list[Row]:
    """Return the median of a full report and of a brief."""
    found = measure(DRAWS, TURNS)
    walls = {name: [wall for wall, _ in taken] for name, taken in found.items()}
    full, brief = (median(walls[name]) for name in VARIANTS)
    most = max(walls[VARIANTS[0]])
    return [
        Row(
            what="Word report, 3 scenarios × 18 cities × all indicators, one command, wall clock",
            command=COMMAND,
            must=f"< {MUST_S} s",
            measured=f"{full:.1f} s (at most {most:.1f}); brief {brief:.1f} s",
        )
    ]


def main() -> None:
    """Print median and most of each variant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    print("seconds      median    most   worked (median)")
    for name, taken in measure(asked.draws, asked.turns).items():
        walls, worked = zip(*taken, strict=True)
        print(f"{name:<12} {median(walls):6.2f}  {max(walls):6.2f}  {median(worked):6.2f}")


if __name__ == "__main__":
    main()
