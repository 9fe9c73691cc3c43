"""The names a scenario uses, held against those that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.errors import Problem
from simulator.inputs.arguments import names, nearest
from simulator.inputs.levers import names_used
from simulator.inputs.plans import Plan
from simulator.inputs.scenario import Scenario

_CODES = {
    "service": "S121",
    "region": "S122",
    "city": "S123",
    "doubt": "S124",
    "plan": "S125",
    "project": "S141",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Ids that exist, in their own order; ``cities`` are the regions without the province."""

    regions: tuple[str, ...]
    cities: tuple[str, ...]
    services: tuple[str, ...]
    plans: tuple[str, ...]
    doubts: tuple[str, ...]
    projects: tuple[str, ...] = ()
    """Named projects of the reserve."""

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind: service, region, city, doubt, plan or project."""
        known = {
            "service": self.services,
            "region": self.regions,
            "city": self.cities,
            "doubt": self.doubts,
            "plan": self.plans,
            "project": self.projects,
        }
        return known[kind]


def name_problems(scenario: Scenario, vocabulary: Vocabulary) -> list[Problem]:
    """Return every service, region, doubt and plan of a scenario that does not exist."""
    used: list[tuple[str, str, str]] = [
        (f"levers.{named.path}", named.kind, named.name) for named in names_used(scenario.levers)
    ]
    used += [(f"plans.{index}", "plan", name) for index, name in enumerate(scenario.plans or ())]
    problems = []
    for path, kind, name in used:
        known = vocabulary.of(kind)
        if name not in known:
            args = {"found": name, "nearest": nearest(name, known), "known": names(known)}
            problems.append(Problem(_CODES[kind], scenario.where(path), args))
    return problems


def idle_plans(scenario: Scenario, plans: Mapping[str, Plan]) -> list[Problem]:
    """Return the plans a scenario names whose period does not hold its base year.

    No run reads them: the draft of the next plan waits for runs that begin at its base.
    """
    base = scenario.horizon.base
    return [
        Problem("O171", scenario.where(f"plans.{index}"), _period(plans[name], base))
        for index, name in enumerate(scenario.plans or ())
        if name in plans and not plans[name].base_year <= base < plans[name].target_year
    ]


def _period(plan: Plan, base: int) -> dict[str, str]:
    years = {"first": str(plan.base_year), "last": str(plan.target_year)}
    return {"plan": plan.id, "base": str(base), **years}
