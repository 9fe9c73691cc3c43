"""A case lived again under other starts: residents and world are made once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.engine.keys import ledger_positions
from simulator.engine.lived import Live, Lived, Telling
from simulator.engine.outcomes import Structure, indicator_series, structure_of
from simulator.errors import ModelError
from simulator.inputs.arrays import World
from simulator.inputs.case import Case
from simulator.inputs.yaml_nodes import Plain
from simulator.model import TOTAL_SEX, Member, residents, with_room
from simulator.population.groups import group_totals

Floats = NDArray[np.float64]
Starts = Mapping[tuple[str, str, int], int]
"""Units by region, service and year."""


class Ground(NamedTuple):
    """What a draw holds before anything is started, and what the case itself makes of it."""

    member: Member
    people: Floats
    """Residents. Shape (year, region, group)."""
    world: World
    structure: Structure
    usual: Floats
    """Indicators of the case as it is. Shape (area, indicator, year)."""


def grounds(
    case: Case, live: Live, draws: Sequence[int], samples: Mapping[str, Floats]
) -> Iterator[Ground]:
    """Yield the ground of each draw; ``samples`` are the values of the parameters by draw."""
    path = residents(case, np.array(draws))
    groups = group_totals(path.persons)[:, :, :, TOTAL_SEX]
    for draw, people in zip(draws, groups, strict=True):
        values = {name: float(one[draw]) for name, one in samples.items()} if draw else {}
        member = Member(values, draw, draw)
        world, stocks, found = with_room(case, member, people, live, telling(case))
        structure = structure_of(world, stocks)
        usual = indicator_series(case, structure, found.books.standing, people).value
        yield Ground(member, people, world, structure, usual)


def lived_under(ground: Ground, case: Case, live: Live) -> Floats:
    """Return the indicators of a case that differs from the ground's in its starts alone.

    Shape (area, indicator, year).
    """
    found = _lived(ground, case, live)
    series = indicator_series(case, ground.structure, found.books.standing, ground.people)
    return series.value


def _lived(ground: Ground, case: Case, live: Live) -> Lived:
    world = ground.world._replace(policy=case.chosen.policy)
    try:
        return live(world, ground.people, telling(case))
    except ModelError:  # the world has room for the projects of the usual starts alone
        return with_room(case, ground.member, ground.people, live, telling(case))[2]


def telling(case: Case) -> Telling:
    """Return that nothing is to be told but the books."""
    return Telling(*ledger_positions(case), keep_events=False)


def with_starts(case: Case, starts: Starts) -> Case:
    """Return the case whose starts are fixed; itself where it starts nothing at all."""
    rows: list[Plain] = [
        {"region": region, "service": service, "year": year, "count": count}
        for (region, service, year), count in starts.items()
        if count
    ]
    if not rows:
        return case
    return case.with_levers({"allocation.rule": "fixed_starts", "allocation.starts": rows})
