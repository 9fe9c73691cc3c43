"""A place in a queue: who asked, when, and the event that says the turn has come."""

from __future__ import annotations

from typing import NamedTuple

import simpy

DRAW_DOWN, NEW_START = 2, 3
"""Classes of claims that are settled monthly (design §4.6)."""


class Turn(NamedTuple):
    """One request that waits for a slot or for money."""

    priority: int
    asked: int
    """Month of asking."""
    rank: int
    row: int
    """Row of the project in the project table."""
    granted: simpy.Event
    claim: int = 0
    """`DRAW_DOWN` or `NEW_START`; 0 for slots."""
    fen: tuple[int, ...] = ()
    """What is asked of each account [fen]."""


def until(env: simpy.Environment, instant: int) -> simpy.Timeout:
    """Return the timeout that ends at ``instant``."""
    return env.timeout(instant - int(env.now))
