"""One run of the model, read top to bottom like a method section.

1. Residents: one cohort-component step a year, by single age and sex (`population`).
2. The world of the draw: base stocks, unit costs, envelopes, need levels and the projects
   under way at the base (`inputs.world`).
3. The years: what stands ages and is paid for, projects wait for approval, money and
   builders, staff graduate and leave (`engine.clock` on simpy's clock, or `compiled`).
4. What it means: indicators, verdicts, gaps and inequality (`engine.outcomes`, `equity`).
5. The tables of design §8 (`engine.tables`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.engine.keys import Frame, ledger_positions, table_keys
from simulator.engine.lived import Live, Lived, Telling, live_on_simpy
from simulator.engine.outcomes import outcomes
from simulator.engine.tables import Draw, run_tables
from simulator.errors import ModelError
from simulator.inputs.arrays import Floats, World
from simulator.inputs.case import Case
from simulator.inputs.durations import MOST_SERIALS
from simulator.inputs.stocks import Stocks
from simulator.inputs.values import Values
from simulator.inputs.world import build_world
from simulator.population.errors import Deviations, addressed_normals, deviations
from simulator.population.groups import group_totals
from simulator.population.projection import project
from simulator.results.drawn import BlockTables, OnDraws, stacked
from simulator.results.frames import RunTables

MORE_ROOM = 2
"""Factor on the room for projects where it does not suffice."""
TOTAL_SEX = 2
"""Position of both sexes together in the groups."""


class Engine(NamedTuple):
    """How draws are lived; every engine leaves the same."""

    live: Live
    keep_events: bool = False
    """Whether the events of draws after 0 are told."""


ON_SIMPY = Engine(live_on_simpy)


@dataclass(frozen=True)
class Experiment:
    """A case and the values of its uncertain parameters, by draw."""

    case: Case
    samples: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    engine: Engine = ON_SIMPY
    central: RunTables | None = None
    """The tables of draw 0 where they are already known."""

    def values(self, draw: int) -> dict[str, float]:
        """Return the values of one draw; nothing for the central one."""
        if draw == 0:
            return {}
        return {name: float(sample[draw]) for name, sample in self.samples.items()}


class Member(NamedTuple):
    """One future: what of it is drawn where."""

    values: Mapping[str, float]
    """Values of parameters by name; the others are central."""
    people: int
    """Draw whose errors of the residents hold; 0 for none."""
    chance: int
    """Draw whose project times and differences between imputed cities hold; 0 for none."""


def simulate(experiment: Experiment, draws: range, on_draws: OnDraws) -> BlockTables:
    """Return all tables of a range of draws; draw 0 takes every parameter at its central value.

    Raises
    ------
    Stopped
        When ``on_draws``, called after every draw, says so.
    """
    tables = []
    for draw in draws:
        on_draws(0)
        tables.append(simulate_one(experiment, draw))
        on_draws(1)
    return stacked(draws, tables)


def simulate_one(experiment: Experiment, draw: int) -> RunTables:
    """Return all tables of one draw."""
    if draw == 0 and experiment.central is not None:
        return experiment.central
    return run_tables(*lived(experiment, draw))


def begin(experiment: Experiment) -> tuple[Experiment, dict[str, pd.DataFrame]]:
    """Live through draw 0: return the experiment that remembers it, and the rows of all tables.

    The rows are the same in every draw.
    """
    frame, draw = lived(experiment, 0)
    return replace(experiment, central=run_tables(frame, draw)), table_keys(frame)


def lived(experiment: Experiment, draw: int) -> tuple[Frame, Draw]:
    """Live through one draw and return its structure and what happened."""
    member = Member(experiment.values(draw), draw, draw)
    engine = experiment.engine._replace(keep_events=draw == 0 or experiment.engine.keep_events)
    return lived_as(experiment.case, member, engine)


def lived_as(case: Case, member: Member, engine: Engine = ON_SIMPY) -> tuple[Frame, Draw]:
    """Live through one future and return its structure and what happened."""
    values = Values(case.parameters, member.values)
    path = project(case.population, population_errors(case, member.people)).member(0)
    groups = group_totals(path.persons)
    residents = groups[:, :, TOTAL_SEX]
    telling = Telling(*ledger_positions(case), keep_events=engine.keep_events)
    world, stocks, found = with_room(case, member, residents, engine.live, telling)
    seen = outcomes(case, values, world, stocks, (found.books, residents))
    return Frame(case, world, stocks, seen), Draw(path, groups, found)


def with_room(
    case: Case, member: Member, residents: Floats, live: Live, telling: Telling
) -> tuple[World, Stocks, Lived]:
    """Live through the world of a future; again where it lacks room for all its projects."""
    room: int | None = None
    while True:
        try:
            world, stocks = build_world(case, residents, member.chance, member.values, room)
            return world, stocks, live(world, residents, telling)
        except ModelError as error:
            found = error.problems[0]
            if found.code != "M101" or int(found.args["most"]) + 1 >= MOST_SERIALS:
                raise
            room = min(MORE_ROOM * (int(found.args["most"]) + 1), MOST_SERIALS)


def population_errors(case: Case, draw: int) -> Deviations | None:
    """Return how far a draw's residents lie from the central path; None where they do not."""
    people, experiment = case.population, case.scenario.experiment
    if draw == 0 or not experiment.chance_varies:
        return None
    normals = addressed_normals(people, np.array(case.codes), experiment.seed, np.array([draw]))
    return deviations(people, normals)
