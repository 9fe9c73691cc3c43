"""Which services a lever acts on."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.errors import Problem
from simulator.inputs.arguments import names
from simulator.inputs.conversions import convertible
from simulator.inputs.levers import names_used
from simulator.inputs.scenario import Scenario
from simulator.inputs.served_in import movable
from simulator.inputs.services import Service


def without_effect(scenario: Scenario, services: Mapping[str, Service]) -> list[Problem]:
    """Return every lever on a service it does not act on: seats of beds, a lot of doctors."""
    acts_on = {
        "workforce": [name for name, one in services.items() if one.family == "workforce"],
        "workforce.recruitment": [name for name, one in services.items() if one.recruitment],
        "workforce.from_neighbours": [name for name, one in services.items() if one.moves],
        "workforce.attraction": [
            name
            for name, one in services.items()
            if one.family == "workforce" and not one.training_limit
        ],
        "take_up": [name for name, one in services.items() if one.family == "facility"],
        "served_in": movable(services),
        "closures": movable(services),
        "conversions": convertible(services),
    }
    built = [name for name, one in services.items() if one.lot is not None]
    problems = []
    for path, kind, name in names_used(scenario.levers):
        group, lever = path.split(".")[:2]
        known = acts_on.get(f"{group}.{lever}", acts_on.get(group, built))
        if kind == "service" and name in services and name not in known:
            args = {"found": name, "known": names(known)}
            problems.append(Problem("S126", scenario.where(f"levers.{path}"), args))
    return problems
