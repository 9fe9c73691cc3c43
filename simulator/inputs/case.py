"""The case: a scenario with all its evidence, checked and frozen. What the model runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.axes import PROVINCE
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import names
from simulator.inputs.envelopes import Account, accounts_of
from simulator.inputs.indicators import Indicator, load_indicators
from simulator.inputs.judged import JudgedRow, judged_rows
from simulator.inputs.levers import names_used
from simulator.inputs.needs import target_row
from simulator.inputs.observations import load_observations
from simulator.inputs.overrides import override_parameters, override_plans
from simulator.inputs.parameters import Parameter, load_parameters
from simulator.inputs.plans import Plan, load_plans, plans_at
from simulator.inputs.population.arrays import PopulationInputs
from simulator.inputs.population.load import load_population
from simulator.inputs.readings import Readings, readings_of
from simulator.inputs.regions import Region, cities, load_regions
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_names import Vocabulary, name_problems
from simulator.inputs.services import Service, load_services
from simulator.inputs.shipped import ParamsTree, params_tree
from simulator.inputs.sources import Source, load_sources
from simulator.inputs.stocks import Evidence, printed_count

NATIONAL_TARGETS = "observations/national_targets.csv"


@dataclass(frozen=True)
class Params:
    """Everything in ``params/``, loaded and checked."""

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

    def vocabulary(self) -> Vocabulary:
        """Return the names a scenario may use; of the doubts those that change a stock."""
        return Vocabulary(
            regions=tuple(self.regions),
            cities=cities(dict(self.regions)),
            services=tuple(self.services),
            plans=tuple(self.plans),
            doubts=tuple(
                row.doubt.id
                for plan in self.plans.values()
                for row in plan.rows
                if row.doubt is not None and printed_count(row) is not None
            ),
        )


@dataclass(frozen=True)
class Case:
    """One scenario, ready to be drawn and run."""

    scenario: Scenario
    params: Params
    parameters: Mapping[str, Parameter]
    """With the scenario's own values."""
    evidence: Evidence
    population: PopulationInputs
    accounts: tuple[Account, ...]
    readings: Readings
    judged: tuple[JudgedRow, ...]

    @property
    def services(self) -> Mapping[str, Service]:
        """Return the services in the order of the service axis."""
        return self.params.services

    @property
    def cities(self) -> tuple[str, ...]:
        """Return the cities in the order of the region axis."""
        return self.evidence.regions

    @property
    def codes(self) -> tuple[int, ...]:
        """Return the GB/T 2260 codes of the cities."""
        return tuple(self.params.regions[city].code for city in self.cities)

    @property
    def need_levels(self) -> Mapping[str, float]:
        """Return the national plan's ratios where they are the need reference, else nothing.

        The nation's counts are no level for a city.
        """
        if self.scenario.levers.need_reference != "national":
            return {}
        known = self.params.indicators
        return {
            name: level
            for name, level in self.params.national.items()
            if name in known and known[name].denominator is not None
        }


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
    tree = params_tree(overlay)
    regions, problems = load_regions(tree)
    sources, bad = load_sources(tree)
    problems += bad
    parameters, bad = load_parameters(tree, sources=sources, regions=regions)
    problems += bad
    indicators, bad = load_indicators(tree)
    problems += bad
    services, bad = load_services(tree, parameters, indicators)
    problems += bad
    plans, bad = load_plans(tree, regions, indicators, sources)
    problems += bad
    observations, bad = load_observations(tree, regions, sources)
    problems += bad
    national = _national(tree)
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
        ),
        problems,
    )


def _national(tree: ParamsTree) -> Mapping[str, float]:
    """Return the national plan's targets by indicator."""
    if NATIONAL_TARGETS not in tree.files:
        return {}
    table = pd.read_csv(tree.files[NATIONAL_TARGETS])
    return dict(zip(table["indicator"], table["value"].astype(float), strict=True))


def build_case(scenario: Scenario, params: Params) -> Case:
    """Return the case of a resolved scenario.

    Raises
    ------
    InputError
        With all problems: names that do not exist, overrides that do not match, population.
    """
    problems = name_problems(scenario, params.vocabulary())
    problems += without_effect(scenario, params.services)
    parameters, bad = override_parameters(scenario, params.parameters, params.regions)
    problems += bad
    plans, bad = override_plans(scenario, params.plans)
    problems += bad
    named = cities(dict(params.regions))
    base, _, end = scenario.horizon
    population, bad = load_population(
        params.tree, named, base, end, levers=scenario.levers, parameters=parameters
    )
    problems += bad
    if problems or population is None:
        raise InputError(problems)
    chosen = scenario.plans
    flipped = {name for name, reading in scenario.levers.doubts.items() if reading == "alternative"}
    evidence = Evidence(
        regions=named,
        base=base,
        plans=plans_at(plans, base, chosen),
        indicators=params.indicators,
        observations=params.observations,
        alternative=frozenset(flipped),
    )
    case = Case(
        scenario=scenario,
        params=params,
        parameters=parameters,
        evidence=evidence,
        population=population,
        accounts=accounts_of(params.services),
        readings=readings_of(params.indicators, tuple(params.services)),
        judged=judged_rows(evidence.plans, params.indicators, named),
    )
    if scenario.levers.need_reference == "national" and not national_needs(case):
        raise InputError(Problem("S129", scenario.where("levers.need_reference")))
    return case


def national_needs(case: Case) -> list[str]:
    """Return the facilities that some city builds to the national plan for want of a target."""
    built = (name for name, one in case.services.items() if one.lot is not None)
    wanted = {name: case.services[name].indicator for name in built}
    return [
        name
        for name, indicator in wanted.items()
        if indicator in case.need_levels
        and target_row(case.evidence, PROVINCE, indicator) is None
        and any(target_row(case.evidence, city, indicator) is None for city in case.cities)
    ]


def without_effect(scenario: Scenario, services: Mapping[str, Service]) -> list[Problem]:
    """Return every lever on a service it does not act on: seats of beds, a lot of doctors."""
    acts_on = {
        "workforce": [name for name, one in services.items() if one.family == "workforce"],
        "take_up": [name for name, one in services.items() if one.family == "facility"],
    }
    built = [name for name, one in services.items() if one.lot is not None]
    problems = []
    for path, kind, name in names_used(scenario.levers):
        known = acts_on.get(path.partition(".")[0], built)
        if kind == "service" and name in services and name not in known:
            args = {"found": name, "known": names(known)}
            problems.append(Problem("S126", scenario.where(f"levers.{path}"), args))
    return problems
