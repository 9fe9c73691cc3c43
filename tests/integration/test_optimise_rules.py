"""No rule of allocation does better than the optimum, in any shipped scenario.

A rule is run through the simulator; what it starts is read from the log and put into the
programme's own model of what opens when. The simulator knows more money than the programme (what
is set aside for one project may pay another until it is drawn), and what is started in a queue may
still come in time; so the rule's starts need not fit the programme's rows of money and desks. The
optimum, which must fit them, is not worse all the same. Where the scenario lets the province hand
out money, that is decided, too: with transfers as the rule's own shortfalls call for them, the
money of the programme would be another's.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulator.compiled.run import live
from simulator.desk.cases import load_case
from simulator.eventlog import EVENT, NONE
from simulator.instants import MONTHS_PER_YEAR
from simulator.model import Engine, lived_as
from simulator.optimise.absorb import ALL, limits_of, room_of
from simulator.optimise.best_use import Desk
from simulator.optimise.ground import CENTRAL, ground_of, pool_of
from simulator.optimise.question import Question
from simulator.optimise.wanted import wanted_of

pytestmark = pytest.mark.integration

NAMES = (
    "baseline", "tight", "growth", "level-up", "binding-first", "low-births", "ageing",
    "in-migration", "outlook-2030", "shock-2022", "zhengzhou-kaifeng",
)  # fmt: skip
"""All shipped scenarios (tests/integration/test_shipped_scenarios.py keeps the list)."""
RULES = ("by_shortfall", "binding_first", "worst_first", "equal_per_capita", "fixed_shares")
NEAR = 1e-9


def question_of(case):
    """Return the best use of a scenario's money, its pool decided where it has one."""
    transfers = case.scenario.levers.transfers
    decided = transfers.rule != "none"
    ground = ground_of(case, live, transfers=decided)
    return Question(
        ground,
        wanted_of(case, ground),
        pool=pool_of(case, ground.axes.years) if decided else None,
        reallocated=transfers.financing == "reallocated",
    )


def started(case, ground, rule):
    """Return the units that a rule starts. Shape (region, service, year)."""
    shares = {ground.axes.services[at]: 0.1 for at in np.flatnonzero(ground.builds.any(axis=0))}
    more = {"allocation.shares": shares} if rule == "fixed_shares" else {}
    ruled = case.with_levers({"allocation.rule": rule, **more})
    _, draw = lived_as(ruled, CENTRAL, Engine(live, keep_events=True))
    events, projects = draw.lived.events, draw.lived.projects
    year = (events["month"] - 1) // MONTHS_PER_YEAR + 1
    first = ground.axes.years[0] - case.scenario.horizon.base
    lots = (events["event"] == EVENT["asked"]) & (year >= first)
    lots &= projects.name[events["project"]] == NONE
    found = np.zeros((len(ground.axes.regions), len(ground.axes.services), len(ground.axes.years)))
    place = events["region"][lots], events["service"][lots], year[lots] - first
    np.add.at(found, place, events["units"][lots])
    return found


def roomy(question):
    """Return the desk of the question in which money and slots are no object."""
    world = question.ground.world
    world = world._replace(
        approval_slots=world.approval_slots + 1_000_000,
        construction_slots=world.construction_slots + 1_000_000,
    )
    return Desk(question._replace(ground=question.ground._replace(world=world), extra=np.inf))


@pytest.mark.parametrize("name", ["baseline", "level-up", "outlook-2030"])
def test_no_rule_does_better_where_what_opens_in_a_year_is_limited(name):
    """Of a rule's starts counted is what the limit leaves: the rules do not know of it."""
    case = load_case(name)
    question = question_of(case)
    question = question._replace(absorb=limits_of(question.ground, {ALL: 0.05}))
    best, desk = Desk(question).shortfall().value, roomy(question)
    effects, programme = desk.programme.effects, desk.programme
    desk.solver.limit_columns(programme.recruit, 0.0)
    room = room_of(question)[:, effects.built]
    left = np.einsum("rsy,sty->rst", room, effects.opening)
    cut = False
    for rule in RULES:
        units = started(case, question.ground, rule)[:, effects.built]
        useful = np.where(effects.most_started > 0.0, units, 0.0)
        cut |= bool((useful > left).any())
        lots = np.minimum(useful, left) / np.maximum(effects.lot, 1)[..., None]
        desk.solver.limit_columns(programme.start, lots, least=lots)
        assert desk.shortfall().value >= best - NEAR, rule
    assert cut


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_does_better_than_the_optimum(name):
    case = load_case(name)
    question = question_of(case)
    best, desk = Desk(question).shortfall().value, roomy(question)
    effects, programme = desk.programme.effects, desk.programme
    desk.solver.limit_columns(programme.recruit, 0.0)
    desk.solver.limit_columns(programme.start, 0.0)
    nothing = desk.shortfall().value
    for rule in RULES:
        units = started(case, question.ground, rule)[:, effects.built]
        # what opens after the horizon is no column: it counts for nothing
        lots = np.where(
            effects.most_started > 0.0, units / np.maximum(effects.lot, 1)[..., None], 0
        )
        desk.solver.limit_columns(programme.start, lots, least=lots)
        reached = desk.shortfall().value
        assert best - NEAR <= reached < nothing - NEAR, rule
