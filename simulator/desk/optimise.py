"""Optimising a scenario: what it costs, the best use of money, and what cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulator.desk.absorb import shares_of
from simulator.desk.asked import DRAWS, HALF, Asked
from simulator.desk.cases import Source, load_case
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.plan_search import Unlikely
from simulator.desk.planned import futures_of, planned
from simulator.engine.lived import Live
from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import names, nearest
from simulator.inputs.case import Case
from simulator.optimise.best_use import Objective
from simulator.optimise.costs import PUBLIC, TOTAL, Costs, costs_of
from simulator.optimise.ground import Ground
from simulator.optimise.plan import Plan
from simulator.optimise.question import Question
from simulator.optimise.relaxation import (
    Obstacle,
    Relaxation,
    Wider,
    least_wider,
    obstacles,
    relaxation,
)
from simulator.optimise.replay import Replay
from simulator.optimise.required import ENOUGH
from simulator.optimise.robust import Safe
from simulator.optimise.wanted import Choice, Wanted

OBJECTIVES: tuple[Objective, ...] = ("cost", "shortfall", "equality", "mix")
HOLDS = 5
"""Years for which a target is to hold after its own, where the horizon is not given."""
PAYERS = (PUBLIC, TOTAL)


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
    wider: Wider
    """By how much limits on what opens in a year must rise, money limiting as asked."""
    conversions: Mapping[str, float]
    """Levers of the shares that idle units are converted at; nothing where the scenario's stay."""
    safe: Safe | None = None
    """What the margins bring; None where no chance is asked."""
    unlikely: Mapping[int, Unlikely] = {}
    """By place, the wanted rows that are less likely than is asked."""

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
    seats: bool = False,
    conversions: bool = False,
    absorb: Sequence[str] = (),
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
    seats
        Training seats are decided, too.
    conversions
        The share of idle units that is converted is decided, too.
    absorb
        Most units that open in a city in a year, in percent of what stood there when the decisions
        began: ``SERVICE=PERCENT``, or ``PERCENT`` for all services that are not named.
    until
        Last year in which a target has to hold: the scenario's own end or five years after the
        last target, whichever is later.

    Raises
    ------
    InputError
        C210 for an objective or payer that does not exist, C211 for a region or an indicator of
        which nothing is printed, C212 where no row of the plans is left, C217 and C218 where seats
        cannot be decided, C219 where conversions cannot, C221 for a probability without draws, C224
        and C225 for limits that cannot be read or are of what no decision builds; otherwise what is
        wrong with the scenario, its parameters or the budget.
    """
    asked = Asked(
        _known("--objective", objective, OBJECTIVES),
        Choice(frozenset(region), frozenset(indicator), binding, by, floors),
        _known("--payer", payer, PAYERS),
        share,
        probability,
        whole_lots,
        draws,
        seats,
        conversions,
        shares_of(absorb),
    )
    live = engine_for(0, COMPILED)
    read = partial(load_case, scenario, as_of=as_of, params=params, budget=budget)
    return optimised(held(read, until, by), asked, live)


def held(read: Callable[..., Case], until: int | None, by: int | None) -> Case:
    """Return the case to the year to which targets have to hold; ``read`` takes ``until``."""
    case = read(until=until)
    last = max((one.plan.target_year for one in case.judged), default=0)
    last = max(last, by or 0) + HOLDS
    if until is None and case.scenario.horizon.end < last:
        case = read(until=last)
    return case


def optimised(case: Case, asked: Asked, live: Live) -> Optimised:
    """Return the optimum of a case; ``live`` is the engine that simulates."""
    made = planned(case, asked, live)
    question, plan = made.question, made.plan
    starts, recruits = plan.starts.astype(float), plan.recruits.astype(float)
    hindered = obstacles(question)
    alone = any(one.first is None or one.binding for one in hindered)
    lacking = alone or bool((np.nan_to_num(plan.short) > ENOUGH).any())
    least = relaxation(question._replace(money=True)) if lacking else None
    return Optimised(
        made.case,
        asked,
        question,
        plan,
        costs_of(question.ground, starts, recruits),
        made.comes_to(plan, live, futures_of(case, asked)[1]),
        hindered,
        None if least is None or least.is_nothing else least,
        least_wider(question),
        made.conversions,
        made.safe,
        {one.row: one for one in made.unlikely},
    )


def _known(key: str, given: str, known: tuple[str, ...]) -> Any:  # noqa: ANN401  (a literal)
    """Return a word of a closed list; C210 for any other."""
    if given not in known:
        args = {"found": given, "nearest": nearest(given, known), "known": names(known)}
        raise InputError(Problem("C210", Where(key=key), args))
    return given
