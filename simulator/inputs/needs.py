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
from simulator.inputs.arrays import (
    COUNT,
    NO_NEED,
    PER_PEOPLE,
    PER_SERVICE,
    Booleans,
    Floats,
    Integers,
    Needs,
)
from simulator.inputs.base_figures import GROUPS, Evidence
from simulator.inputs.indicators import Indicator
from simulator.inputs.plans import PlanRow
from simulator.inputs.services import REMAINDER, Service
from simulator.inputs.stocks import Ground, Stocks


class Level(NamedTuple):
    """One need level, as far as it is known before the stocks are."""

    kind: int
    level: float
    per: float
    binding: int = 0
    assumed: bool = False
    of_base: int = 0
    """`AS_IT_IS`, or what the level is multiplied with: `SHARE`, `RATIO`."""


AS_IT_IS, SHARE, RATIO = range(3)
"""The level itself; its share in the whole at the base; the province's ratio at the base."""
NOTHING = Level(NO_NEED, 0.0, 1.0)
REFERENCE = Level(PER_PEOPLE, 1.0, 1000.0, assumed=True, of_base=RATIO)


class NeedLevels(NamedTuple):
    """Need levels before the stocks are known. Arrays (region, service)."""

    kind: Integers
    level: Floats
    per: Floats
    binding: Integers
    assumed: Booleans
    of_base: Integers


def need_levels(
    evidence: Evidence, services: Mapping[str, Service], national: Mapping[str, float]
) -> NeedLevels:
    """Return the need levels of all regions and services, the same in every draw.

    ``national`` holds targets of the national plan by indicator where they are the need
    reference, and is empty where the province is.
    """
    cells = np.array(
        [
            [_level(evidence, services, national, region, name) for name in services]
            for region in evidence.regions
        ]
    )
    whole = (cells[:, :, place].astype(np.int64) for place in (0, 3, 5))
    kind, binding, of_base = whole
    level, per = cells[:, :, 1], cells[:, :, 2]
    return NeedLevels(kind, level, per, binding, cells[:, :, 4].astype(bool), of_base)


def needs(ground: Ground, stocks: Stocks, levels: NeedLevels) -> Needs:
    """Return the need levels of a draw: none where a service does not exist."""
    services = ground.services
    names, there = tuple(services), stocks.exists
    share = np.where(levels.of_base == SHARE, _base_shares(services, stocks), 1.0)
    level = levels.level * share
    for position in np.flatnonzero((levels.of_base == RATIO).any(axis=0)):
        ratio = _base_ratio(stocks, ground.people, int(position), services[names[position]])
        level[:, position] = np.where(
            levels.of_base[:, position] == RATIO, ratio, level[:, position]
        )
    return Needs(
        kind=np.where(there, levels.kind, NO_NEED),
        level=np.where(there, level, 0.0),
        per=np.where(there, levels.per, 1.0),
        group=np.array([GROUPS.index(service.group) for service in services.values()]),
        whole=np.array(
            [names.index(s.sub_stock_of) if s.sub_stock_of else -1 for s in services.values()]
        ),
        binding=np.where(there, levels.binding, 0),
        assumed=there & levels.assumed,
    )


def _level(
    evidence: Evidence,
    services: Mapping[str, Service],
    national: Mapping[str, float],
    region: str,
    name: str,
) -> Level:
    """Return the need level of one service in one region."""
    service = services[name]
    if service.family in ("workforce", "programme"):
        return NOTHING
    if service.base.part_of and service.indicator is None:
        return _of_covered(evidence, region, service)
    if service.indicator is None and not service.base.part_of:
        return NOTHING
    own = target_row(evidence, region, service.indicator)
    if own is None and service.base.part_of:
        whole = target_row(evidence, region, service.base.part_of)
        if whole is not None and whole.target.value is not None:
            return Level(COUNT, whole.target.value, 1.0, _binding(whole), of_base=SHARE)
    elif own is not None and service.base.share == REMAINDER:
        return Level(COUNT, own.target.value or 0.0, 1.0, _binding(own), of_base=SHARE)
    row = own or target_row(evidence, PROVINCE, service.indicator)
    if row is not None:
        return _printed(evidence.indicators[service.indicator or ""], row)
    level = national.get(service.indicator or "")
    if level is not None:
        return _national(evidence.indicators[service.indicator or ""], level)
    return REFERENCE


def _printed(indicator: Indicator, row: PlanRow) -> Level:
    """Return a printed target as a need level."""
    value = row.target.value
    if value is None:
        return NOTHING
    if indicator.denominator is None:
        return Level(COUNT, value, 1.0, _binding(row))
    kind = PER_PEOPLE if isinstance(indicator.denominator, str) else PER_SERVICE
    return Level(kind, value, float(indicator.per), _binding(row))


def _of_covered(evidence: Evidence, region: str, service: Service) -> Level:
    """Return the need of places for those covered: the target rate of the group."""
    indicator = service.base.part_of or ""
    row = target_row(evidence, region, indicator)
    row = row or target_row(evidence, PROVINCE, indicator)
    return _printed(evidence.indicators[indicator], row) if row is not None else NOTHING


def _national(indicator: Indicator, level: float) -> Level:
    """Return a ratio of the national plan as a need level, in its own denominator."""
    kind = PER_PEOPLE if isinstance(indicator.denominator, str) else PER_SERVICE
    return Level(kind, level, float(indicator.per), assumed=True)


def _base_ratio(stocks: Stocks, people: Floats, position: int, service: Service) -> float:
    """Return the province's ratio at the base [units per 1,000 of the group]."""
    residents = people[:, GROUPS.index(service.group)]
    there = stocks.exists[:, position]
    units, persons = stocks.standing[there, position].sum(), residents[there].sum()
    return float(1000.0 * units / persons) if there.any() else 0.0


def _base_shares(services: Mapping[str, Service], stocks: Stocks) -> Floats:
    """Return the share of every part in its whole at the base. Shape (region, service)."""
    wholes = np.array([service.base.part_of or "" for service in services.values()])
    together = (wholes[:, None] == wholes) & (wholes != "")
    total = stocks.standing @ together.astype(np.int64)
    return np.where(total > 0, stocks.standing / np.maximum(total, 1), 0.0)


def target_row(evidence: Evidence, region: str, indicator: str | None) -> PlanRow | None:
    """Return the row of a region's plan whose target for an indicator is a level with a number."""
    plan = evidence.plans.get(region)
    for row in plan.rows if plan else ():
        if row.indicator == indicator and row.target.value is not None:
            return row if row.target.accumulation != "cumulative" else None
    return None


def _binding(row: PlanRow) -> int:
    return int(row.nature == "binding")
