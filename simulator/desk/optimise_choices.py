"""What a question to a scenario may be about: its places, indicators, years and levers."""

from __future__ import annotations

from typing import NamedTuple

from simulator.analysis.lever_names import input_label
from simulator.axes import PROVINCE
from simulator.desk.cases import Source, load_case
from simulator.desk.pictures import catalogue
from simulator.errors import InputError
from simulator.inputs.case import Case
from simulator.inputs.lever_range import NAME, lever_range, numeric_levers

PROJECT_FREE = ("population.observed_until",)
"""Numbers that say where observations end: nothing a planner decides."""


class Choices(NamedTuple):
    """What can be asked of a scenario, each from its id to its name."""

    regions: dict[str, str]
    """Whose plans have targets that are simulated; the province last where it has."""
    indicators: dict[str, str]
    """Of these targets."""
    places: dict[str, str]
    """Cities and the province."""
    outcomes: dict[str, str]
    """All indicators that are simulated."""
    levers: dict[str, str]
    """Levers that are one number."""
    first: int
    """First year whose decisions can be moved."""
    last: int


def optimise_choices(scenario: Source, lang: str = "zh") -> Choices:
    """Return what can be asked of a scenario.

    Raises
    ------
    InputError
        What is wrong with the scenario.
    """
    case, named = load_case(scenario), catalogue(lang)
    wanted = [one for one in case.judged if one.simulated and one.row.indicator]
    asked = {one.region for one in wanted}
    places = (*case.cities, PROVINCE)
    indicators = dict.fromkeys(one.row.indicator or "" for one in wanted)
    return Choices(
        {one: named.name("region", one) for one in places if one in asked},
        {one: named.name("indicator", one) for one in indicators},
        {one: named.name("region", one) for one in places},
        {one: named.name("indicator", one) for one in case.readings.names},
        {one: input_label(("levers", *one.split(".")), named) for one in _levers(case)},
        case.scenario.horizon.base + 1,
        case.scenario.horizon.end,
    )


def _levers(case: Case) -> list[str]:
    """Return the levers that need no name, and those of services that the scenario knows."""
    plain = [one for one in numeric_levers() if NAME not in one and one not in PROJECT_FREE]
    services = case.services.items()
    seats = [f"workforce.seats.{name}" for name, one in services if one.family == "workforce"]
    converted = [f"conversions.{name}" for name, one in services if one.conversion]
    return [*plain, *(one for one in seats + converted if _accepted(case, one))]


def _accepted(case: Case, path: str) -> bool:
    span = lever_range(path)
    if span is None:
        return False
    try:
        case.with_levers({path: span.value(0)})
    except InputError:
        return False
    return True
