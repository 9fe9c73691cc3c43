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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.engine.block import DRAWS_AT_ONCE, Block, block_tables
from simulator.engine.keys import Frame, ledger_positions, table_keys
from simulator.engine.lived import Live, Lived, Telling, live_on_simpy
from simulator.engine.outcomes import indicator_series, outcomes, structure_of
from simulator.engine.tables import Draw, run_tables
from simulator.engine.told import event_columns
from simulator.errors import ModelError
from simulator.inputs.arrays import Floats, Integers, World
from simulator.inputs.case import Case
from simulator.inputs.durations import MOST_SERIALS
from simulator.inputs.growth import ROOM
from simulator.inputs.stocks import Stocks
from simulator.inputs.values import Values
from simulator.inputs.world import Footing, footing_of, world_on
from simulator.population.errors import addressed_normals, deviations, no_deviation
from simulator.population.groups import group_totals
from simulator.population.projection import PopulationPath, project
from simulator.results.drawn import BlockTables, OnDraws, joined_events, stacked
from simulator.results.frames import RunTables

MOST_ROOM = MOST_SERIALS // ROOM
"""Times the likely projects with which there is room for as many as there may be."""
TOTAL_SEX = 2
"""Position of both sexes together in the groups."""


class Engine(NamedTuple):
    """How draws are lived; every engine leaves the same."""

    live: Live
    keep_events: bool = False
    """Whether the events of draws after 0 are told."""


ON_SIMPY = Engine(live_on_simpy)


class Central(NamedTuple):
    """Draw 0: its structure, which all draws have, and its tables."""

    frame: Frame
    tables: RunTables


@dataclass(frozen=True)
class Experiment:
    """A case and the values of its uncertain parameters, by draw."""

    case: Case
    samples: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    engine: Engine = ON_SIMPY
    central: Central | None = None
    """Draw 0 where it was already lived."""

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
    if draws.start == 0:  # the central draw has texts and events besides
        tables = []
        for draw in draws:
            on_draws(0)
            tables.append(simulate_one(experiment, draw))
            on_draws(1)
        return stacked(draws, tables)
    frame = experiment.central.frame if experiment.central else lived(experiment, 0)[0]
    parts = _lived_together(experiment, draws, on_draws)
    told: list[Mapping[str, NDArray[np.generic]]] = []

    def telling() -> Iterator[Block]:
        for part in parts:
            told.extend(event_columns(frame, one) for one in part.lived)
            yield part

    numbers = block_tables(frame, telling(), len(draws))
    return BlockTables(numbers, {}, joined_events(draws, told))


def _lived_together(experiment: Experiment, draws: range, on_draws: OnDraws) -> Iterator[Block]:
    """Yield draws after they were lived, a few at a time; their residents are projected at once."""
    case = experiment.case
    telling = Telling(*ledger_positions(case), keep_events=experiment.engine.keep_events)
    path = residents(case, np.array(draws))
    groups = group_totals(path.persons)
    for first in range(0, len(draws), DRAWS_AT_ONCE):
        some = slice(first, first + DRAWS_AT_ONCE)
        flows = PopulationPath(*(array[some] for array in path))
        values, made = [], []
        for draw, people in zip(draws[some], groups[some, :, :, TOTAL_SEX], strict=True):
            on_draws(0)
            member = Member(experiment.values(draw), draw, draw)
            values.append(Values(case.parameters, member.values))
            made.append(with_room(case, member, people, experiment.engine.live, telling))
            on_draws(1)
        worlds, stocks, found = map(list, zip(*made, strict=True))
        yield Block(values, worlds, stocks, found, flows, groups[some])


def simulate_one(experiment: Experiment, draw: int) -> RunTables:
    """Return all tables of one draw."""
    if draw == 0 and experiment.central is not None:
        return experiment.central.tables
    return run_tables(*lived(experiment, draw))


def begin(experiment: Experiment) -> tuple[Experiment, dict[str, pd.DataFrame]]:
    """Live through draw 0: return the experiment that remembers it, and the rows of all tables.

    The rows are the same in every draw.
    """
    frame, draw = lived(experiment, 0)
    central = Central(frame, run_tables(frame, draw))
    return replace(experiment, central=central), table_keys(frame)


def lived(experiment: Experiment, draw: int) -> tuple[Frame, Draw]:
    """Live through one draw and return its structure and what happened."""
    member = Member(experiment.values(draw), draw, draw)
    engine = experiment.engine._replace(keep_events=draw == 0 or experiment.engine.keep_events)
    return lived_as(experiment.case, member, engine)


def lived_as(
    case: Case, member: Member, engine: Engine = ON_SIMPY, path: PopulationPath | None = None
) -> tuple[Frame, Draw]:
    """Live through one future and return its structure and what happened.

    ``path`` are its residents where they are already known.
    """
    values = Values(case.parameters, member.values)
    path = path or residents(case, np.array([member.people])).member(0)
    groups = group_totals(path.persons)
    people = groups[:, :, TOTAL_SEX]
    telling = Telling(*ledger_positions(case), keep_events=engine.keep_events)
    world, stocks, found = with_room(case, member, people, engine.live, telling)
    seen = outcomes(case, values, world, stocks, (found.books, people))
    return Frame(case, world, stocks, seen), Draw(path, groups, found)


def indicators_of(case: Case, member: Member, live: Live, path: PopulationPath) -> Floats:
    """Live through one future and return its indicators; what they mean is left aside.

    Shape (area, indicator, year). ``path`` are its residents.
    """
    people = group_totals(path.persons)[:, :, TOTAL_SEX]
    telling = Telling(*ledger_positions(case), keep_events=False)
    return indicators_in(case, people, with_room(case, member, people, live, telling))


def indicators_in(case: Case, people: Floats, life: tuple[World, Stocks, Lived]) -> Floats:
    """Return the indicators of a life, as `with_room` returns it: (area, indicator, year)."""
    world, stocks, found = life
    return indicator_series(case, structure_of(world, stocks), found.books.standing, people).value


def with_room(
    case: Case,
    member: Member,
    people: Floats,
    live: Live,
    telling: Telling,
    *,
    footing: Footing | None = None,
) -> tuple[World, Stocks, Lived]:
    """Live through the world of a future; again where it lacks room for all its projects.

    ``footing`` is what it stands on where that is known.
    """
    room = 0 if footing else 1
    while True:
        try:
            on = footing or footing_of(case, people, member.chance, member.values, room)
            world = world_on(case, people, member.chance, on)
            return world, on.stocks, live(world, people, telling)
        except ModelError as error:
            if error.problems[0].code != "M101" or room >= MOST_ROOM:
                raise
            room, footing = max(2 * room, 1), None


def residents(case: Case, draws: Integers) -> PopulationPath:
    """Return the residents of some draws, in their order; draw 0 is the central path.

    ``draws`` has shape (member,).
    """
    people, experiment = case.population, case.scenario.experiment
    drawn = draws != 0
    if not experiment.chance_varies or not drawn.any():
        return repeated(project(people), draws.size)
    normals = addressed_normals(people, np.array(case.codes), experiment.seed, draws)
    errors, nothing = deviations(people, normals), no_deviation(people)
    for erring, central in zip(errors, nothing, strict=True):
        erring[~drawn] = central
    return project(people, errors)


def repeated(path: PopulationPath, n_members: int) -> PopulationPath:
    """Return the only member of a path as many, without copying it."""
    return PopulationPath(
        *(np.broadcast_to(array, (n_members, *array.shape[1:])) for array in path)
    )
