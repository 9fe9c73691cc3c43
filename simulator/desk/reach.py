"""How far an indicator gets on the money at hand: goal seek on simulated runs.

The starts of a run are played again as fixed starts, and whole lots of one service are added each
year for as long as its indicator rises and no other indicator of the region falls. The optimiser
will take the place of this search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.draft import SURE
from simulator.axes import PROVINCE
from simulator.desk.replay import Floats, Ground, Starts, grounds, lived_under, with_starts
from simulator.desk.uncertainty import samples
from simulator.engine.lived import Live
from simulator.ensemble.futures import CENTRAL
from simulator.inputs.case import Case

MOST_STEP = 1024
"""Lots a year beyond which the search does not go."""
TINY = 1e-9
Extra = Mapping[str, int]
"""Lots added each year between base and target, by service."""


class Scene(NamedTuple):
    """A region between the base and the target year of a draft, and what is started there."""

    case: Case
    """With the levers in force; its starts are replaced."""
    live: Live
    region: str
    years: tuple[int, int]
    starts: Starts
    """What the case itself asks for after the base year."""
    ground: Ground
    """Of draw 0."""

    @classmethod
    def of(
        cls, case: Case, live: Live, region: str, years: tuple[int, int], starts: Starts
    ) -> Scene:
        """Return the scene with the ground of draw 0."""
        (ground,) = grounds(case, live, [CENTRAL.people], {})
        return cls(case, live, region, years, starts, ground)

    @property
    def place(self) -> int:
        """Return the position of the region; the province comes last."""
        cities = self.case.cities
        return len(cities) if self.region == PROVINCE else cities.index(self.region)

    @property
    def lots(self) -> dict[str, int]:
        """Return the units of a lot by service; the province builds nothing itself."""
        if self.region == PROVINCE:
            return {}
        sizes = self.ground.world.lot[self.place].tolist()
        return {name: int(n) for name, n in zip(self.case.services, sizes, strict=True) if n}

    @property
    def replays(self) -> bool:
        """Return whether the starts played again bring what the case itself brings."""
        return bool((self.outcome({}) == self.at_the_end(self.ground.usual)).all())

    def column(self, indicator: str) -> int:
        """Return the position of an indicator."""
        return self.case.readings.names.index(indicator)

    def at_the_end(self, values: Floats) -> Floats:
        """Return the region's indicators in the target year, zero where it has none."""
        year = self.years[1] - self.case.scenario.horizon.base
        return np.nan_to_num(values[self.place, :, year])

    def with_extra(self, extra: Extra) -> Case:
        """Return the case with its own starts fixed and some lots more each year."""
        starts, lots = dict(self.starts), self.lots
        for service, n_lots in extra.items():
            for year in range(self.years[0] + 1, self.years[1]):
                key = (self.region, service, year)
                starts[key] = starts.get(key, 0) + n_lots * lots[service]
        return with_starts(self.case, starts)

    def outcome(self, extra: Extra) -> Floats:
        """Return the region's indicators in the target year under some lots more."""
        return self.at_the_end(lived_under(self.ground, self.with_extra(extra), self.live))


class Reach(NamedTuple):
    """The greatest value found, and the lots of which service it takes a year."""

    value: float
    service: str | None
    n_lots: int


class Asked(NamedTuple):
    """A value of an indicator, and the service whose lots may be added to reach it."""

    indicator: str
    value: float
    extra: Extra


class Certainty(NamedTuple):
    """How sure a value is within the money at hand."""

    chance: float
    """Share of draws that reach it."""
    sure: float
    """The greatest value that nine draws in ten reach."""


def reach(scene: Scene, indicator: str) -> Reach:
    """Return how far the indicator gets; where nothing of it is built, as far as the run does."""
    column = scene.column(indicator)
    usual = Reach(float(scene.at_the_end(scene.ground.usual)[column]), None, 0)
    counted = scene.case.params.indicators[indicator].numerator
    found = [climb(scene, column, service) for service in counted if service in scene.lots]
    return max([usual, *found], key=lambda one: one.value)


def climb(scene: Scene, column: int, service: str) -> Reach:
    """Return the best that more lots of one service bring: steps double, then halve to one."""
    floor = scene.outcome({})
    best, n_lots, step, growing = float(floor[column]), 0, 1, True
    others = untouched(scene, service)
    while step:
        now = scene.outcome({service: n_lots + step})
        held = bool((now[others] >= floor[others] - TINY).all())
        better = held and float(now[column]) > best + TINY
        if better:
            best, n_lots = float(now[column]), n_lots + step
        growing = growing and better and step < MOST_STEP
        step = step * 2 if growing else step // 2
    return Reach(best, service if n_lots else None, n_lots)


def enough(scene: Scene, wanted: tuple[str, float], reached: Reach, beside: Extra) -> Extra:
    """Return ``beside`` with the fewest lots more a year that bring an indicator to a value.

    ``wanted`` is the indicator and the value, ``reached`` its reach: never more lots than that.
    """
    column, service = scene.column(wanted[0]), reached.service

    def there(extra: Extra) -> bool:
        return float(scene.outcome(extra)[column]) >= wanted[1] - TINY

    if service is None or there(beside):
        return beside
    too_few, many = beside.get(service, 0), reached.n_lots
    while many - too_few > 1:
        middle = (too_few + many) // 2
        if there({**beside, service: middle}):
            many = middle
        else:
            too_few = middle
    return {**beside, service: max(many, too_few)}


def untouched(scene: Scene, service: str) -> NDArray[np.bool_]:
    """Return the indicators that do not count a service, above or below the line."""
    position = list(scene.case.services).index(service)
    return ~scene.case.readings.services_used[:, position]


def certainties(scene: Scene, asked: Sequence[Asked], draws: int) -> list[Certainty]:
    """Return for each value how sure it is: the better of the usual starts and with its lots.

    NaN without draws. A programme that stands twice is drawn once.
    """
    if not draws:
        return [Certainty(np.nan, np.nan) for _ in asked]
    ways: list[Extra] = [{}]
    for one in asked:
        if one.extra not in ways:
            ways.append(one.extra)
    drawn = values_drawn(scene, ways, draws)
    found = []
    for one in asked:
        column = scene.column(one.indicator)
        mine = [0, ways.index(one.extra)]
        values = [np.sort(drawn[:, way, column]) for way in mine]
        reached = [float((each >= one.value).mean()) for each in values]
        sure = [float(each[int((1.0 - SURE) * draws + TINY)]) for each in values]
        found.append(Certainty(max(reached), max(sure)))
    return found


def values_drawn(scene: Scene, ways: Sequence[Extra], draws: int) -> Floats:
    """Return the region's indicators in the target year. Shape (draw, way, indicator).

    The way without any lots is the case as it is.
    """
    case, live = scene.case, scene.live
    known = samples(case, draws, case.scenario.experiment.seed)
    cases = [scene.with_extra(extra) if extra else None for extra in ways]
    found = []
    for ground in grounds(case, live, range(1, draws + 1), known):
        lived = (
            lived_under(ground, one, live) if one is not None else ground.usual for one in cases
        )
        found.append([scene.at_the_end(values) for values in lived])
    return np.array(found)
