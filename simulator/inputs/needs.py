"""Need levels: where an allocation rule stops building (design §4.6).

The region's own printed target, else the province's, else a named need reference: the
province's ratio at the base, or the national plan. Ratios stay ratios: the level in units
follows the residents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.axes import PROVINCE
from simulator.inputs.arrays import COUNT, NO_NEED, PER_PEOPLE, PER_SERVICE, Floats, Needs
from simulator.inputs.indicators import Indicator
from simulator.inputs.plans import PlanRow
from simulator.inputs.services import REMAINDER, Service
from simulator.inputs.stocks import GROUPS, Evidence, Ground, Stocks


class Level(NamedTuple):
    """One need level."""

    kind: int
    level: float
    per: float
    binding: int = 0
    assumed: bool = False


NOTHING = Level(NO_NEED, 0.0, 1.0)


def needs(ground: Ground, stocks: Stocks, national: Mapping[str, float]) -> Needs:
    """Return the need levels of all regions and services.

    ``national`` holds targets of the national plan by indicator where they are the need
    reference, and is empty where the province is.
    """
    evidence, services = ground.evidence, ground.services
    names = tuple(services)
    found = [
        [_level(ground, stocks, national, region, name) for name in names]
        for region in range(len(evidence.regions))
    ]
    cells = np.array(found)
    return Needs(
        kind=cells[:, :, 0].astype(np.int64),
        level=cells[:, :, 1],
        per=cells[:, :, 2],
        group=np.array([GROUPS.index(service.group) for service in services.values()]),
        whole=np.array(
            [names.index(s.sub_stock_of) if s.sub_stock_of else -1 for s in services.values()]
        ),
        binding=cells[:, :, 3].astype(np.int64),
        assumed=cells[:, :, 4].astype(bool),
    )


def _level(
    ground: Ground, stocks: Stocks, national: Mapping[str, float], region: int, name: str
) -> Level:
    """Return the need level of one service in one region."""
    evidence, services, people = ground.evidence, ground.services, ground.people
    service, position = services[name], tuple(services).index(name)
    if not stocks.exists[region, position] or service.family in ("workforce", "programme"):
        return NOTHING
    if service.base.part_of and service.indicator is None:
        return _of_covered(evidence, services, region, service)
    if service.indicator is None and not service.base.part_of:
        return NOTHING
    own = target_row(evidence, evidence.regions[region], service.indicator)
    if own is None and service.base.part_of:
        whole = target_row(evidence, evidence.regions[region], service.base.part_of)
        if whole is not None and whole.target.value is not None:
            share = _base_share(services, stocks, region, name)
            return Level(COUNT, whole.target.value * share, 1.0, _binding(whole))
    elif own is not None and service.base.share == REMAINDER:
        share = _base_share(services, stocks, region, name)
        return Level(COUNT, (own.target.value or 0.0) * share, 1.0, _binding(own))
    row = own or target_row(evidence, PROVINCE, service.indicator)
    if row is not None:
        return _printed(evidence.indicators[service.indicator or ""], row)
    level = national.get(service.indicator or "")
    if level is not None:
        return _national(evidence.indicators[service.indicator or ""], level)
    return _reference(stocks, people, position, service)


def _printed(indicator: Indicator, row: PlanRow) -> Level:
    """Return a printed target as a need level."""
    value = row.target.value
    if value is None:
        return NOTHING
    if indicator.denominator is None:
        return Level(COUNT, value, 1.0, _binding(row))
    kind = PER_PEOPLE if isinstance(indicator.denominator, str) else PER_SERVICE
    return Level(kind, value, float(indicator.per), _binding(row))


def _of_covered(
    evidence: Evidence, services: Mapping[str, Service], region: int, service: Service
) -> Level:
    """Return the need of places for those covered: the target rate of the group."""
    indicator = service.base.part_of or ""
    row = target_row(evidence, evidence.regions[region], indicator)
    row = row or target_row(evidence, PROVINCE, indicator)
    return _printed(evidence.indicators[indicator], row) if row is not None else NOTHING


def _national(indicator: Indicator, level: float) -> Level:
    """Return a ratio of the national plan as a need level, in its own denominator."""
    kind = PER_PEOPLE if isinstance(indicator.denominator, str) else PER_SERVICE
    return Level(kind, level, float(indicator.per), assumed=True)


def _reference(stocks: Stocks, people: Floats, position: int, service: Service) -> Level:
    """Return the province's base ratio as a need level."""
    residents = people[:, GROUPS.index(service.group)]
    there = stocks.exists[:, position]
    units, persons = stocks.standing[there, position].sum(), residents[there].sum()
    return Level(PER_PEOPLE, 1000.0 * units / persons, 1000.0, assumed=True)


def _base_share(services: Mapping[str, Service], stocks: Stocks, region: int, name: str) -> float:
    """Return a part's share of its whole at the base."""
    whole = services[name].base.part_of
    parts = [i for i, s in enumerate(services.values()) if s.base.part_of == whole]
    total = stocks.standing[region, parts].sum()
    return float(stocks.standing[region, tuple(services).index(name)] / total) if total else 0.0


def target_row(evidence: Evidence, region: str, indicator: str | None) -> PlanRow | None:
    """Return the row of a region's plan whose target for an indicator is a level with a number."""
    plan = evidence.plans.get(region)
    for row in plan.rows if plan else ():
        if row.indicator == indicator and row.target.value is not None:
            return row if row.target.accumulation != "cumulative" else None
    return None


def _binding(row: PlanRow) -> int:
    return int(row.nature == "binding")
