"""The least money that meets what is wanted; and who cannot be helped by any money, and when.

First what is short is made as little as decisions can; then that is held and money made least. So
an answer always stands: what no money can do is left out of the bill and named.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.costs import PUBLIC, cost_of_columns
from simulator.optimise.ground import Ground
from simulator.optimise.linear import Positions
from simulator.optimise.plan import Plan, plan_of
from simulator.optimise.programme import programme_of
from simulator.optimise.question import Programme, Question
from simulator.optimise.queues import Ways, both_ways
from simulator.optimise.solving import Answer, Solver
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
FIRST = 1e4
"""Money [100 million yuan] that a row's missing all weighs, where both are weighed at once."""
ENOUGH = 0.5
"""Units below which nothing is short: half of one."""
EXACT = 1e-7
"""How exactly HiGHS keeps a limit: less than a unit of what is asked, so that rounding up to whole
units makes good for it."""


def required(question: Question, kind: str = PUBLIC) -> list[Plan]:
    """Return plans of the least money, public or in total, that meets what can be met.

    Money is no object, everything else is: lead times, desks, staff, who may be recruited. Two
    plans where they differ in how they reckon with the approval desk (`simulator.optimise.queues`).
    """
    question = question._replace(money=False)
    ground, wanted = question.ground, question.wanted
    programme = programme_of(question)
    solver = Solver(programme.linear)
    cost = cost_of_columns(ground, programme, kind)

    def ask() -> Answer:
        least_short(solver, programme, wanted)
        return least_cost(solver, programme, cost)

    def weigh() -> None:
        columns = np.concatenate([programme.short.ravel(), all_decided(programme)])
        solver.limit_columns(programme.short, unlimited(wanted))
        solver.least(columns, np.append(np.full(programme.short.size, FIRST), joined(cost)))

    answers = both_ways(question, programme, solver, Ways(ask, weigh))
    return [plan_of(question, programme, answer) for answer in answers]


def least_short(solver: Solver, programme: Programme, wanted: Wanted) -> Answer:
    """Make what is short as little as can be, relative to what is asked, and hold it there."""
    solver.limit_columns(programme.short, unlimited(wanted))
    solver.least(programme.short, 1.0)
    answer = solver.optimum()
    short = answer.x[programme.short]
    held = np.where(np.isnan(wanted.units), 0.0, short + EXACT)
    solver.limit_columns(programme.short, held)
    return answer


def least_cost(solver: Solver, programme: Programme, cost: tuple[Floats, ...]) -> Answer:
    """Make money least, with what is short held."""
    solver.least(all_decided(programme), joined(cost))
    return solver.optimum()


def all_decided(programme: Programme) -> Positions:
    """Return the columns of starts, recruits and seats."""
    found: Positions = joined((programme.start, programme.recruit, programme.seats))
    return found


def joined(parts: tuple[Any, ...]) -> Any:  # noqa: ANN401  (positions or numbers alike)
    """Return the arrays of starts, recruits and seats as one."""
    return np.concatenate([one.ravel() for one in parts])


def unlimited(wanted: Wanted) -> Floats:
    """Return how much rows may be short: nothing before they ask. Shape (row, year)."""
    return np.where(np.isnan(wanted.units), 0.0, np.inf)


def held_from(ground: Ground, short: Floats) -> int | None:
    """Return the first year from which nothing is short to the end."""
    lacks = np.flatnonzero(np.nan_to_num(short) > ENOUGH)
    if not lacks.size:
        return ground.axes.years[int(np.argmax(~np.isnan(short)))]
    later = int(lacks[-1]) + 1
    return ground.axes.years[later] if later < len(short) else None
