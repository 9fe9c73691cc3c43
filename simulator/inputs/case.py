"""The case: a scenario with all its evidence, checked and frozen. What the model runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulator.axes import PROVINCE
from simulator.errors import InputError, Problem
from simulator.inputs.acted_on import without_effect
from simulator.inputs.assimilated import TakenOver, lend
from simulator.inputs.base_figures import BaseFigures, Evidence, figures_of
from simulator.inputs.budget import Budget, load_budget
from simulator.inputs.chosen import Chosen, chosen
from simulator.inputs.conversions import as_conversions
from simulator.inputs.doubts.flip import read_otherwise
from simulator.inputs.doubts.register import register
from simulator.inputs.envelopes import Account, accounts_of
from simulator.inputs.judged import JudgedRow, judged_rows
from simulator.inputs.named import change_problems
from simulator.inputs.needs import NeedLevels, need_levels, target_row
from simulator.inputs.overrides import override_parameters, override_plans
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.plans import Plan, plans_at
from simulator.inputs.population.arrays import PopulationInputs
from simulator.inputs.population.load import load_population
from simulator.inputs.programmes import Asked, asked_for
from simulator.inputs.readings import Readings, readings_of
from simulator.inputs.regions import cities
from simulator.inputs.reserve import Reserve
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_names import idle_plans, name_problems
from simulator.inputs.scenarios import with_levers
from simulator.inputs.services import Service
from simulator.inputs.vintage import known_plans, vintage_problems
from simulator.inputs.yaml_nodes import Plain

OF_PEOPLE = ("population.", "uncertainty.")
"""Folders of the parameters that a projection and its errors read."""


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
    budget: Budget | None = None
    """The planner's own money, where a file gives it."""
    taken_over: TakenOver | None = None
    """Observed stocks that a review takes over; None in every other run."""

    @property
    def services(self) -> Mapping[str, Service]:
        """Return the services in the order of the service axis."""
        return self.params.services

    @property
    def cities(self) -> tuple[str, ...]:
        """Return the cities in the order of the region axis."""
        return self.evidence.regions

    @property
    def axes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of the region axis and of the service axis."""
        return self.cities, tuple(self.services)

    @property
    def reserve(self) -> Reserve:
        """Return the planner's own named projects."""
        return self.params.reserve

    @property
    def codes(self) -> tuple[int, ...]:
        """Return the GB/T 2260 codes of the cities."""
        return tuple(self.params.regions[city].code for city in self.cities)

    @cached_property
    def figures(self) -> Mapping[tuple[str, str | None], BaseFigures]:
        """Return what is printed or observed of the base year."""
        return figures_of(self.evidence, self.services)

    @cached_property
    def needs(self) -> NeedLevels:
        """Return the need levels before the stocks are known."""
        return need_levels(self.evidence, self.services, self.national_levels)

    @cached_property
    def asked(self) -> Asked:
        """Return the programmes that the plans ask for."""
        return asked_for(self.evidence, self.services)

    @cached_property
    def chosen(self) -> Chosen:
        """Return what the levers decide year by year."""
        return chosen(self)

    @cached_property
    def as_conversions(self) -> Mapping[str, Service]:
        """Return the services with cost and time of their conversion."""
        return as_conversions(self.services)

    def with_levers(self, changes: Mapping[str, Plain]) -> Case:
        """Return the case with some levers changed, by dotted path; only they are checked again.

        Raises
        ------
        InputError
            With all problems of the levers.
        """
        return lend(self, build_case(with_levers(self.scenario, changes), self.params, like=self))

    @property
    def national_levels(self) -> Mapping[str, float]:
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


def build_case(
    scenario: Scenario, params: Params, budget: Path | None = None, like: Case | None = None
) -> Case:
    """Return the case of a resolved scenario, with the money of a budget file if there is one.

    ``like`` is a case of the same ``params``, else left aside, of which residents and evidence
    are taken over where the scenario asks for the same: what a slider changes is then built in
    milliseconds.

    Raises
    ------
    InputError
        With all problems of names, overrides, population and budget.
    """
    like = like if like is not None and like.params is params else None
    (parameters, plans), problems = _with_own_values(scenario, params)
    named = cities(dict(params.regions))
    population, bad = _population(like, scenario, params, parameters)
    problems += bad
    accounts = accounts_of(params.services)
    given_money, bad = _own_money(budget, named, accounts, scenario)
    problems += bad
    if problems or population is None:
        raise InputError(problems)
    evidence = _evidence(scenario, params, plans)
    known = like if like is not None and like.evidence == evidence else None
    case = Case(
        scenario=scenario,
        params=params,
        parameters=parameters,
        evidence=evidence,
        population=population,
        accounts=accounts,
        readings=readings_of(params.indicators, tuple(params.services)),
        judged=known.judged if known else judged_rows(evidence.plans, params.indicators, named),
        budget=given_money,
    )
    problems = without_need(case)
    if problems:
        raise InputError(problems)
    if known is not None:
        _take_over(case, known)
    return case


def _take_over(case: Case, known: Case) -> None:
    """Let a case have what another of the same evidence has already worked out."""
    made = vars(case)
    made |= {"figures": known.figures, "asked": known.asked}
    made |= {"as_conversions": known.as_conversions}
    if case.national_levels == known.national_levels:
        made["needs"] = known.needs


def _population(
    like: Case | None, scenario: Scenario, params: Params, parameters: Mapping[str, Parameter]
) -> tuple[PopulationInputs | None, list[Problem]]:
    """Return a scenario's population, that of another case if it is the same, and problems."""
    if like is not None and _same_population(like, scenario, parameters):
        return like.population, []
    base, _, end = scenario.horizon
    return load_population(
        params.tree,
        cities(dict(params.regions)),
        base,
        end,
        levers=scenario.levers,
        parameters=parameters,
        known_on=params.known_on,
    )


def _same_population(like: Case, scenario: Scenario, parameters: Mapping[str, Parameter]) -> bool:
    """Return whether the population of another case is a scenario's too."""
    ours, theirs = scenario.levers, like.scenario.levers
    years = [(one.horizon.base, one.horizon.end) for one in (scenario, like.scenario)]
    of_people = [name for name in parameters if name.startswith(OF_PEOPLE)]
    return (
        years[0] == years[1]
        and ours.population == theirs.population
        and all(parameters[name] is like.parameters.get(name) for name in of_people)
    )


def _with_own_values(
    scenario: Scenario, params: Params
) -> tuple[tuple[Mapping[str, Parameter], Mapping[str, Plan]], list[Problem]]:
    """Return parameters and plans as a scenario reads them, and what is wrong with its names."""
    flipped = scenario.levers.flipped_doubts()
    doubts = register(params) if scenario.levers.doubts else {}
    problems = name_problems(scenario, params.vocabulary(tuple(doubts)))
    problems += without_effect(scenario, params.services)
    problems += [*change_problems(scenario, params.reserve), *idle_plans(scenario, params.plans)]
    problems += vintage_problems(params, scenario, params.plans)
    given, printed = read_otherwise(params, [doubts[name] for name in doubts if name in flipped])
    parameters, bad = override_parameters(scenario, given, params.regions)
    plans, worse = override_plans(scenario, printed)
    return (parameters, plans), [*problems, *bad, *worse]


def _evidence(scenario: Scenario, params: Params, plans: Mapping[str, Plan]) -> Evidence:
    """Return what is known of the base year."""
    base = scenario.horizon.base
    return Evidence(
        regions=cities(dict(params.regions)),
        base=base,
        plans=plans_at(known_plans(params, plans), base, scenario.plans),
        indicators=params.indicators,
        observations=params.observations,
        alternative=scenario.levers.flipped_doubts(),
    )


def _own_money(
    budget: Path | None, regions: tuple[str, ...], accounts: tuple[Account, ...], scenario: Scenario
) -> tuple[Budget | None, list[Problem]]:
    """Return the money of a budget file; nothing where there is none."""
    if budget is None:
        return None, []
    base, as_of, end = scenario.horizon
    return load_budget(budget, regions, accounts, range(base, end + 1), as_of)


def without_need(case: Case) -> list[Problem]:
    """Return the national need reference where no city builds by it."""
    scenario = case.scenario
    if scenario.levers.need_reference == "national" and not national_needs(case):
        return [Problem("S129", scenario.where("levers.need_reference"))]
    return []


def national_needs(case: Case) -> list[str]:
    """Return the facilities that some city builds to the national plan for want of a target."""
    built = (name for name, one in case.services.items() if one.lot is not None)
    wanted = {name: case.services[name].indicator for name in built}
    return [
        name
        for name, indicator in wanted.items()
        if indicator in case.national_levels
        and target_row(case.evidence, PROVINCE, indicator) is None
        and any(target_row(case.evidence, city, indicator) is None for city in case.cities)
    ]
