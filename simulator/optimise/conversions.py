"""Which shares of idle units to convert: each is tried in the simulator, and what it costs read."""

from __future__ import annotations

import numpy as np

from simulator.engine.keys import case_lines
from simulator.engine.lived import Live
from simulator.inputs.case import Case
from simulator.inputs.conversions import convertible
from simulator.model import Engine, lived_as
from simulator.optimise.costs import PUBLIC
from simulator.optimise.ground import CENTRAL, FEN
from simulator.optimise.wanted import Wanted

SHARES = (0.0, 0.25, 0.5, 1.0)
"""Shares that are tried."""
SPENDING = (
    "recurrent",
    "capital",
    "replacement",
    "training",
    "recruitment",
    "coverage",
    "programme",
)
"""What the ledger says money is spent on; bonds count as what they build."""
USERS, SOCIAL = "service_income", "social_capital"
"""Funds that are not the public purse's."""


def convertible_apart(case: Case, wanted: Wanted) -> list[str]:
    """Return the wanted services that idle units of another may become, no part of which they are.

    What nobody asks for is not converted: it would save running cost and serve no target.
    """
    services = case.services
    counted = dict(zip(services, np.logical_or.reduce(wanted.counts > 0.0).tolist(), strict=True))
    return [
        name
        for name in convertible(services)
        if counted[name]
        and (made := services[name].conversion)
        and services[name].sub_stock_of != made.source
    ]


def spent(case: Case, live: Live, kind: str) -> float:
    """Return what is spent in the central future after ``as_of`` [100 million yuan].

    ``kind``: the public purse's, or with social capital the total.
    """
    _, draw = lived_as(case, CENTRAL, Engine(live))
    base, as_of, _ = case.scenario.horizon
    others = (USERS, SOCIAL) if kind == PUBLIC else (USERS,)
    told = [line.category in SPENDING and line.fund not in others for line in case_lines(case)]
    fen = draw.lived.ledger[: len(case.cities), as_of - base :, np.flatnonzero(told)]
    return int(np.abs(fen).sum()) / FEN
