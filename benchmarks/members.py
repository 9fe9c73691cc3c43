"""Members per CPU-second: the compiled engine against our own simpy engine, 18 cities.

Run ``python -m benchmarks.members``. A member is one draw of baseline to 2035: its *years* alone
(what the engines differ in), and the *whole* of it, from residents to tables.
"""

from __future__ import annotations

from benchmarks.peer_world import ours
from benchmarks.rows import Row, in_turns, times
from simulator import api
from simulator.compiled.run import live
from simulator.engine.lived import live_on_simpy
from simulator.model import Engine, Experiment, simulate_one

COMMAND = "python -m benchmarks.members"
DRAW = 1
"""A draw after 0: its log of events is not told."""


def rows() -> list[Row]:
    """Return the years alone and the whole member, simpy over compiled."""
    known, case = ours(), api.load_case("baseline", until=2035)
    world, people, quiet = known.world, known.people, known.quiet
    simpy, compiled = (Experiment(case, engine=Engine(engine)) for engine in (live_on_simpy, live))
    taken = in_turns(
        {
            "simpy's years": lambda: live_on_simpy(world, people, quiet),
            "compiled years": known.live,
            "simpy": lambda: simulate_one(simpy, DRAW),
            "compiled": lambda: simulate_one(compiled, DRAW),
        }
    )
    return [
        Row(
            what="a member's years, compiled engine against our own simpy engine, CPU time",
            command=COMMAND,
            must="aim 250 ×",
            measured=times(taken["simpy's years"], taken["compiled years"]),
        ),
        Row(
            what="the whole member, from residents to tables, with either engine, CPU time",
            command=COMMAND,
            must="reported",
            measured=times(taken["simpy"], taken["compiled"]),
        ),
    ]


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\n")
