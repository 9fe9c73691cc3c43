"""Named projects as the model takes them: dates in months, the scenario's changes applied.

A change acts from 1 January after ``as_of``; those of a root scenario always hold. What then
still waits to ask for approval takes another date and size; what is under way can only rest
for some months or be given up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simulator.errors import Problem
from simulator.inputs.arrays import ASKED, BUILT_FROM, OPENED, Floats, Named
from simulator.inputs.durations import N_STAGES, stage_months
from simulator.inputs.levers import ProjectChange
from simulator.inputs.reserve import AT_DESK, STARTED, Reserve, ReserveProject
from simulator.inputs.scenario import Scenario
from simulator.units import FEN_PER_YUAN

MONTHS = 12
NO_CHANGE = ProjectChange()


class Dated(NamedTuple):
    """A project, its month after the base, and what the scenario does to it from when on."""

    project: ReserveProject
    month: int
    change: ProjectChange
    since: int

    @property
    def is_open_to_change(self) -> bool:
        """Return whether its date is still to come when the change acts."""
        return self.month >= self.since


def dated(scenario: Scenario, reserve: Reserve) -> Iterator[Dated]:
    """Yield every project of the reserve with its month and its change."""
    base, as_of, _ = scenario.horizon
    always = scenario.levers.projects == scenario.baseline_levers.projects
    since = 1 if always else (as_of - base) * MONTHS + 1
    for name, project in reserve.projects.items():
        change = scenario.levers.projects.get(name, NO_CHANGE)
        yield Dated(project, reserve.month(name).after(base), change, since)


def change_problems(scenario: Scenario, reserve: Reserve) -> list[Problem]:
    """Return every change that cannot be made.

    S142 what is open by then is neither moved nor given up; S143 what is under way is not
    brought forward, nothing is moved before the change acts; S144 what is under way keeps its
    size; S138 only a stopped project is taken up again.
    """
    problems = []
    for one in dated(scenario, reserve):
        change, late = one.change, not one.is_open_to_change
        is_open = one.project.status == "completed" and late
        restarts = one.project.status == "stopped" and change.state == "on"
        moved = one.month + change.delay
        wrong = {
            "S142": is_open and (change.delay != 0 or change.state == "off"),
            "S143": change.delay < 0 and (late or moved < one.since) and not restarts,
            "S144": change.size is not None
            and not restarts
            and (late or one.project.status not in AT_DESK),
            "S138": change.state == "on" and not restarts,
        }
        path = f"levers.projects.{one.project.id}"
        problems += [
            Problem(code, scenario.where(path), {"project": one.project.id})
            for code, found in wrong.items()
            if found
        ]
    return problems


def named(
    scenario: Scenario,
    reserve: Reserve,
    axes: tuple[Sequence[str], Sequence[str]],
    shares: Floats,
) -> Named:
    """Return the named projects that are to be built; a stopped one only when taken up again.

    ``axes`` are the cities and the services, ``shares`` (stage,) divide a project's own time.
    """
    regions, services = axes
    rows: list[Mapping[str, object]] = []
    for position, one in enumerate(dated(scenario, reserve)):
        if one.project.status == "stopped" and one.change.state != "on":
            continue
        place = regions.index(one.project.region), services.index(one.project.service)
        rows.append({"name": position, **_placed(one, place), **_timed(one, shares)})
    columns = {
        name: np.array([row[name] for row in rows], np.int64)
        for name in Named._fields
        if name != "months"
    }
    months = np.array([row["months"] for row in rows], np.int64).reshape(-1, N_STAGES)
    return Named(**columns, months=months)


def _placed(one: Dated, place: tuple[int, int]) -> Mapping[str, object]:
    """Return where a project is, how large and how dear; another size changes its cost too."""
    project, size = one.project, one.change.size
    units = project.units if size is None else size
    fen = -1
    if project.cost_yuan is not None:
        fen = round(project.cost_yuan * FEN_PER_YUAN * units / project.units)
    return {
        "region": place[0],
        "service": place[1],
        "units": units,
        "fen": fen,
        "priority": project.priority,
    }


def _timed(one: Dated, shares: Floats) -> Mapping[str, object]:
    """Return the dates of a project with what the scenario changes."""
    project, change = one.project, one.change
    restarts = project.status == "stopped"
    kind = ASKED if restarts or project.status in AT_DESK else OPENED
    kind = BUILT_FROM if project.status in STARTED else kind
    rests = change.delay > 0 and not one.is_open_to_change and not restarts
    own = np.zeros(N_STAGES, np.int64)
    if project.months is not None:
        own = stage_months(np.array(float(project.months)), shares)
    date = max(one.month, one.since) if restarts else one.month
    is_changed = bool(change.delay) or change.size is not None
    return {
        "dated": kind,
        "date": date + (0 if rests else change.delay),
        "months": own,
        "rest_from": one.since if rests else 0,
        "rest_months": change.delay if rests else 0,
        "cancelled": one.since if change.state == "off" else 0,
        "changed": one.since if is_changed else 0,
        "delayed": int(change.delay != 0),
        "resized": int(change.size is not None),
    }
