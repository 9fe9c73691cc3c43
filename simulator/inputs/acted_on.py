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


def acted_on(services: Mapping[str, Service], path: str) -> list[str]:
    """Return the services that a lever of the form ``group.lever`` acts on.

    Those that are built in lots where nothing else is known of the lever.
    """
    known: Mapping[str, list[str]] = _acts_on(services)
    built = [name for name, one in services.items() if one.lot is not None]
    return known.get(path, known.get(path.split(".")[0], built))


def _acts_on(services: Mapping[str, Service]) -> Mapping[str, list[str]]:
    """Return services by lever, or by group of levers."""
    staff = [name for name, one in services.items() if one.family == "workforce"]
    return {
        "workforce": staff,
        "workforce.recruitment": [name for name, one in services.items() if one.recruitment],
        "workforce.from_neighbours": [name for name, one in services.items() if one.moves],
        "workforce.attraction": [name for name in staff if not services[name].training_limit],
        "take_up": [name for name, one in services.items() if one.family == "facility"],
        "served_in": movable(services),
        "closures": movable(services),
        "conversions": convertible(services),
    }


def without_effect(scenario: Scenario, services: Mapping[str, Service]) -> list[Problem]:
    """Return every lever on a service it does not act on: seats of beds, a lot of doctors."""
    problems = []
    for path, kind, name in names_used(scenario.levers):
        if kind != "service" or name not in services:
            continue
        known = acted_on(services, ".".join(path.split(".")[:2]))
        if name not in known:
            args = {"found": name, "known": names(known)}
            problems.append(Problem("S126", scenario.where(f"levers.{path}"), args))
    return problems
