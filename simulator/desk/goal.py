"""Goal seek on a scenario: how far a lever must be moved so that an indicator reaches a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import tell, word
from simulator.analysis.lever_names import input_label
from simulator.analysis.numbers import money, number
from simulator.axes import PROVINCE
from simulator.desk.cases import Source, load_case
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.pictures import catalogue
from simulator.desk.study import Asked, asked_of, not_simulated
from simulator.desk.uncertainty import samples
from simulator.engine.lived import Live
from simulator.ensemble.futures import CENTRAL, Future, answer
from simulator.errors import InputError, ModelError, Problem, SimulatorError, Where
from simulator.inputs.arguments import names, nearest
from simulator.inputs.case import Case
from simulator.inputs.lever_range import NAME, LeverRange, lever_range, numeric_levers
from simulator.inputs.yaml_nodes import Plain
from simulator.model import Member
from simulator.optimise.goal import (
    ALWAYS,
    COMPARATORS,
    FOUND,
    UNMOVED,
    Goal,
    Point,
    Sought,
    seek,
)

Floats = NDArray[np.float64]
IMPOSSIBLE = (InputError, ModelError)
"""What is raised for a world that cannot be."""
DRAWS = 100
AS_IS, MISSED, REACHED, NEAREST = "as_is", "missed", "reached", "nearest"
_GOAL = re.compile(r"\s*([a-z_0-9]+)\s*(>=|<=|>|<|≥|≤)\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
_SIGNS = {"≥": ">=", "≤": "<="}


class SoughtGoal(NamedTuple):
    """What was sought, and what was found."""

    case: Case
    lever: str
    span: LeverRange
    goal: Goal
    asked: Asked
    as_is: Point
    """The scenario as it is."""
    found: Sought
    drawn: Floats
    """The indicator in draws where the goal is reached, NaN where the world is impossible."""

    @property
    def draws(self) -> int:
        """Return the number of draws."""
        return len(self.drawn)

    @property
    def chance(self) -> float:
        """Return the share of the draws in which the goal is met, NaN without draws.

        An impossible world meets none.
        """
        met = [self.goal.met(one) for one in self.drawn.tolist()]
        return sum(met) / len(met) if met else float("nan")

    @property
    def median(self) -> float:
        """Return the median of the draws that are possible, NaN without any."""
        known = self.drawn[~np.isnan(self.drawn)]
        return float(np.median(known)) if len(known) else float("nan")

    @property
    def is_met(self) -> bool:
        """Return whether the goal can be met."""
        return self.goal.met(self.found.reached.value)


class Model:
    """The indicator as the simulator answers it."""

    def __init__(self, case: Case, asked: Asked, live: Live) -> None:
        self.case, self.live = case, live
        area = (*case.cities, PROVINCE).index(asked.region)
        year = asked.year - case.scenario.horizon.base
        self.cell = (area, case.readings.names.index(asked.outcome), year)
        self.asked = asked

    def value(self, case: Case, member: Member = CENTRAL) -> float:
        """Return the indicator in a future of the case, some levers of which may be changed.

        Raises
        ------
        InputError
            C155 where the region has no value of it, M codes for a world that cannot be.
        """
        found = float(answer(case, Future(member), self.live).value[self.cell])
        if np.isnan(found):
            raise InputError(not_simulated(self.case, self.asked, "--goal"))
        return found

    def drawn(self, changes: dict[str, Plain], draws: int) -> Floats:
        """Return the indicator in draws, NaN where the world is impossible. Shape (draw,)."""
        known = samples(self.case, draws, self.case.scenario.experiment.seed)
        case, found = self.case.with_levers(changes), np.full(draws, np.nan)
        for draw in range(1, draws + 1):
            values = {name: float(one[draw]) for name, one in known.items()}
            with suppress(*IMPOSSIBLE):
                found[draw - 1] = self.value(case, Member(values, draw, draw))
        return found


def goal_seek(
    scenario: Source,
    *,
    lever: str,
    goal: str,
    region: str,
    year: int | None = None,
    draws: int = DRAWS,
    until: int | None = None,
    as_of: int | None = None,
    params: Path | str | None = None,
    budget: Path | str | None = None,
) -> SoughtGoal:
    """Return the least change of a lever, the same in all years, that reaches a goal.

    Parameters
    ----------
    lever
        Dotted path of a lever that is a number, such as ``revenue.level``.
    goal
        ``INDICATOR>=VALUE``, also with ``>``, ``<=`` or ``<``, in the unit of the indicator.
    year
        On whose 31 December; None: the target's year, or the last one simulated.
    draws
        Futures in which the chance is counted.

    Raises
    ------
    InputError
        C213 for a goal that cannot be read, C214 for a lever that is no number; C117, C134, C135,
        C155 as of `simulator.desk.study.asked_of`; otherwise what is wrong with the scenario.
    """
    wanted, span = parsed(goal), range_of(lever)
    case = load_case(scenario, until=until, as_of=as_of, params=params, budget=budget)
    asked = asked_of(case, wanted.indicator, region, year, whole_plans=False, key="--goal")
    model = Model(case, asked, engine_for(0, COMPILED))
    found = seek(_possible_only(model, lever, span), wanted, span)
    drawn = model.drawn({lever: found.reached.lever}, draws)
    as_is = Point(None, model.value(case))
    return SoughtGoal(case, lever, span, wanted, asked, as_is, found, drawn)


def parsed(text: str) -> Goal:
    """Return the goal of a text; C213 where it is none.

    >>> parsed("hospital_beds_per_1000>=7.8")
    Goal(indicator='hospital_beds_per_1000', comparator='>=', value=7.8)
    """
    read = _GOAL.fullmatch(text)
    if read is None:
        args = {"given": text, "known": names(COMPARATORS)}
        raise InputError(Problem("C213", Where(key="--goal"), args))
    indicator, sign, value = read.groups()
    return Goal(indicator, _SIGNS.get(sign, sign), float(value))  # type: ignore[arg-type]


def range_of(lever: str) -> LeverRange:
    """Return the range of a lever; C214 where it is no number."""
    span = lever_range(lever)
    if span is None:
        args = {"found": lever, "nearest": nearest(lever, numeric_levers()), "name": NAME}
        raise InputError(Problem("C214", Where(key="--lever"), args))
    return span


def _possible_only(model: Model, lever: str, span: LeverRange) -> Callable[[float | int], float]:
    """Return the model as a function of the lever, NaN where a world is impossible.

    Raises what is wrong where it is impossible at both ends.
    """
    problems: dict[float, SimulatorError] = {}

    def ask(value: float) -> float:
        try:
            return model.value(model.case.with_levers({lever: value}))
        except IMPOSSIBLE as impossible:
            problems[value] = impossible
            if {span.value(0), span.value(span.last)} <= problems.keys():
                raise
            return float("nan")

    return ask


def points(found: SoughtGoal, lang: str = "zh") -> pd.DataFrame:
    """Return the scenario as it is, the step before the goal is met, and the one that meets it.

    ``planned`` is what the step is expected to bring: a goal is sought in the simulator, so that
    is its central value. ``relaxation`` says why the goal cannot be met.
    """
    named = catalogue(lang)
    reached = REACHED if found.is_met else NEAREST
    rows = [(AS_IS, found.as_is), (MISSED, found.found.missed), (reached, found.found.reached)]
    told = [
        {
            "region": found.asked.region,
            "region_label": named.name("region", found.asked.region),
            "indicator": found.asked.outcome,
            "indicator_label": named.name("indicator", found.asked.outcome),
            "unit": _unit(found),
            "year": found.asked.year,
            "lever": found.lever,
            "status": found.found.status,
            "point": kind,
            "point_label": word(lang, "goal_point", kind),
            "setting": point.lever,
            "setting_label": setting_label(found, point.lever, lang),
            "value": point.value,
            "planned": point.value,
            "simulated_p50": found.median if kind == reached else None,
            "met": found.goal.met(point.value),
            "chance": found.chance if kind == reached else None,
            "relaxation": "" if found.is_met or kind != reached else _answer(found, lang),
        }
        for kind, point in rows
        if point is not None
    ]
    return pd.DataFrame(told).astype({"chance": float, "setting": float, "simulated_p50": float})


def goal_notes(found: SoughtGoal, lang: str = "zh") -> list[str]:
    """Return the answer as sentences."""
    told, status = [_answer(found, lang)], found.found.status
    if found.goal.met(found.as_is.value) and status == FOUND:
        told.append(tell(lang, "goal_seek.already", value=number(found.as_is.value, _unit(found))))
    if status in (FOUND, ALWAYS) and found.draws:
        share = f"{100 * found.chance:.0f}"
        told.append(tell(lang, "goal_seek.chance", share=share, draws=found.draws))
    if status != UNMOVED:
        first = found.case.scenario.horizon.as_of + 1
        told.append(tell(lang, "goal_seek.how", first=first))
    return told


def _answer(found: SoughtGoal, lang: str) -> str:
    """Return how far the lever must be moved, or that it is no help."""
    named, sought = catalogue(lang), found.found
    where = {
        "lever": input_label(("levers", *found.lever.split(".")), named),
        "region": named.name("region", found.asked.region),
        "indicator": named.name("indicator", found.asked.outcome),
        "year": found.asked.year,
        "reached": number(sought.reached.value, _unit(found)),
        "value": setting_label(found, sought.reached.lever, lang),
        "low": setting_label(found, found.span.value(0), lang),
        "high": setting_label(found, found.span.value(found.span.last), lang),
    }
    if sought.missed is not None:
        where["before"] = setting_label(found, sought.missed.lever, lang)
        where["missed"] = number(sought.missed.value, _unit(found))
    return tell(lang, f"goal_seek.{sought.status}", **where)


def _unit(found: SoughtGoal) -> str:
    return found.case.params.indicators[found.asked.outcome].unit


def setting_label(found: SoughtGoal, value: float | None, lang: str) -> str:
    """Return a value of the lever as people write it."""
    if value is None:
        return ""
    if found.span.unit == "yuan":
        return money(value, lang)
    if found.span.unit in ("per_year", "share"):
        return f"{100 * value:g}%"
    places = 0 if found.span.step >= 1.0 else 3
    unit = catalogue(lang).name("unit", found.span.unit) if found.span.unit else ""
    gap = " " if lang == "en" and unit else ""
    return f"{value:,.{places}f}{gap}{unit}"
