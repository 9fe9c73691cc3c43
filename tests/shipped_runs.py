"""Scenarios on the shipped parameters, lived once a session: tables of draw 0 as frames."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import yaml
from numpy.typing import NDArray

from simulator.desk.cases import load_case
from simulator.desk.uncertainty import samples
from simulator.inputs.arrays import World
from simulator.inputs.case import Case
from simulator.inputs.stocks import Ground, Stocks
from simulator.inputs.values import Values
from simulator.inputs.world import build_world
from simulator.model import TOTAL_SEX, Experiment, begin
from simulator.population.groups import group_totals
from simulator.population.projection import project

LABEL = {"zh": "试算", "en": "Trial"}


def content(change: Mapping[str, object]) -> dict[str, object]:
    """Return a scenario file that changes ``change`` (levers, overrides, horizon) of baseline."""
    return {"label": LABEL, "question": LABEL, "extends": "baseline", **change}


def case_of(change: Mapping[str, object] | None = None, *, until: int | None = None) -> Case:
    """Return the case of baseline with a change."""
    return load_case(content(change or {}), until=until)


def tables_of(
    change: Mapping[str, object] | str | None = None, until: int = 2030
) -> dict[str, pd.DataFrame]:
    """Return the central tables of a shipped scenario by name, or of baseline with a change."""
    return _tables(yaml.safe_dump(change or {}), until)


@cache
def _tables(change: str, until: int) -> dict[str, pd.DataFrame]:
    asked = yaml.safe_load(change)
    source = asked if isinstance(asked, str) else content(asked)
    made, keys = begin(Experiment(load_case(source, until=until)))
    values, events = made.central.tables
    found = {name: frame.assign(**values[name]) for name, frame in keys.items()}
    return {**found, "events": pd.DataFrame(dict(events))}


class Made(NamedTuple):
    """What a draw of a case is made of before it is lived."""

    case: Case
    values: Values
    residents: NDArray[np.float64]
    """Residents by group at the base. Shape (region, group)."""
    world: World
    stocks: Stocks

    def at(self, region: str, service: str) -> tuple[int, int]:
        """Return the position of a region and a service."""
        return self.case.cities.index(region), list(self.case.services).index(service)

    @property
    def ground(self) -> Ground:
        """Return the evidence of the base year without any spread."""
        case = self.case
        even = np.ones(self.stocks.standing.shape)
        return Ground(case.evidence, case.figures, case.services, self.values, self.residents, even)


@cache
def made(change: str = "", *, draw: int = 0, until: int = 2030) -> Made:
    """Return the world of a draw; ``change`` is YAML laid over baseline."""
    case = case_of(yaml.safe_load(change) or {}, until=until)
    drawn = {}
    if draw:
        drawn = {name: float(one[draw]) for name, one in samples(case, draw, 1).items()}
    path = project(case.population).member(0)
    people = group_totals(path.persons)[:, :, TOTAL_SEX]
    world, stocks = build_world(case, people, draw, drawn)
    return Made(case, Values(case.parameters, drawn), people[0], world, stocks)
