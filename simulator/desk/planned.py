"""The plan of a scenario: the decisions that answer what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulator.desk.absorb import refuse_unbuilt
from simulator.desk.asked import Asked
from simulator.desk.plan_search import PlanSearch, Unlikely
from simulator.desk.uncertainty import samples
from simulator.engine.lived import Live
from simulator.errors import InputError, Problem, Where
from simulator.inputs.case import Case
from simulator.inputs.labelled import nearest_labelled
from simulator.model import Member
from simulator.optimise.absorb import limits_of
from simulator.optimise.best_use import weights_of
from simulator.optimise.conversions import SHARES, convertible_apart, spent
from simulator.optimise.ground import Ground, ground_of, pool_of, undecided_transfers
from simulator.optimise.plan import Plan
from simulator.optimise.question import Question
from simulator.optimise.replay import Replay, case_of, replay, shortfall
from simulator.optimise.robust import Safe
from simulator.optimise.wanted import Choice, Wanted, wanted_of

SAME = 9
"""Decimals to which what is short is compared."""


class Planned(NamedTuple):
    """A plan and what it was made for."""

    case: Case
    """Whose transfers are those of the plan."""
    question: Question
    plan: Plan
    conversions: Mapping[str, float] = {}
    """Levers of the shares at which idle units are converted, as of `Optimised`."""
    safe: Safe | None = None
    """What the margins bring; None where no chance is asked."""
    unlikely: Sequence[Unlikely] = ()
    """Rows that are less likely than is asked."""

    def comes_to(self, plan: Plan, live: Live, members: Sequence[Member] = ()) -> Replay:
        """Return what comes of a plan, this one or another, in this case."""
        what = (self.case, self.question.ground, self.question.wanted, plan)
        return replay(*what, futures=(live, list(members)))


def planned(case: Case, asked: Asked, live: Live) -> Planned:
    """Return the plan of a case, and what it was made for; C221 for a chance without draws."""
    if asked.probability is not None and not asked.draws:
        raise InputError(Problem("C221", Where(key="--draws")))
    if not asked.conversions:
        return _planned(case, asked, live)
    chosen = converting(case, asked._replace(probability=None, draws=0), live)
    if asked.probability is None:
        return chosen
    made = _planned(case.with_levers(chosen.conversions), asked, live)
    return made._replace(conversions=chosen.conversions)


def converting(case: Case, asked: Asked, live: Live) -> Planned:
    """Return the plan with the best shares of conversion, one service after the other.

    The scenario's own shares are kept unless others leave less short in the simulator, or as much
    for less money.
    """
    best = _planned(case, asked, live)
    services = convertible_apart(case, best.question.wanted)
    if not services:
        raise InputError(Problem("C219", Where(key="--conversions")))
    least = _score(best, asked, live)
    for service in services:
        levers = best.conversions
        for share in SHARES:
            more = {**levers, f"conversions.{service}": share}
            other = _planned(case.with_levers(more), asked, live)._replace(conversions=more)
            score = _score(other, asked, live)
            if score < least:
                best, least = other, score
    return best


def _score(made: Planned, asked: Asked, live: Live) -> tuple[float, float]:
    """Return what a plan leaves short in the simulator, and the money that is spent with it."""
    wanted, ground = made.question.wanted, made.question.ground
    short = shortfall(made.comes_to(made.plan, live), weights_of(wanted))
    money = spent(case_of(made.case, ground, made.plan), live, asked.payer)
    return round(short, SAME), round(money + float(made.plan.trained(ground)[1].sum()), SAME)


def _planned(case: Case, asked: Asked, live: Live) -> Planned:
    """Return the plan of a case whose conversions are as they are."""
    hands_out = any(case.scenario.levers_in(year).transfers.rule != "none" for year in _years(case))
    decides = hands_out and asked.objective != "cost"
    ground = ground_of(case, live, transfers=decides, seats=asked.seats)
    wanted = wanted_of(case, ground, asked.choice)
    _refuse_nothing(case, wanted, asked.choice)
    _refuse_seats(ground, wanted)
    refuse_unbuilt(ground, asked.absorb)
    question = Question(
        ground,
        wanted,
        asked.objective != "cost",
        whole_lots=asked.whole_lots,
        absorb=limits_of(ground, asked.absorb) if asked.absorb else None,
    )
    if decides:
        question = question._replace(
            pool=pool_of(case, ground.axes.years),
            reallocated=case.scenario.levers.transfers.financing == "reallocated",
        )
        case = undecided_transfers(case)

    made = futures_of(case, asked)[0]
    grounds = [ground]
    if made and asked.objective == "cost":
        grounds = [ground_of(case, live, member=member) for member in made]
    search = PlanSearch(case, question, asked, live, made, grounds)
    plan = search.plan(wanted)
    if asked.probability is None:
        return Planned(case, question, plan)
    safe = search.safe(plan, asked.probability)
    unlikely = search.unlikely(safe, asked.probability)
    return Planned(case, question, safe.plan, safe=safe, unlikely=unlikely)


def futures_of(case: Case, asked: Asked) -> tuple[list[Member], list[Member]]:
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


def _refuse_nothing(case: Case, wanted: Wanted, choice: Choice) -> None:
    """Refuse regions and indicators of which no row is wanted, and an empty wish."""
    params = case.params
    problems = []
    for key, given, known, entries in (
        ("--region", choice.regions, {one.region for one in case.judged}, params.regions),
        (
            "--indicator",
            choice.indicators,
            {one.row.indicator or "" for one in case.judged},
            params.indicators,
        ),
    ):
        told = sorted(known - {""})
        problems += [
            Problem("C211", Where(key=key), {"found": one, "nearest": near})
            for one in sorted(given)
            if one not in known
            for near in [nearest_labelled(one, entries, told)]
        ]
    if not problems and not wanted.rows:
        problems.append(Problem("C212", Where(key="--by")))
    if problems:
        raise InputError(problems)


def _refuse_seats(ground: Ground, wanted: Wanted) -> None:
    """Refuse seats where no row asks for those who sit on them (C218)."""
    if ground.seats is not None and not (wanted.counts[:, ground.seats.service] > 0.0).any():
        raise InputError(Problem("C218", Where(key="--seats")))
