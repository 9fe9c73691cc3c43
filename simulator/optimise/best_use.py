"""The best use of an envelope: what is short least, the lowest attainment highest, or both.

    shortfall  mean of what is short, relative to what is asked, weighted by residents
    equality   the lowest attainment of all rows as high as can be, then the shortfall
    mix        a share of one and of the other
    cost       the least money that leaves no more short than must be

What follows the first objective only breaks ties: at the optimum of the first the shortfall, then
the money, are made least. So no answer spends where nothing is gained.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.costs import PUBLIC, Costs, cost_of_columns, costs_of
from simulator.optimise.linear import Positions
from simulator.optimise.plan import Plan, plan_of
from simulator.optimise.programme import by_group, groups_of, programme_of
from simulator.optimise.question import Programme, Question
from simulator.optimise.queues import Ways, both_ways
from simulator.optimise.required import FIRST, all_decided, joined
from simulator.optimise.solving import Answer, Solver
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
Objective = Literal["cost", "shortfall", "equality", "mix"]
HALF = 0.5
FALLING = 10.0
"""How much more what falls behind weighs than what is short of a target."""
SLACK = 1e-6
"""By how much an optimum may be missed while what comes second is made least."""


class BestUse(NamedTuple):
    """An answer with what it reaches."""

    plan: Plan
    costs: Costs
    shortfall: float
    """Weighted mean of what is short, relative to what is asked [1]."""
    lowest: float
    """Lowest attainment of all rows and years [1], at most 1."""


class Desk:
    """The programme of an envelope, kept between questions that differ in their objective."""

    def __init__(self, question: Question) -> None:
        """Build the programme of a question."""
        self.question = question._replace(attainment=True)
        self.programme: Programme = programme_of(self.question)
        self.solver = Solver(self.programme.linear)
        short, fallen = self.programme.short, self.programme.fallen
        self.lacks: Positions = np.concatenate([short.ravel(), fallen.ravel()])
        floors = ~np.isnan(question.wanted.floor)
        self.most = np.where(np.append(~np.isnan(question.wanted.units), floors), np.inf, 0.0)
        weights = weights_of(question.wanted)
        falling = floors * question.wanted.weight[:, None] / max(floors.sum(), 1)
        self.weights = np.append(weights, FALLING * falling)

    def shortfall(self) -> Answer:
        """Return the answer with the least shortfall."""
        self.solver.least(self.lacks, self.weights)
        return self.solver.optimum()

    def highest_level(self) -> float:
        """Return the highest level that the lowest attainment can have."""
        self.solver.least(self.programme.attained, -1.0)
        return -self.solver.optimum().value

    def hold_nothing(self) -> None:
        """Let everything be short, and nobody attain anything."""
        self.solver.limit_columns(self.lacks, self.most)
        self.solver.limit_columns(self.programme.attained, 1.0, -np.inf)

    def hold_level(self, level: float) -> None:
        """Let nobody attain less than a level."""
        self.solver.limit_columns(self.programme.attained, 1.0, level - SLACK)

    def hold_short(self, answer: Answer) -> None:
        """Let no row be shorter than in an answer."""
        short = answer.x[self.lacks]
        self.solver.limit_columns(self.lacks, short + SLACK * np.maximum(short, 1.0))

    def cheapest(self) -> Answer:
        """Return the answer that costs the public purse least."""
        cost = cost_of_columns(self.question.ground, self.programme, PUBLIC)
        self.solver.least(all_decided(self.programme), joined(cost))
        return self.solver.optimum()

    def weigh(self, objective: Objective, share: float) -> None:
        """Weigh all that an objective asks for at once, money last."""
        programme = self.programme
        level = {"equality": FIRST, "mix": share}.get(objective, 0.0)
        short = 1.0 - share if objective == "mix" else 1.0
        cost = cost_of_columns(self.question.ground, programme, PUBLIC)
        columns = np.concatenate([self.lacks, programme.attained, all_decided(programme)])
        parts = (short * self.weights, [-level], joined(cost) / FIRST**2)
        self.solver.least(columns, FIRST * np.concatenate(parts))

    def mixed(self, share: float) -> Answer:
        """Return the answer of a mix: ``share`` of the lowest attainment, the rest shortfall."""
        columns = np.append(self.lacks, self.programme.attained)
        cost = np.append((1.0 - share) * self.weights, -share)
        self.solver.least(columns, cost)
        return self.solver.optimum()

    def told(self, answer: Answer) -> BestUse:
        """Return an answer as a plan with what it reaches."""
        ground, wanted = self.question.ground, self.question.wanted
        plan = plan_of(self.question, self.programme, answer)
        costs = costs_of(ground, plan.starts.astype(float), plan.recruits.astype(float))
        _, group = groups_of(wanted)
        asked = by_group(np.where(np.isnan(wanted.units), 0.0, wanted.size), group)
        short = by_group(np.nan_to_num(plan.short), group)
        reached = 1.0 - short[asked > 0.0] / asked[asked > 0.0]
        return BestUse(
            plan,
            costs,
            float(np.nansum(weights_of(wanted) * plan.short / wanted.size)),
            float(reached.min(initial=1.0)),
        )


def best_use(question: Question, objective: Objective, *, share: float = HALF) -> list[Plan]:
    """Return plans of the best use of the money there is; two as of `required`.

    ``share`` is the weight of equality in a mix.
    """
    desk = Desk(question)

    def ask() -> Answer:
        desk.hold_nothing()
        if objective == "equality":
            desk.hold_level(desk.highest_level())
        desk.hold_short(desk.mixed(share) if objective == "mix" else desk.shortfall())
        return desk.cheapest()

    def weigh() -> None:
        desk.hold_nothing()
        desk.weigh(objective, share)

    answers = both_ways(question, desk.programme, desk.solver, Ways(ask, weigh))
    return [plan_of(question, desk.programme, answer) for answer in answers]


def frontier(question: Question, n_points: int) -> list[BestUse]:
    """Return answers from the least shortfall to the highest lowest attainment, in even steps."""
    desk = Desk(question)
    free = desk.told(desk.shortfall()).lowest
    levels = np.linspace(free, desk.highest_level(), n_points)
    found = []
    for level in levels:
        desk.hold_nothing()
        desk.hold_level(float(level))
        desk.hold_short(desk.shortfall())
        found.append(desk.told(desk.cheapest()))
    return found


def weights_of(wanted: Wanted) -> Floats:
    """Return the weights of what rows are short: residents of their region. Shape (row, year).

    Years count alike; all weights sum to one.
    """
    parts = ~np.isnan(wanted.units) * wanted.weight[:, None]
    whole = parts.sum()
    return parts / whole if whole > 0.0 else parts
