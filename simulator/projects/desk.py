"""A desk with a few slots per region: approval, or builders. It sits once a month."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
import simpy

from simulator.instants import Calendar
from simulator.projects.rules import first_in_queue
from simulator.waiting import Turn, until


class Desk:
    """Slots of every region and those who wait for one."""

    def __init__(self, slots: Sequence[int]) -> None:
        self.slots = list(slots)
        self.free = list(slots)
        """Slots nobody has; negative where more is under way than there are slots."""
        self.waiting: list[list[Turn]] = [[] for _ in slots]

    def occupy(self, region: int) -> None:
        """Take a slot without queueing: for what is under way at the base."""
        self.free[region] -= 1

    def release(self, region: int) -> None:
        """Give one slot back."""
        self.free[region] += 1

    def withdraw(self, region: int, row: int) -> None:
        """Let a project wait no longer."""
        self.waiting[region] = [turn for turn in self.waiting[region] if turn.row != row]

    def resize(self, slots: Sequence[int]) -> None:
        """Have another number of slots from now on; who has one keeps it."""
        for region, n_slots in enumerate(slots):
            self.free[region] += n_slots - self.slots[region]
            self.slots[region] = n_slots


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
                desk.free[region],
            ).tolist()
            for position in served:
                desk.occupy(region)
                waiting[position].granted.succeed()
            gone = set(served)
            desk.waiting[region] = [
                turn for position, turn in enumerate(waiting) if position not in gone
            ]
