"""What a start costs: ``import simulator``, the command's modules, and a run up to its first draw.

Run ``python -m benchmarks.startup``. Every figure is a fresh interpreter's own processor time,
measured in turns; modules and kernels are compiled beforehand, as after the first run ever.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from statistics import median

from benchmarks.rows import Row, in_turns, seconds, times

COMMAND = "python -m benchmarks.startup"
CLOCK = "import time; started = time.process_time(); "
TELL = "; print(time.process_time() - started)"
FIRST_DRAW = """
import time
from simulator.desk.cases import load_case
from simulator.desk.engines import engine_for
from simulator.desk.uncertainty import samples
from simulator.cli import main
from simulator.engine.clock import collector_paused
told = [time.process_time()]
case = load_case("baseline")
told.append(time.process_time())
paused = collector_paused()
paused.__enter__()
live = engine_for(64)
told.append(time.process_time())
drawn = samples(case, 64, case.scenario.experiment.seed)
told.append(time.process_time())
from simulator.model import Engine, Experiment, begin
begin(Experiment(case, drawn, Engine(live)))
told.append(time.process_time())
print(*told)
"""
STEPS = ("modules", "loading the case", "numba", "sampling", "kernels, draw 0 and keys")
IMPORTS = {
    "simulator": "import simulator",
    "numpy, pandas": "import numpy, pandas",
    "api": "import simulator.api",
}


def fresh(script: str) -> list[float]:
    """Return the seconds that a script tells in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    return [float(word) for word in done.stdout.split()]


def imports() -> Mapping[str, list[float]]:
    """Return processor seconds of the imports, in turns."""
    told: dict[str, list[float]] = {name: [] for name in IMPORTS}

    def one(name: str) -> None:
        told[name] += fresh(f"{CLOCK}{IMPORTS[name]}{TELL}")

    in_turns({name: lambda name=name: one(name) for name in IMPORTS})
    return {name: taken[1:] for name, taken in told.items()}


def first_draw() -> dict[str, list[float]]:
    """Return processor seconds of a run up to its first draw, step by step."""
    told: list[list[float]] = []
    in_turns({"run": lambda: told.append(fresh(FIRST_DRAW))})
    steps = [[0.0, *one] for one in told[1:]]
    return {name: [one[at + 1] - one[at] for one in steps] for at, name in enumerate(STEPS)} | {
        "all": [one[-1] for one in steps]
    }


def rows() -> list[Row]:
    """Return import time against numpy and pandas, and the start of a run."""
    taken, start = imports(), first_draw()
    ratio = median(taken["simulator"]) / median(taken["numpy, pandas"])
    parts = ", ".join(f"{name} {seconds(start[name])}" for name in STEPS)
    return [
        Row(
            what="import simulator against import numpy, pandas",
            command=COMMAND,
            must="< 1.5 ×",
            measured=f"{ratio:.2g} × ({seconds(taken['simulator'])} and "
            f"{seconds(taken['numpy, pandas'])}); simulator.api "
            f"{times(taken['api'], taken['numpy, pandas'])}",
        ),
        Row(
            what="start of a run up to its first draw, processor time",
            command=COMMAND,
            must="≤ 1.2 s",
            measured=f"{seconds(start['all'])}: {parts}",
        ),
    ]


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\n")
