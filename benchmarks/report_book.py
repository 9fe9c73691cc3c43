"""A workbook of three scenarios with all cities and indicators, runs stored before.

Run ``python -m benchmarks.report_book [--draws N] [--turns N]``. Baseline, tight and level-up are
run once into a folder of their own; then `api.write_report` writes their annex. Every turn opens
the runs anew, so that their tables are read and checked each time; the first turn, which loads
modules and parameters, is told apart. Times are wall clock, since a person waits.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.rows import Row
from simulator import api

COMMAND = "python -m benchmarks.report_book"
SCENARIOS = ("baseline", "tight", "level-up")
DRAWS, TURNS, MUST_S = 100, 5, 5


def measure(draws: int, turns: int) -> tuple[float, list[float]]:
    """Return the seconds of the first workbook and of those after it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        asked = {"draws": draws, "until": 2030, "out": store}
        ids = [api.run_scenario(name, **asked).id for name in SCENARIOS]
        taken = []
        for _ in range(turns + 1):
            start = time.perf_counter()
            api.write_report([api.open_run(one, store) for one in ids], store / "annex.xlsx")
            taken.append(time.perf_counter() - start)
    return taken[0], taken[1:]


def rows() -> list[Row]:
    """Return the median of a workbook."""
    first, later = measure(DRAWS, TURNS)
    return [
        Row(
            what="Excel annex, 3 scenarios × 18 cities × all indicators, wall clock",
            command=COMMAND,
            must=f"< {MUST_S} s",
            measured=f"{median(later):.1f} s (at most {max(later):.1f}, the first {first:.1f})",
        )
    ]


def main() -> None:
    """Print the seconds of the first workbook, the median and the most of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    first, later = measure(asked.draws, asked.turns)
    print(f"first {first:.2f} s, median {median(later):.2f} s, most {max(later):.2f} s")


if __name__ == "__main__":
    main()
