"""What is constant for every service: family, decay, links between services, standards."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.inputs.arrays import (
    COVERAGE,
    FACILITY,
    PROGRAMME,
    WORKFORCE,
    Floats,
    Integers,
    Traits,
)
from simulator.inputs.base_figures import GROUPS
from simulator.inputs.services import Service
from simulator.inputs.values import Values

FAMILY = {
    "facility": FACILITY,
    "workforce": WORKFORCE,
    "coverage": COVERAGE,
    "programme": PROGRAMME,
}


def traits_of(services: Mapping[str, Service], values: Values) -> Traits:
    """Return the constants of all services in one draw."""
    every = tuple(services.values())
    return Traits(
        family=np.array([FAMILY[service.family] for service in every]),
        retirement=_each(every, values, "retirement"),
        sub_stock_of=_links(services, [s.sub_stock_of for s in every]),
        staff_service=_links(services, [s.staff.service if s.staff else None for s in every]),
        staff_per_unit=np.array([values(s.staff.per_unit) if s.staff else 0.0 for s in every]),
        places_service=_links(services, [s.places for s in every]),
        uncovered_decline=_each(every, values, "uncovered_decline"),
        standard=np.array([values(s.standard.per_person) if s.standard else 0.0 for s in every]),
        standard_group=np.array(
            [GROUPS.index(s.standard.group if s.standard else s.group) for s in every]
        ),
    )


def _each(services: tuple[Service, ...], values: Values, field: str) -> Floats:
    """Return one parameter of every service, 0 where it names none. Shape (service,)."""
    return np.array([values.optional(getattr(service, field)) for service in services])


def _links(services: Mapping[str, Service], targets: list[str | None]) -> Integers:
    """Return the positions of the services named, -1 for none. Shape (service,)."""
    names = tuple(services)
    return np.array([names.index(target) if target else -1 for target in targets])
