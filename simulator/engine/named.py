"""The launches of named projects, and the lots of the base pipeline that they replace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.budget.rules import split
from simulator.inputs.arrays import ASKED, BUILT_FROM, OPENED, Integers, Pipeline, World
from simulator.projects.rules import ACCEPTANCE, CONSTRUCTION, DESIGN_APPROVAL, building_months
from simulator.projects.table import Launch


class Entry(NamedTuple):
    """A named project on its way into the run."""

    launch: Launch
    started: int | None
    """Month in which its works start on record; None where it has to ask for approval."""
    position: int
    """Row in the world's ``named``."""

    @property
    def is_under_way(self) -> bool:
        """Return whether it goes through the base year like a project of the pipeline."""
        return (self.launch.month if self.started is None else self.started) < 1

    @property
    def replaces_lots(self) -> bool:
        """Return whether the steady pipeline of the base year already holds its units."""
        return self.launch.month < 1


def entries(world: World) -> list[Entry]:
    """Return the named projects that are not yet part of the base stock, in their own order.

    Their serials follow those of the pipeline. What is on record as not yet started or not yet
    open is so: its stage lasts until the first month after the base at least.

    Raises
    ------
    ModelError
        M101 when a region has more projects of a service than a run can hold.
    """
    named, found = world.named, []
    last = np.zeros(world.standing.shape, np.int64)
    under_way = world.pipeline
    np.maximum.at(last, (under_way.region, under_way.service), under_way.serial)
    for index in range(named.name.shape[0]):
        place = int(named.region[index]), int(named.service[index])
        last[place] += 1
        serial = int(last[place])
        world.refuse_serial(place[1], serial)
        entry = _entry(world, index, serial)
        if entry is not None:
            found.append(entry)
    return found


def _entry(world: World, index: int, serial: int) -> Entry | None:
    """Return one project; None when it opened by the base year."""
    named = world.named
    region, service = int(named.region[index]), int(named.service[index])
    dated, date = int(named.dated[index]), int(named.date[index])
    if dated == OPENED and date < 1:
        return None
    own = named.months[index]
    months = (own if own.any() else world.months[service, region, serial]).copy()
    before = int(months[:CONSTRUCTION].sum())
    building = building_months(int(months[CONSTRUCTION]))
    works = building + int(months[ACCEPTANCE])
    asked = date - {ASKED: 0, BUILT_FROM: before, OPENED: before + works}[dated]
    if dated == ASKED and asked < 1:
        months[DESIGN_APPROVAL] += max(1 - asked - before, 0)
    if dated == BUILT_FROM and date + works < 1:
        months[CONSTRUCTION] = building + 1 - date - works
    fen, social = cost(world, index)
    launch = Launch(
        region,
        service,
        serial,
        int(named.units[index]),
        asked,
        months,
        fen,
        social,
        int(named.name[index]),
        int(named.priority[index]),
        (int(named.rest_from[index]), int(named.rest_months[index])),
    )
    return Entry(launch, None if dated == ASKED else asked + before, index)


def cost(world: World, index: int) -> tuple[Integers, int]:
    """Return the cost by fiscal account and of social capital [fen]; the service's own mix."""
    named, service = world.named, int(world.named.service[index])
    units = int(named.units[index])
    fiscal, social = units * world.money.capital_fen[service], world.money.social_fen[service]
    whole = int(named.fen[index])
    if whole < 0:
        return fiscal, units * int(social)
    weights = np.append(fiscal, units * social).astype(np.float64)
    parts = split(whole, weights)
    return parts[:-1], int(parts[-1])


def make_room(pipeline: Pipeline, launches: Sequence[Launch]) -> Pipeline:
    """Return the pipeline without the lots that named projects replace.

    Each takes the units of its place nearest to its own date, the older first; what it has
    more than the lots stays an addition.
    """
    units = pipeline.units.copy()
    for launch in launches:
        here = (pipeline.region == launch.region) & (pipeline.service == launch.service)
        rows = np.flatnonzero(here)
        distance = np.abs(pipeline.launched[rows] - launch.month)
        order = np.lexsort((pipeline.serial[rows], pipeline.launched[rows], distance))
        left = launch.units
        for row in rows[order].tolist():
            taken = min(left, int(units[row]))
            units[row] -= taken
            left -= taken
    kept = units > 0
    return Pipeline(*(column[kept] for column in pipeline._replace(units=units)))
