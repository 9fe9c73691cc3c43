"""Five hundred futures by one command, and the first run ever: what somebody at a desk waits.

Run ``python -m benchmarks.futures``. The command is ``equalise run baseline --draws 500 --jobs 2
--until 2035`` in a process of its own, start to stored run, wall clock, kernels already compiled;
then a run of eight draws with an empty folder for kernels: what a new user waits.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.rows import TURNS, Row

COMMAND = "python -m benchmarks.futures"
RUN = "from simulator.cli import main; raise SystemExit(main())"


def wall(draws: int, *, kernels: str | None = None) -> float:
    """Return the seconds of one command; ``kernels`` is a folder for compiled code."""
    environment = {**os.environ, **({"NUMBA_CACHE_DIR": kernels} if kernels else {})}
    with tempfile.TemporaryDirectory() as folder:
        options = ["--draws", str(draws), "--jobs", "2", "--until", "2035", "--engine", "compiled"]
        command = [sys.executable, "-c", RUN, "run", "baseline", *options, "--quiet"]
        start = time.perf_counter()
        subprocess.run(
            [*command, "--out", folder], check=True, env=environment, capture_output=True
        )
        return time.perf_counter() - start


def rows() -> list[Row]:
    """Return how long 500 draws and the first run ever take."""
    wall(8)
    many = [wall(500) for _ in range(TURNS)]
    few = [wall(8) for _ in range(TURNS)]
    with tempfile.TemporaryDirectory() as kernels:
        first = wall(8, kernels=str(Path(kernels)))
    a_draw = 2e3 * (median(many) - median(few)) / (500 - 8)
    return [
        Row(
            "500 draws × 18 cities × 2020–2035, all services, one command, 2 jobs, wall clock",
            COMMAND,
            "< 3 s",
            f"{median(many):.1f} s ({min(many):.1f} to {max(many):.1f}); of it {median(few):.1f} s "
            f"with 8 draws; {a_draw:.0f} ms of a core for each further draw",
        ),
        Row(
            "first run ever, kernels compiled anew (once), wall clock",
            COMMAND,
            "< 30 s",
            f"{first:.0f} s",
        ),
    ]


def main() -> None:
    """Print the rows."""
    for row in rows():
        print(f"{row.what}: {row.measured} (must {row.must})")


if __name__ == "__main__":
    main()
