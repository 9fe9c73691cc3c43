"""A desk with a few slots per region: approval, or builders. It sits once a month."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import simpy

from simulator.instants import Calendar
from simulator.projects.rules import first_in_queue
from simulator.waiting import Turn, until


class Desk:
    """Slots (a container a region) and those who wait for one."""

    def __init__(self, env: simpy.Environment, slots: tuple[int, ...]) -> None:
        self.free = [simpy.Container(env, capacity=n, init=n) for n in slots]
        self.over = [0 for _ in slots]
        self.waiting: list[list[Turn]] = [[] for _ in slots]

    def occupy(self, region: int) -> None:
        """Take a slot without queueing: for what is under way at the base."""
        if self.free[region].level >= 1:
            self.free[region].get(1)
        else:
            self.over[region] += 1

    def release(self, region: int) -> None:
        """Give one slot back; slots taken beyond the limit at the base are not given again."""
        if self.over[region]:
            self.over[region] -= 1
        else:
            self.free[region].put(1)


def sit_monthly(
    env: simpy.Environment, calendar: Calendar, desk: Desk, phase: int, months: int
) -> Generator[simpy.Event, object, None]:
    """Serve the queues of every region in ``phase`` of each month, 1…``months``."""
    for month in range(1, months + 1):
        yield until(env, calendar.instant(month, phase))
        for region, waiting in enumerate(desk.waiting):
            if not waiting:
                continue
            served = first_in_queue(
                np.array([turn.priority for turn in waiting]),
                np.array([turn.asked for turn in waiting]),
                np.array([turn.rank for turn in waiting]),
                int(desk.free[region].level),
            )
            for position in served:
                desk.free[region].get(1)
                waiting[position].granted.succeed()
            desk.waiting[region] = [
                turn
                for position, turn in enumerate(waiting)
                if position not in set(served.tolist())
            ]
