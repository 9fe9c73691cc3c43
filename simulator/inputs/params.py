"""Everything in ``params/``, loaded and checked once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.errors import InputError, Problem, Where
from simulator.inputs.groups import Grouping, load_groups
from simulator.inputs.indicators import Indicator, load_indicators
from simulator.inputs.observations import load_observations
from simulator.inputs.own_tables import with_readable_tables
from simulator.inputs.parameters import Parameter, load_parameters
from simulator.inputs.plans import Plan, load_plans
from simulator.inputs.population.files import Reader
from simulator.inputs.regions import Region, cities, load_regions
from simulator.inputs.reserve import NO_RESERVE, Reserve, load_reserve
from simulator.inputs.scenario_names import Vocabulary
from simulator.inputs.services import Service, load_services
from simulator.inputs.shipped import ParamsTree, params_tree
from simulator.inputs.sources import Source, load_sources
from simulator.inputs.used import GENERAL

NATIONAL_TARGETS = "observations/national_targets.csv"


@dataclass(frozen=True, eq=False)
class Params:
    """Everything in ``params/``, loaded and checked; equal to itself only."""

    tree: ParamsTree
    regions: Mapping[str, Region]
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    services: Mapping[str, Service]
    parameters: Mapping[str, Parameter]
    plans: Mapping[str, Plan]
    observations: Mapping[Any, Any]
    national: Mapping[str, float]
    """Targets of the national plan by indicator."""
    reserve: Reserve = NO_RESERVE
    """A planner's own named projects."""
    groups: Mapping[str, Grouping] = field(default_factory=dict)
    """Groupings of cities by id."""
    known_on: str | None = None
    """Day (YYYY-MM-DD) by which what a run reads was published (`simulator.inputs.vintage`)."""

    def vocabulary(self, doubts: tuple[str, ...] = ()) -> Vocabulary:
        """Return the names a scenario may use; ``doubts`` are the ids of the register."""
        return Vocabulary(
            regions=tuple(self.regions),
            cities=cities(dict(self.regions)),
            services=tuple(self.services),
            plans=tuple(self.plans),
            doubts=doubts,
            projects=tuple(self.reserve.projects),
        )


def load_params(overlay: Path | str | None = None) -> Params:
    """Return everything in ``params/``.

    Raises
    ------
    InputError
        With all problems of all files.
    """
    params, problems = try_load_params(overlay)
    if problems:
        raise InputError(problems)
    return params


def try_load_params(overlay: Path | str | None = None) -> tuple[Params, list[Problem]]:
    """Return everything in ``params/`` that could be read, and all problems of all files."""
    tree, problems = with_readable_tables(params_tree(overlay))
    regions, bad = load_regions(tree)
    problems += bad
    sources, bad = load_sources(tree)
    problems += bad
    parameters, bad = load_parameters(tree, sources=sources, regions=regions)
    problems += bad
    problems += _missing(parameters)
    indicators, bad = load_indicators(tree)
    problems += bad
    services, bad = load_services(tree, parameters, indicators)
    problems += bad
    plans, bad = load_plans(tree, regions, indicators, sources)
    problems += bad
    sources |= {plan.id: plan.source for plan in plans.values() if plan.source is not None}
    observations, bad = load_observations(tree, regions, sources)
    problems += bad
    reserve, bad = load_reserve(tree, cities(dict(regions)), services)
    problems += bad
    groups, bad = load_groups(tree, cities(dict(regions)), sources)
    problems += bad
    national, bad = _national(tree)
    problems += bad
    return (
        Params(
            tree,
            regions,
            sources,
            indicators,
            services,
            parameters,
            plans,
            observations,
            national,
            reserve,
            groups,
        ),
        problems,
    )


def _missing(parameters: Mapping[str, Parameter]) -> list[Problem]:
    """Return the parameters that every run reads and that are not there, if any are."""
    return [
        Problem("P233", Where("params"), {"found": name})
        for name in GENERAL
        if parameters and name not in parameters
    ]


def _national(tree: ParamsTree) -> tuple[Mapping[str, float], list[Problem]]:
    """Return the national plan's targets by indicator."""
    if NATIONAL_TARGETS not in tree.files:
        return {}, []
    reader = Reader(tree)
    table = reader.table(NATIONAL_TARGETS, ("indicator", "value", "year", "source"))
    found = {
        row["indicator"]: reader.number(table, at, "value", least=-math.inf)
        for at, row in enumerate(table.rows)
    }
    return found, reader.problems
