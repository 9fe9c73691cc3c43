"""Members per CPU-second against the same world on Cimba, a discrete-event engine written in C.

Run ``python -m benchmarks.peer_events``; it needs ``pip install cimba`` (the extra ``benchmarks``),
whose processes numba compiles and whose clock, queues and coroutines are C. Every project is a
process with the same months as ours: it waits for a slot of the city's approval desk, is prepared,
waits for a slot of the construction desk, is paid for, built and accepted. Each January a city
retires units, receives and spends money, and starts projects until the need is met or its free
money is gone; staff enters and programmes deliver. `benchmarks.peer_world` says what it lacks.
"""

from __future__ import annotations

from benchmarks.peer_world import how_far, ours, plain_world
from benchmarks.rows import Row, in_turns, missing, times

COMMAND = "python -m benchmarks.peer_events"
MUST = 15
MEMBERS = 32
"""Members that one experiment of Cimba runs: its own way to many members."""


def rows() -> list[Row]:
    """Return members per CPU-second of the compiled engine over Cimba's."""
    if skipped := missing("cimba"):
        return [Row("members against Cimba", COMMAND, f"≥ {MUST} ×", skipped)]
    import cimba

    from benchmarks.cimba_world import province, stocks

    known = ours()
    world = plain_world(known)
    experiment = cimba.Experiment(province(world), replications=MEMBERS)
    taken = in_turns(
        {"peer": experiment.run, "ours": lambda: [known.live() for _ in range(MEMBERS)]}
    )
    far = how_far(known, world, stocks(world))
    return [
        Row(
            what=f"the years of {MEMBERS} members, compiled engine against Cimba, CPU time",
            command=COMMAND,
            must=f"≥ {MUST} ×",
            measured=f"{times(taken['peer'], taken['ours'])}; {far}",
        )
    ]


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\n")
