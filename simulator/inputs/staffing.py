"""Staff to come: what the intakes of years ago, recruits, exits and training are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulator.inputs.arrays import Floats, Integers, Staff
from simulator.inputs.carers import facility_of
from simulator.inputs.retirement import still_leaving
from simulator.inputs.scenario import Scenario
from simulator.inputs.services import Service
from simulator.inputs.values import Values


def staff(
    services: Mapping[str, Service],
    values: Values,
    scenario: Scenario,
    regions: Sequence[str],
    bases: tuple[Integers, Floats],
) -> Staff:
    """Return what decides graduates, recruits and exits of every simulated year.

    ``bases`` are the stocks and the yearly growth of the base period, (region, service) each.
    The inflow of 2016–2020 (growth plus exits) sets the level of graduates; recruits are
    taken off.
    """
    standing, growth = bases
    base, _, end = scenario.horizon
    found = nobody(end - base + 1, *standing.shape)
    for position, (name, service) in enumerate(services.items()):
        if service.family == "workforce":
            _fill_rates(found, values, base, (service, position))
            net = values.optional(service.exits) - found.recruits[position]
            level = growth[:, position] + standing[:, position] * net
            found.level[:, position] = np.maximum(level, 0.0) if not service.training_limit else 0.0
            _fill_levers(found, scenario, regions, (name, position))
            _fill_exits(found, scenario, regions, values, (service, name, position))
    _fill_places(found, services, values)
    return found


def _fill_places(found: Staff, services: Mapping[str, Service], values: Values) -> None:
    """Write which staff follows the places of which facility."""
    names = tuple(services)
    for carers, facility in facility_of(services).items():
        position, staff = names.index(carers), services[facility].staff
        found.facility[position] = names.index(facility)
        found.per_place[position] = values(staff.per_unit) if staff else 0.0
        found.training_limit[position] = values.optional(services[carers].training_limit)


def nobody(n_years: int, n_regions: int, n_services: int) -> Staff:
    """Return staff of no service: no graduates, no hires, no limit of posts."""
    by_city = (n_years, n_regions, n_services)
    return Staff(
        level=np.zeros((n_regions, n_services)),
        rise=np.zeros(n_services),
        observed_years=np.zeros(n_services, np.int64),
        years_to_licence=np.zeros(n_services, np.int64),
        seats=np.ones((n_years, n_services)),
        recruits=np.zeros(n_services),
        recruited=np.zeros(by_city),
        hires=np.zeros(by_city, np.int64),
        hire_limit=np.zeros(n_services),
        hire_cost_rise=np.zeros(n_services),
        attraction=np.ones(by_city),
        posts=np.full(by_city, np.inf),
        facility=np.full(n_services, -1),
        per_place=np.zeros(n_services),
        training_limit=np.zeros(n_services),
        exits=np.zeros(by_city),
    )


def _fill_rates(found: Staff, values: Values, base: int, what: tuple[Service, int]) -> None:
    """Write what the parameters say of one service, whatever the year."""
    service, position = what
    found.recruits[position] = values.optional(service.recruitment)
    if service.moves:
        found.hire_limit[position] = values(service.moves.limit)
        found.hire_cost_rise[position] = values(service.moves.cost_rise)
    found.rise[position] = values.optional(service.intake_growth)
    found.observed_years[position] = _observed_until(service, values) - base
    lag = int(np.ceil(values.optional(service.years_to_licence)))
    found.years_to_licence[position] = lag


def _observed_until(service: Service, values: Values) -> int:
    """Return the last year whose stock the rise was fitted on."""
    return values.parameters[service.intake_growth].date if service.intake_growth else 0


def _fill_levers(
    found: Staff,
    scenario: Scenario,
    regions: Sequence[str],
    service: tuple[str, int],
) -> None:
    """Write what the scenario says of one service into the yearly arrays."""
    name, position = service
    lag = int(found.years_to_licence[position])
    both = scenario.baseline_levers.workforce, scenario.levers.workforce
    names_cities = any(levers.names_cities(name) for levers in both)
    for year in range(1, found.seats.shape[0]):
        calendar = scenario.horizon.base + year
        intake = calendar - lag
        seats = scenario.levers_in(intake).workforce.seats_in(name, intake)
        found.seats[year, position] = seats if intake > scenario.horizon.base else 1.0
        if not names_cities:
            continue
        levers = scenario.levers_in(calendar).workforce
        for index, region in enumerate(regions):
            found.recruited[year, index, position] = levers.recruitment_in(name, region, calendar)
            found.hires[year, index, position] = round(levers.hires_in(name, region, calendar))
            found.attraction[year, index, position] = levers.attraction_in(name, region, calendar)
            found.posts[year, index, position] = levers.posts_in(name, region, calendar)


def _fill_exits(
    found: Staff,
    scenario: Scenario,
    regions: Sequence[str],
    values: Values,
    what: tuple[Service, str, int],
) -> None:
    """Write who leaves: the usual rate, less whom cities keep and whom a later age keeps."""
    service, name, position = what
    usual = values.optional(service.exits)
    for year in range(1, found.exits.shape[0]):
        calendar = scenario.horizon.base + year
        levers = scenario.levers_in(calendar).workforce
        leaving = usual * still_leaving(service.pension, values, levers, calendar)
        if name not in levers.retention:
            found.exits[year, :, position] = leaving
            continue
        for index, region in enumerate(regions):
            kept = levers.retention_in(name, region, calendar)
            found.exits[year, index, position] = leaving * (1 - kept)
