"""Staff without a count of its own: at the base as many as the places that stand need."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.inputs.arrays import Booleans, Integers
from simulator.inputs.services import Service
from simulator.inputs.values import Values

HARDLY = 1e-9
"""What a product may lie above a whole number without needing one person more."""


def facility_of(services: Mapping[str, Service]) -> Mapping[str, str]:
    """Return the facility whose places a staff makes available, by staff that is trained for it."""
    return {
        one.staff.service: name
        for name, one in services.items()
        if one.staff and services[one.staff.service].training_limit
    }


def add_carers(
    services: Mapping[str, Service], values: Values, standing: Integers, exists: Booleans
) -> None:
    """Write the staff of places into the stocks of the base year. Shape (region, service).

    Whatever stands at the base is staffed: nothing else is known of it.
    """
    names = tuple(services)
    for carers, facility in facility_of(services).items():
        here, there = names.index(carers), names.index(facility)
        staff = services[facility].staff
        per_unit = values(staff.per_unit) if staff else 0.0
        needed = np.ceil(standing[:, there] * per_unit - HARDLY)
        standing[:, here] = needed.astype(np.int64)
        exists[:, here] = exists[:, there]
