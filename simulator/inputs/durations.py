"""How long projects take: whole months of five stages for every project there may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulator.inputs.arrays import Floats, Integers, Whole
from simulator.inputs.services import Service
from simulator.inputs.uncertain import distribution, uncertain_of
from simulator.inputs.values import Values
from simulator.streams import uniforms

MOST_SERIALS = 1024
"""Projects of one service in one region that a run has room for at most; more is an M error. A
project's times do not depend on the room."""
MONTHS = np.int16
"""Type of the times of all projects there is room for: many numbers, all of them small."""
N_STAGES = 5
"""Stages that take time."""
STREAM = "project_delay"
SHARES = (
    "durations.approval_share",
    "durations.land_share",
    "durations.design_approval_share",
    "durations.acceptance_share",
)
"""Stage shares besides construction, which takes what is left."""


def stage_shares(values: Values) -> Floats:
    """Return the shares (stage,): approval, land, design approval, construction, acceptance."""
    approval, land, design, acceptance = (values(name) for name in SHARES)
    construction = 1.0 - approval - land - design - acceptance
    return np.array([approval, land, design, construction, acceptance])


def stage_months(total: Floats, shares: Floats) -> Integers:
    """Return whole months (…, stage) of projects of ``total`` months, each at least one.

    A stage ends at the month that its cumulated share reaches, rounded up; each stage behind it
    keeps a month, so that the whole time is the total rounded up.

    Examples
    --------
    >>> stage_months(np.array([48.0]), np.array([0.125, 0.125, 0.125, 0.58, 0.045])).tolist()
    [[6, 6, 6, 28, 2]]
    """
    months = np.empty((*total.shape, shares.shape[0]), np.int64)
    end, cumulated = np.zeros(total.shape, np.int64), 0.0
    whole = np.ceil(total - 1e-9).astype(np.int64)
    for stage, share in enumerate(shares):
        cumulated = min(cumulated + share, 1.0)
        reached = np.ceil(total * cumulated - 1e-9).astype(np.int64)
        after = np.maximum(np.minimum(reached, whole - (shares.shape[0] - 1 - stage)), end + 1)
        months[..., stage] = after - end
        end = after
    return months


def project_months(
    services: Mapping[str, Service],
    values: Values,
    codes: Sequence[int],
    seed: int,
    draw: int,
    *,
    n_serials: Integers,
) -> Whole:
    """Return the stage months of every project. Shape (service, region, serial, stage).

    In draw 0 all projects of a service take the central time; in the others each project
    draws its own from the distribution of the parameter. Serial 0 is no project: it keeps the
    central time, which is what a planner reckons with. Serials from ``n_serials`` (service,) on
    have no room: zero months where a draw has its own times.
    """
    shares = stage_shares(values)
    shape = (len(services), len(codes), int(n_serials.max()), shares.shape[0])
    if draw == 0:
        central = np.array([values.optional(service.months) for service in services.values()])
        whole = stage_months(central, shares).astype(MONTHS)
        return np.broadcast_to(whole[:, None, None, :], shape)
    months: Whole = np.zeros(shape, MONTHS)
    regions = np.array(codes)[:, None]
    # service by service, so that the intermediate numbers stay in the cache
    for position, (name, service) in enumerate(services.items()):
        if service.months is None:
            continue
        parameter = values.parameters[service.months]
        serial = np.arange(n_serials[position])
        chance = uniforms(seed, draw, STREAM, region_code=regions, service=name, serial=serial)
        total = distribution(uncertain_of(parameter)).quantile(chance)
        total[:, 0] = parameter.value
        months[position, :, : serial.size] = stage_months(total, shares)
    return months


def longest_months(services: Mapping[str, Service], values: Values) -> Integers:
    """Return the months that no project of a service ever takes more of. Shape (service,)."""
    return np.array(
        [
            int(np.ceil(distribution(uncertain_of(values.parameters[one.months])).greatest))
            if one.months
            else 1
            for one in services.values()
        ]
    )
