"""The staff of random worlds: one service of people, all others empty."""

from __future__ import annotations

import numpy as np

from simulator.inputs.arrays import Staff


def staff_of_world(whole, shape, position):
    """Return graduates, recruits, hires and exits of one service; ``whole`` draws integers.

    ``shape`` is (year, region, service), ``position`` the service, which may follow the beds:
    service 0, half a person a bed.
    """
    years, regions, services = shape

    def of_service(value, axes=(), dtype=float):
        found = np.zeros((*axes, services), dtype)
        found[..., position] = value
        return found

    by_city = (years, regions)
    posts = whole(0, 400, (regions,)) if whole(0, 1) else np.inf
    return Staff(
        level=of_service(whole(0, 90, (regions,)) / 7, (regions,)),
        rise=of_service(0.1),
        observed_years=of_service(2, dtype=np.int64),
        years_to_licence=of_service(6, dtype=np.int64),
        seats=np.ones((years, services)),
        recruits=of_service(whole(0, 5) / 100),
        recruited=of_service(0.0, by_city),
        hires=of_service(whole(0, 9, (regions,)), by_city, np.int64),
        hire_limit=of_service(whole(0, 9) / 100),
        hire_cost_rise=of_service(whole(0, 30)),
        attraction=np.ones(shape),
        posts=of_service(posts, by_city),
        facility=np.where(of_service(whole(0, 1)) > 0, 0, -1),
        per_place=of_service(0.5),
        training_limit=of_service(whole(0, 9) / 10),
        exits=of_service(whole(0, 20) / 100, by_city),
    )
