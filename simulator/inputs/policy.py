"""The rules a scenario sets for transfers and new starts, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np

from simulator.inputs.arrays import Policy
from simulator.inputs.levers import AllocationRule, Levers, TransferRule
from simulator.inputs.scenario import Scenario

TRANSFER_RULES: tuple[str, ...] = get_args(TransferRule)
ALLOCATION_RULES: tuple[str, ...] = get_args(AllocationRule)
"""Rules in the order of their codes."""


def policy(scenario: Scenario, regions: Sequence[str], services: Sequence[str]) -> Policy:
    """Return the rules of every year; index 0 is the base year, in which nothing is decided."""
    base, _, end = scenario.horizon
    years = range(base, end + 1)
    levers = [scenario.levers_in(year) for year in years]
    starts = np.zeros((len(years), len(regions), len(services)), np.int64)
    for index, (year, one) in enumerate(zip(years, levers, strict=True)):
        for start in one.allocation.starts_in(year):
            starts[index, regions.index(start.region), services.index(start.service)] += start.count
    return Policy(
        transfer_rule=np.array([TRANSFER_RULES.index(one.transfers.rule) for one in levers]),
        additional=np.array([one.transfers.financing == "additional" for one in levers]),
        allocation_rule=np.array([ALLOCATION_RULES.index(one.allocation.rule) for one in levers]),
        shares=np.array(
            [[one.allocation.shares.get(name, 0.0) for name in services] for one in levers]
        ),
        limits=np.array([[_limit(one, name) for name in services] for one in levers]),
        starts=starts,
    )


def _limit(levers: Levers, service: str) -> float:
    """Return the share of its domain's money for a service; all of it where none is set."""
    share = levers.revenue.share_of(service)
    return 1.0 if share is None else share
