"""What is asked of an optimisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.optimise.best_use import Objective
from simulator.optimise.costs import PUBLIC
from simulator.optimise.wanted import Choice

DRAWS = 100
HALF = 0.5


class Asked(NamedTuple):
    """What is asked of an optimisation."""

    objective: Objective = "cost"
    choice: Choice = Choice()
    payer: str = PUBLIC
    """Whose money is least: the public purse's, or everybody's."""
    share: float = HALF
    """Weight of equality in a mix."""
    probability: float | None = None
    """Share of the futures in which every target has to hold; None for the central one."""
    whole_lots: bool = False
    """Whether only whole lots are started."""
    draws: int = DRAWS
    """Futures in which the chance is counted; a safe plan is made on as many others."""
    seats: bool = False
    """Whether training seats are decided."""
    conversions: bool = False
    """Whether the share of idle units that is converted is decided."""
    absorb: Mapping[str, float] = {}
    """Most units that open in a city in a year, as shares of what stood when the decisions began:
    by service, or for all that are not named; nothing where they are not limited."""
