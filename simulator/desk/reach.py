"""How far an indicator gets on the money at hand: goal seek on simulated runs.

The starts of a run are played again as fixed starts, and whole lots of one service are added each
year for as long as its indicator rises and no other indicator of the region falls. The optimiser
will take the place of this search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.draft import SURE
from simulator.desk.uncertainty import samples
from simulator.engine.lived import Live
from simulator.ensemble.futures import Future, answers
from simulator.inputs.case import Case
from simulator.inputs.yaml_nodes import Plain
from simulator.model import Member

Floats = NDArray[np.float64]
Starts = Mapping[tuple[str, str, int], int]
"""Units by region, service and year."""
FIRST_STEP = 64
"""Lots a year that the search tries first."""
TINY = 1e-9


class Goal(NamedTuple):
    """An indicator of a region in a year, and what decides it."""

    case: Case
    """With the levers in force; its starts are replaced."""
    live: Live
    region: str
    indicator: str
    years: tuple[int, int]
    """Base and target year of the draft."""


class Reach(NamedTuple):
    """The greatest value found, and programmes that may reach a value below it."""

    value: float
    cases: tuple[Case, ...]
    """The case as it is, and where more is built half of that and all of it."""


class Asked(NamedTuple):
    """A value of an indicator, and the cases that may reach it."""

    cases: tuple[Case, ...]
    indicator: str
    value: float


class Certainty(NamedTuple):
    """How sure a value is within the money at hand."""

    chance: float
    """Share of draws that reach it."""
    sure: float
    """The greatest value that nine draws in ten reach."""


def reach(goal: Goal, starts: Starts, lots: Mapping[str, int]) -> Reach:
    """Return how far the indicator gets; where nothing of it is built, as far as the run does.

    ``lots`` holds the units of a lot in the region, by service.
    """
    usual = Reach(at(goal, outcome(goal, goal.case)), (goal.case,))
    counted = goal.case.params.indicators[goal.indicator].numerator
    found = [climb(goal, starts, service, lots[service]) for service in counted if service in lots]
    return max([usual, *found], key=lambda one: one.value)


def climb(goal: Goal, starts: Starts, service: str, lot: int) -> Reach:
    """Return the best that more lots of one service bring: steps double back until one lot."""
    replayed = with_starts(goal.case, starts)
    floor = outcome(goal, replayed)
    best, extra, step = at(goal, floor), 0, FIRST_STEP
    others = untouched(goal, service)
    while step:
        case = with_starts(goal.case, more(goal, starts, service, (extra + step) * lot))
        now = outcome(goal, case)
        held = bool((now[others] >= floor[others] - TINY).all())
        if held and at(goal, now) > best + TINY:
            best, extra = at(goal, now), extra + step
        else:
            step //= 2
    tried = (with_starts(goal.case, more(goal, starts, service, n * lot)) for n in halves(extra))
    return Reach(best, (goal.case, *tried))


def halves(extra: int) -> list[int]:
    """Return half of a number of lots and all of it, as far as they are lots at all."""
    return sorted({extra // 2, extra} - {0})


def more(goal: Goal, starts: Starts, service: str, units: int) -> Starts:
    """Return the starts with ``units`` more of a service in each year between base and target."""
    added = dict(starts)
    for year in range(goal.years[0] + 1, goal.years[1]):
        key = (goal.region, service, year)
        added[key] = added.get(key, 0) + units
    return added


def with_starts(case: Case, starts: Starts) -> Case:
    """Return the case whose starts are fixed."""
    rows: list[Plain] = [
        {"region": region, "service": service, "year": year, "count": count}
        for (region, service, year), count in starts.items()
        if count
    ]
    return case.with_levers({"allocation.rule": "fixed_starts", "allocation.starts": rows})


def outcome(goal: Goal, case: Case) -> Floats:
    """Return the region's indicators in the target year, zero where it has none."""
    (found,) = answers(case, [Future()], live=goal.live)
    region = place_of(case, goal.region)
    return np.nan_to_num(found.value[region, :, goal.years[1] - case.scenario.horizon.base])


def at(goal: Goal, values: Floats) -> float:
    """Return the value of the indicator."""
    return float(values[goal.case.readings.names.index(goal.indicator)])


def untouched(goal: Goal, service: str) -> NDArray[np.bool_]:
    """Return the indicators that do not count a service, above or below the line."""
    position = list(goal.case.services).index(service)
    return ~goal.case.readings.services_used[:, position]


def place_of(case: Case, region: str) -> int:
    """Return the position of a region; the province comes last."""
    return case.cities.index(region) if region in case.cities else len(case.cities)


def certainties(goal: Goal, asked: Iterable[Asked], draws: int) -> list[Certainty]:
    """Return for each value how sure it is, under the best of its programmes.

    NaN without draws and without programmes. A case that stands twice is drawn once.
    """
    drawn: dict[int, Floats] = {}
    found = []
    for one in asked:
        for case in one.cases if draws else ():
            if id(case) not in drawn:
                drawn[id(case)] = values_drawn(goal, case, draws)
        column = goal.case.readings.names.index(one.indicator)
        values = [np.sort(drawn[id(case)][:, column]) for case in one.cases if draws]
        reached = [float((each >= one.value).mean()) for each in values]
        sure = [float(each[int((1.0 - SURE) * draws + TINY)]) for each in values]
        found.append(Certainty(max(reached, default=np.nan), max(sure, default=np.nan)))
    return found


def values_drawn(goal: Goal, case: Case, draws: int) -> Floats:
    """Return the region's indicators in the target year. Shape (draw, indicator)."""
    known = samples(case, draws, case.scenario.experiment.seed)
    futures = [
        Future(Member({name: float(one[draw]) for name, one in known.items()}, draw, draw))
        for draw in range(1, draws + 1)
    ]
    region, year = place_of(case, goal.region), goal.years[1] - case.scenario.horizon.base
    return np.array([one.value[region, :, year] for one in answers(case, futures, live=goal.live)])
