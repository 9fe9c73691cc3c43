"""The search for a plan: plans are made, compared in the simulator, run through futures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.desk.asked import Asked
from simulator.engine.lived import Live
from simulator.inputs.case import Case
from simulator.model import Member
from simulator.optimise.best_use import best_use, weights_of
from simulator.optimise.ground import Ground
from simulator.optimise.plan import Plan
from simulator.optimise.question import Question
from simulator.optimise.relaxation import TIME, obstacles
from simulator.optimise.replay import Replay, money_needed, replay, shortfall
from simulator.optimise.required import required
from simulator.optimise.robust import Safe, raised, safe_plan
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]


class Unlikely(NamedTuple):
    """A row that a plan does not meet with the chance that is asked."""

    row: int
    alone: float
    """The chance it has where all other indicators give way [1]."""
    binding: tuple[str, ...]
    """What stands in its way then, as of `Obstacle`; nothing where that is enough."""


class PlanSearch(NamedTuple):
    """A question, the futures its plans are made on, and the engine that runs them."""

    case: Case
    question: Question
    asked: Asked
    live: Live
    made: Sequence[Member]
    """Futures in which a plan with margins has to hold."""
    grounds: Sequence[Ground]
    """Futures in which the money has to suffice, in the share of them that is asked."""

    def plan(self, wanted: Wanted) -> Plan:
        """Return the plan of what is wanted, of which the simulator leaves least short."""
        return self._best(self._plans(self.question._replace(wanted=wanted)))

    def tried(self, plan: Plan) -> Replay:
        """Return what comes of a plan in the futures it is made on."""
        return self._replay(plan, self.made)

    def safe(self, first: Plan, probability: float) -> Safe:
        """Return the plan with margins; ``first`` has none."""
        wanted = self.question.wanted
        return safe_plan(wanted, probability, self.plan, self.tried, first=first)

    def unlikely(self, found: Safe, probability: float) -> list[Unlikely]:
        """Return the rows that are not likely enough, and whether they can be by themselves.

        The rows of an indicator are tried together, since they are of different regions.
        """
        rows, wanted = np.flatnonzero(found.chance < probability).tolist(), self.question.wanted
        by_indicator: dict[str, list[int]] = {}
        for row in rows:
            by_indicator.setdefault(wanted.rows[row].row.indicator or "", []).append(row)
        told = [
            one
            for mine in by_indicator.values()
            for one in self._of(mine)._alone(mine, found.chance[mine], probability)
        ]
        return sorted(told)

    def _of(self, rows: list[int]) -> PlanSearch:
        question = self.question
        return self._replace(question=question._replace(wanted=question.wanted.only(rows)))

    def _alone(self, rows: list[int], among: Floats, probability: float) -> list[Unlikely]:
        """Return the rows of this question, ``rows`` of another, as they fare by themselves."""
        wanted = self.question.wanted
        found = self.safe(self.plan(wanted), probability)
        margin = np.maximum(found.margin, found.needed)
        hindered = obstacles(self.question._replace(wanted=raised(wanted, margin)))
        return [
            Unlikely(row, chance, () if chance >= probability else one.binding or (TIME,))
            for row, chance, one in zip(
                rows, np.maximum(found.chance, among).tolist(), hindered, strict=True
            )
        ]

    def _plans(self, question: Question) -> list[Plan]:
        """Return the plans that may be best, with the money they need."""
        asked = self.asked
        if asked.objective != "cost":
            return best_use(question, asked.objective, share=asked.share)
        share = asked.probability or 1.0
        return [
            plan._replace(extra=money_for(self.grounds, plan, share))
            for plan in required(question, asked.payer)
        ]

    def _best(self, plans: list[Plan]) -> Plan:
        """Return the plan of which the simulator leaves least short."""
        if len(plans) == 1:
            return plans[0]
        weights = weights_of(self.question.wanted)
        left = [shortfall(self._replay(one), weights) for one in plans]
        return plans[left.index(min(left))]

    def _replay(self, plan: Plan, members: Sequence[Member] = ()) -> Replay:
        what = (self.case, self.question.ground, self.question.wanted, plan)
        return replay(*what, futures=(self.live, list(members)))


def money_for(grounds: Sequence[Ground], plan: Plan, share: float) -> Floats:
    """Return the money beyond the envelope that pays a plan in a share of some futures."""
    needed = [money_needed(ground, plan) for ground in grounds]
    return np.asarray(np.quantile(needed, share, axis=0))
