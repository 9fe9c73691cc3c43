"""Plans that are almost as good: what is in all of them, and where there is a choice.

For every city and service the starts of all years are made least and greatest while money stays
within a margin of its least and no more is short: what cannot be left out is a must, what can be
is a choice.

References
----------
DeCarolis (2011), Using modeling to generate alternatives (MGA) to expand our thinking on energy
futures, Energy Economics 33.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.costs import PUBLIC, cost_of_columns
from simulator.optimise.programme import programme_of
from simulator.optimise.question import Question
from simulator.optimise.required import all_decided, joined, least_cost, least_short
from simulator.optimise.solving import Solver
from simulator.optimise.wanted import Wanted

NOTHING = 0.5
"""Units below which nothing is started: half of one."""


class Range(NamedTuple):
    """Units of a service that a city starts in all years together."""

    region: str
    service: str
    least: float
    usual: float
    """In the plan that costs least."""
    most: float

    @property
    def is_must(self) -> bool:
        """Return whether no plan does without."""
        return self.least > NOTHING


def alternatives(question: Question, margin: float) -> list[Range]:
    """Return what is started in all plans that cost at most ``margin`` more than the least.

    Only what the wanted rows count is told: elsewhere the margin could be spent on anything.
    """
    programme = programme_of(question)
    cost = cost_of_columns(question.ground, programme, PUBLIC)
    columns, paid = all_decided(programme), joined(cost)
    cap = programme.linear.add_rows("cap", (("public",),), [(columns[None], paid[None])])
    solver = Solver(programme.linear)
    least_short(solver, programme, question.wanted)
    best = least_cost(solver, programme, cost)
    solver.limit_rows(cap, best.value * (1.0 + margin))
    found, effects = [], programme.effects
    counted = counted_units(question.wanted)
    for region, name in enumerate(question.ground.axes.regions):
        for place, service in enumerate(effects.built):
            mine, lot = programme.start[region, place], float(effects.lot[region, place])
            if lot == 0.0 or not counted[region, service]:
                continue
            ends = []
            for sign in (1.0, -1.0):
                solver.least(mine, sign)
                answer = solver.optimum()
                ends.append(lot * float(answer.x[mine].sum()))
            usual = lot * float(best.x[mine].sum())
            if ends[1] > NOTHING:
                found.append(
                    Range(name, question.ground.axes.services[service], ends[0], usual, ends[1])
                )
    return found


def counted_units(wanted: Wanted) -> NDArray[np.bool_]:
    """Return where units of a service count for a wanted row. Shape (region, service)."""
    counts = wanted.regions[:, :, None] & (wanted.counts > 0.0)[:, None, :]
    return np.asarray(np.logical_or.reduce(counts))
