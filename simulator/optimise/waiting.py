"""Why a plan comes later or smaller than expected: where its projects waited."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.eventlog import EVENT
from simulator.inputs.arrays import World
from simulator.instants import MONTHS_PER_YEAR
from simulator.projects.rules import APPROVAL, DESIGN_APPROVAL, LAND

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
DESK, MONEY, BUILDERS = range(3)
"""What a project may wait for."""
REASONS = ("approval", "money", "builders")


def months_waited(world: World, events: Mapping[str, Integers], first: int) -> Floats:
    """Return the unit-months that new projects waited. Shape (region, service, reason).

    Counted are those that asked for approval in year ``first`` (1 = first simulated) or later;
    what still waits at the end has waited until then.
    """
    found = np.zeros((*world.standing.shape, len(REASONS)))
    end = world.n_years * MONTHS_PER_YEAR
    moments = {name: _moments(events, name) for name in ("asked", "approved", "funded", "started")}
    for project, (month, region, service, units) in moments["asked"].items():
        if month <= (first - 1) * MONTHS_PER_YEAR:
            continue
        typical = world.months[service, region, 0].astype(int)
        approved = _month(moments["approved"], project, end)
        funded = _month(moments["funded"], project, end)
        started = _month(moments["started"], project, end)
        design = approved + int(typical[LAND] + typical[DESIGN_APPROVAL])
        waits = (approved - month - int(typical[APPROVAL]), funded - design, started - funded)
        found[region, service] += units * np.maximum(waits, 0)
    return found


def reason_of(waited: Floats) -> str:
    """Return what most unit-months went to, "" where nothing waited. ``waited`` (reason,)."""
    return REASONS[int(waited.argmax())] if waited.any() else ""


Moment = tuple[int, int, int, int]
"""Month, region, service and units."""


def _moments(events: Mapping[str, Integers], name: str) -> dict[int, Moment]:
    rows = np.flatnonzero(events["event"] == EVENT[name])
    columns = [
        events[one][rows].tolist() for one in ("project", "month", "region", "service", "units")
    ]
    return {project: rest for project, *rest in zip(*columns, strict=True)}  # type: ignore[misc]


def _month(moments: Mapping[int, Moment], project: int, otherwise: int) -> int:
    return moments[project][0] if project in moments else otherwise
