"""The draws behind a fan: what no lever of money, projects or staff moves is kept between fans."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import NamedTuple

import numpy as np

from simulator.desk.uncertainty import samples
from simulator.engine.keys import ledger_positions
from simulator.engine.lived import Live, Lived, Telling
from simulator.inputs.arrays import Floats, Integers, Whole, World
from simulator.inputs.case import Case
from simulator.inputs.durations import MONTHS
from simulator.inputs.world import Footing, footing_of
from simulator.model import TOTAL_SEX, Member, indicators_in, residents, with_room
from simulator.population.groups import group_totals

SPARE = 64
"""Serials of each service and city that are kept beyond those in use: no result depends on it."""
MOST_KEPT = 2
"""Sets of draws that are remembered, of some 40 megabytes each with 200 draws."""


class Packed(NamedTuple):
    """The footing of a draw as it is kept: times of those projects only that there may be."""

    footing: Footing
    months: tuple[Whole, ...] | None
    """By service, (region, serial, stage); None where they are as small in the footing."""

    def unpacked(self) -> Footing:
        """Return the footing with all its times."""
        if self.months is None:
            return self.footing
        longest = max(one.shape[1] for one in self.months)
        n_regions, _, n_stages = self.months[0].shape
        months = np.zeros((len(self.months), n_regions, longest, n_stages), MONTHS)
        for service, one in enumerate(self.months):
            months[service, :, : one.shape[1]] = one
        return self.footing._replace(months=months)


def packed(footing: Footing, world: World, found: Lived) -> Packed:
    """Return the footing of a draw for the next life of it, with room for what it used and more."""
    if not world.months.strides[2]:  # one time for all
        return Packed(footing, None)
    used = np.zeros(len(footing.n_serials), np.int64)
    np.maximum.at(used, found.projects.service, found.projects.serial)
    n_serials: Integers = np.minimum(used + 1 + SPARE, world.months.shape[2])
    there = world.serials()
    months = tuple(
        world.months[service, :, : min(n, there[service])].copy()
        for service, n in enumerate(n_serials)
    )
    nothing = np.zeros((0, 0, 0, 0), MONTHS)
    return Packed(footing._replace(n_serials=n_serials, months=nothing), months)


class Draws:
    """Draws 1…N of a case and of those that differ from it in other levers only."""

    def __init__(self, case: Case, draws: int) -> None:
        self.case, self.draws = case, draws
        self._samples = samples(case, draws, case.scenario.experiment.seed)
        path = residents(case, np.arange(1, draws + 1))
        self._people = group_totals(path.persons)[:, :, :, TOTAL_SEX].copy()
        self._kept: dict[int, Packed] = {}

    def are_those_of(self, case: Case, draws: int) -> bool:
        """Return whether a case has the same draws, of which all that is kept holds."""
        ours = self.case
        return (
            draws == self.draws
            and case.params is ours.params
            and case.population is ours.population
            and case.figures is ours.figures
            and case.asked is ours.asked
            and case.needs is ours.needs
            and case.scenario.experiment == ours.scenario.experiment
            and case.parameters == ours.parameters
        )

    def indicators(self, case: Case, draw: int, live: Live) -> Floats:
        """Return what one draw has of the indicators. Shape (area, indicator, year)."""
        values = {name: float(one[draw]) for name, one in self._samples.items()}
        people, kept = self._people[draw - 1], self._kept.get(draw)
        footing = kept.unpacked() if kept else footing_of(case, people, draw, values)
        telling = Telling(*ledger_positions(case), keep_events=False)
        member = Member(values, draw, draw)
        life = with_room(case, member, people, live, telling, footing=footing)
        world, _, found = life
        if kept is None or world.months is not footing.months:
            self._kept[draw] = packed(footing, world, found)
        return indicators_in(case, people, life)


_known: deque[Draws] = deque(maxlen=MOST_KEPT)
_lock = Lock()


def draws_of(case: Case, draws: int) -> Draws:
    """Return draws 1…N of a case: those of a case with the same, where it is remembered."""
    with _lock:
        found = next((one for one in _known if one.are_those_of(case, draws)), None)
        found = found or Draws(case, draws)
        if found in _known:
            _known.remove(found)
        _known.append(found)
    return found
