"""Optimisations that a planner solves with a pencil (``tests/cases/optimise``)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from simulator.optimise.absorb import limits_of
from simulator.optimise.best_use import best_use
from simulator.optimise.costs import costs_of
from simulator.optimise.prices import prices
from simulator.optimise.question import Question
from simulator.optimise.relaxation import least_wider, obstacles, relaxation
from simulator.optimise.required import held_from, required
from tests.optimise_towns import PLENTY, asked_of, towns
from tests.small_world import BEDS, MONTHS

pytestmark = pytest.mark.unit

FILE = Path(__file__).parent / "cases" / "optimise" / "towns.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))
COST = 10.0


def question_of(case):
    """Return the question of a case."""
    given, years = case["towns"], len(case["years"])
    ground = towns(
        standing=[town["beds"] for town in given],
        money=[town["money"] for town in given],
        years=years,
        months=case.get("months", MONTHS),
        capital=COST,
        retired=case.get("retired", 0.0),
        kept=case.get("kept", 0.0),
        slots=np.array(case.get("slots", [PLENTY] * (years + 1)))[:, None],
    )
    rows = [([at], BEDS, town["from"], town["asked"]) for at, town in enumerate(given)]
    people = np.array([town.get("people", 1) for town in given])
    wanted = asked_of(ground, rows, weights=people / people.sum())
    pool = np.array(case["pool"], float) if "pool" in case else None
    limits = None
    if "absorb" in case:
        limits = limits_of(ground, {"beds": case["absorb"] / 100.0})
    return Question(ground, wanted, pool=pool, reallocated=False, absorb=limits)


def answer(case):
    """Return what is found, by the names that a case expects."""
    question, asked = question_of(case), case["question"]
    if asked == "cost":
        (plan,) = required(question)
        costs = costs_of(question.ground, plan.starts.astype(float), plan.recruits.astype(float))
        first = [held_from(question.ground, short) for short in plan.short]
        return {"starts": plan.starts[:, BEDS], "money": costs.public.sum(), "first": first}
    if asked == "relaxation":
        return relaxation(question)._asdict()
    if asked == "wider":
        found = least_wider(question)
        return {"percent": 100.0 * found.rise.get("beds", 0.0), "left": found.left}
    if asked == "obstacle":
        (found,) = obstacles(question)
        return {"by": found.binding == ("absorb",), "first": found.first, "reached": found.reached}
    if asked == "price":
        (first, *_) = prices(question, 1, step=float(case["step"]))
        assert first.fall == pytest.approx(first.per_step, rel=1e-9)
        year = question.ground.axes.years[first.year]
        return {
            "town": first.region + 1,
            "year": year,
            "fall": first.fall,
            "gained": np.nansum(first.gained),
        }
    (plan,) = best_use(question, asked)
    level = 1.0 - np.nanmax(plan.short / question.wanted.size)
    return {"starts": plan.starts[:, BEDS], "short": plan.short, "level": level}


@pytest.mark.parametrize("case", CASES, ids=[case["name"]["en"] for case in CASES])
def test_case(case):
    found = answer(case)
    for name, expected in case["expect"].items():
        if expected is None or isinstance(expected, bool):
            assert found[name] is expected
        else:
            numbers = np.array(expected, float)
            # an optimum may be missed by SLACK while what comes second is made least
            np.testing.assert_allclose(np.array(found[name], float), numbers, rtol=1e-5, atol=1e-4)


def test_every_case_is_named_in_both_languages_and_expects_something():
    for case in CASES:
        assert set(case["name"]) == {"zh", "en"}
        assert case["expect"]
