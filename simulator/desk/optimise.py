"""Optimising a scenario: what it costs, the best use of money, and what cannot be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.desk.cases import Source, load_case
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.uncertainty import samples
from simulator.engine.lived import Live
from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import names, nearest
from simulator.inputs.case import Case
from simulator.model import Member
from simulator.optimise.best_use import Objective, best_use, weights_of
from simulator.optimise.costs import PUBLIC, TOTAL, Costs, costs_of
from simulator.optimise.ground import Ground, ground_of, pool_of, undecided_transfers
from simulator.optimise.plan import Plan
from simulator.optimise.question import Question
from simulator.optimise.relaxation import Obstacle, Relaxation, obstacles, relaxation
from simulator.optimise.replay import Replay, money_needed, replay, shortfall
from simulator.optimise.required import required
from simulator.optimise.robust import safe_plan
from simulator.optimise.wanted import Choice, Wanted, wanted_of

Floats = NDArray[np.float64]
OBJECTIVES: tuple[Objective, ...] = ("cost", "shortfall", "equality", "mix")
HOLDS = 5
"""Years for which a target is to hold after its own, where the horizon is not given."""
DRAWS = 100
HALF = 0.5
PAYERS = (PUBLIC, TOTAL)


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


class Planned(NamedTuple):
    """A plan and what it was made for."""

    case: Case
    """Whose transfers are those of the plan."""
    question: Question
    plan: Plan

    def comes_to(self, plan: Plan, live: Live, members: Sequence[Member] = ()) -> Replay:
        """Return what comes of a plan, this one or another, in this case."""
        what = (self.case, self.question.ground, self.question.wanted, plan)
        return replay(*what, futures=(live, list(members)))


class Optimised(NamedTuple):
    """A plan, what is expected of it and what comes of it."""

    case: Case
    """Whose transfers are those of the plan."""
    asked: Asked
    question: Question
    """What is wanted is as the plans ask, without margins."""
    plan: Plan
    costs: Costs
    found: Replay
    obstacles: list[Obstacle]
    """By wanted row."""
    relaxation: Relaxation | None
    """None where nothing has to give way."""

    @property
    def ground(self) -> Ground:
        """Return the ground the plan stands on."""
        return self.question.ground

    @property
    def wanted(self) -> Wanted:
        """Return what is wanted of it."""
        return self.question.wanted


def optimise(
    scenario: Source,
    *,
    objective: str = "cost",
    region: Sequence[str] = (),
    indicator: Sequence[str] = (),
    binding: bool = False,
    by: int | None = None,
    floors: bool = False,
    whole_lots: bool = False,
    payer: str = PUBLIC,
    share: float = HALF,
    probability: float | None = None,
    draws: int = DRAWS,
    until: int | None = None,
    as_of: int | None = None,
    params: Path | str | None = None,
    budget: Path | str | None = None,
) -> Optimised:
    """Return the optimum of a scenario, run through the simulator.

    Parameters
    ----------
    objective
        ``cost``: the least money that meets the targets; ``shortfall``, ``equality``, ``mix``: the
        best use of the money there is (`simulator.optimise.best_use`).
    region, indicator, binding
        Of these regions and indicators only, and of binding targets only.
    by
        Year from which targets have to hold whose own year is earlier.
    floors
        No city falls below where it stands when the decisions begin, as far as possible.
    whole_lots
        Only whole lots are started.
    payer
        Whose money is least: the ``public`` purse's, or the ``total``.
    share
        Weight of equality in a mix.
    probability
        Share of the futures in which every target has to hold; None for the central one.
    draws
        Futures in which the chance is counted; a safe plan is made on as many others.
    until
        Last year in which a target has to hold: the scenario's own end or five years after the
        last target, whichever is later.

    Raises
    ------
    InputError
        C210 for an objective or payer that does not exist, C211 for a region or an indicator of
        which nothing is printed, C212 where no row of the plans is left; otherwise what is wrong
        with the scenario, its parameters or the budget.
    """
    asked = Asked(
        _known("--objective", objective, OBJECTIVES),
        Choice(frozenset(region), frozenset(indicator), binding, by, floors),
        _known("--payer", payer, PAYERS),
        share,
        probability,
        whole_lots,
        draws,
    )
    live = engine_for(0, COMPILED)
    read = partial(load_case, scenario, as_of=as_of, params=params, budget=budget)
    case = read(until=until)
    last = max((one.plan.target_year for one in case.judged), default=0)
    last = max(last, by or 0) + HOLDS
    if until is None and case.scenario.horizon.end < last:
        case = read(until=last)
    return optimised(case, asked, live)


def optimised(case: Case, asked: Asked, live: Live) -> Optimised:
    """Return the optimum of a case; ``live`` is the engine that simulates."""
    made = planned(case, asked, live)
    question, plan = made.question, made.plan
    starts, recruits = plan.starts.astype(float), plan.recruits.astype(float)
    hindered = obstacles(question)
    lacking = any(one.first is None or one.binding for one in hindered)
    return Optimised(
        made.case,
        asked,
        question,
        plan,
        costs_of(question.ground, starts, recruits),
        made.comes_to(plan, live, _futures(case, asked)[1]),
        hindered,
        relaxation(question._replace(money=True)) if lacking else None,
    )


def planned(case: Case, asked: Asked, live: Live) -> Planned:
    """Return the plan of a case, and what it was made for."""
    hands_out = any(case.scenario.levers_in(year).transfers.rule != "none" for year in _years(case))
    decides = hands_out and asked.objective != "cost"
    ground = ground_of(case, live, transfers=decides)
    wanted = wanted_of(case, ground, asked.choice)
    _refuse_nothing(case, wanted, asked.choice)
    question = Question(ground, wanted, asked.objective != "cost", whole_lots=asked.whole_lots)
    if decides:
        question = question._replace(
            pool=pool_of(case, ground.axes.years),
            reallocated=case.scenario.levers.transfers.financing == "reallocated",
        )
        case = undecided_transfers(case)

    made = _futures(case, asked)[0]
    grounds = [ground]
    if made and asked.objective == "cost":
        grounds = [ground_of(case, live, member=member) for member in made]

    def solved(what: Wanted) -> Plan:
        plans = _plans(question._replace(wanted=what), asked, grounds)
        return best_of(case, question, plans, live)

    plan = solved(wanted)
    if asked.probability is not None:
        tried = partial(replay, case, ground, wanted, futures=(live, made))
        plan = safe_plan(wanted, asked.probability, solved, tried, first=plan).plan
    return Planned(case, question, plan)


def _plans(question: Question, asked: Asked, grounds: list[Ground]) -> list[Plan]:
    """Return the plans that may be best, with the money they need.

    ``grounds`` are the futures in which it has to suffice: in the share of them that is asked.
    """
    if asked.objective != "cost":
        return best_use(question, asked.objective, share=asked.share)
    share = asked.probability or 1.0
    return [
        plan._replace(extra=money_for(grounds, plan, share))
        for plan in required(question, asked.payer)
    ]


def money_for(grounds: list[Ground], plan: Plan, share: float) -> Floats:
    """Return the money beyond the envelope that pays a plan in a share of some futures."""
    needed = [money_needed(ground, plan) for ground in grounds]
    return np.asarray(np.quantile(needed, share, axis=0))


def best_of(case: Case, question: Question, plans: list[Plan], live: Live) -> Plan:
    """Return the plan of which the simulator leaves least short."""
    if len(plans) == 1:
        return plans[0]
    weights = weights_of(question.wanted)
    left = [
        shortfall(replay(case, question.ground, question.wanted, one, futures=(live, [])), weights)
        for one in plans
    ]
    return plans[left.index(min(left))]


def _futures(case: Case, asked: Asked) -> tuple[list[Member], list[Member]]:
    """Return the futures a safe plan is made on, and others on which it is judged."""
    made = asked.draws if asked.probability is not None else 0
    every = made + asked.draws
    known = samples(case, every, case.scenario.experiment.seed)
    found = [
        Member({name: float(one[draw]) for name, one in known.items()}, draw, draw)
        for draw in range(1, every + 1)
    ]
    return found[:made], found[made:]


def _years(case: Case) -> range:
    _, as_of, end = case.scenario.horizon
    return range(as_of + 1, end + 1)


def _known(key: str, given: str, known: tuple[str, ...]) -> Any:  # noqa: ANN401  (a literal)
    """Return a word of a closed list; C210 for any other."""
    if given not in known:
        args = {"found": given, "nearest": nearest(given, known), "known": names(known)}
        raise InputError(Problem("C210", Where(key=key), args))
    return given


def _refuse_nothing(case: Case, wanted: Wanted, choice: Choice) -> None:
    """Refuse regions and indicators of which no row is wanted, and an empty wish."""
    problems = []
    for key, given, known in (
        ("--region", choice.regions, {one.region for one in case.judged}),
        ("--indicator", choice.indicators, {one.row.indicator or "" for one in case.judged}),
    ):
        told = sorted(known - {""})
        problems += [
            Problem("C211", Where(key=key), {"found": one, "nearest": nearest(one, told)})
            for one in given
            if one not in known
        ]
    if not problems and not wanted.rows:
        problems.append(Problem("C212", Where(key="--by")))
    if problems:
        raise InputError(problems)
