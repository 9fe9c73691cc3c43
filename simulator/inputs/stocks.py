"""Stocks of the base year: printed count, else printed ratio × residents, else imputed.

A city without a plan table or an outside count takes the average of the rest of the province:
the province's count minus the real cities', over the rest's residents. Where the province has
no count either, a parameter stands for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.arrays import Floats
from simulator.inputs.base_figures import (
    ASSUMED,
    DERIVED,
    GROUPS,
    BaseFigures,
    Evidence,
)
from simulator.inputs.carers import add_carers
from simulator.inputs.services import REMAINDER, Service
from simulator.inputs.values import Values


class Ground(NamedTuple):
    """What the base year is made from, in one draw."""

    evidence: Evidence
    figures: Mapping[tuple[str, str | None], BaseFigures]
    """By service and indicator, as `figures_of` reads them."""
    services: Mapping[str, Service]
    values: Values
    people: Floats
    """Residents by group at the base. Shape (region, group)."""
    spread: Floats
    """Factor on an imputed stock before the total is met. Shape (region, service)."""


class Stocks(NamedTuple):
    """Stocks of the base year. Arrays (region, service)."""

    standing: NDArray[np.int64]
    exists: NDArray[np.bool_]
    real: NDArray[np.bool_]
    """Stated, derived from a stated ratio, or external; not imputed."""
    grade: NDArray[np.int8]
    province_known: NDArray[np.bool_]
    """Whether the province's own count is known. Shape (service,)."""
    assumption: tuple[str, ...]
    """Parameter that stands for cities without a count, by service; empty where none does."""


class _Known(NamedTuple):
    units: Floats
    grade: NDArray[np.int8]
    province: float


def base_stocks(ground: Ground) -> Stocks:
    """Return the stocks of 31 December of the base year, services in their order."""
    evidence, services = ground.evidence, ground.services
    n_regions, n_services = len(evidence.regions), len(services)
    count = np.full((n_regions, n_services), np.nan)
    grade = np.full((n_regions, n_services), ASSUMED, np.int8)
    known = np.zeros((n_regions, n_services), bool)
    province = np.zeros(n_services, bool)
    names = tuple(services)
    order = sorted(names, key=lambda name: _depth(services[name]))
    for name in order:
        position, service = names.index(name), services[name]
        found = _known(ground, name, service, count)
        known[:, position] = np.isfinite(found.units)
        grade[:, position] = found.grade
        province[position] = np.isfinite(found.province)
        count[:, position] = _with_the_rest(ground, service, found)
        if service.base.part_of:
            _split(ground, name, count, known)
    exists = np.isfinite(count)
    standing = np.rint(np.where(exists, count, 0.0)).astype(np.int64)
    add_carers(services, ground.values, standing, exists)
    by_province = province[None, :] & ~known & exists
    grade = np.where(by_province, DERIVED, grade).astype(np.int8)
    assumption = tuple(
        service.base.rest if "." in service.base.rest else service.base.per_member or ""
        for service in services.values()
    )
    return Stocks(standing, exists, known, grade, province, assumption)


def _depth(service: Service) -> int:
    """Return when a stock can be computed: parts after wholes, the remainder last."""
    if service.base.share == REMAINDER:
        return 2
    return 1 if service.base.part_of or service.sub_stock_of else 0


def _known(ground: Ground, name: str, service: Service, count: Floats) -> _Known:
    """Return what is printed or observed of a service, by region (nan where nothing is)."""
    figures = ground.figures[name, service.indicator]
    people = np.concatenate([ground.people, ground.people.sum(axis=0, keepdims=True)])
    whole = np.full(people.shape[0], np.nan)
    if service.sub_stock_of:
        whole[:-1] = count[:, tuple(ground.services).index(service.sub_stock_of)]
    found = figures.counts(people, whole)
    if service.base.share == REMAINDER:
        nothing = np.full_like(found[:-1], np.nan)
        return _Known(nothing, np.full_like(figures.grade[:-1], ASSUMED), float(found[-1]))
    return _Known(found[:-1], figures.grade[:-1], float(found[-1]))


def _with_the_rest(ground: Ground, service: Service, found: _Known) -> Floats:
    """Return the counts with the other cities filled by the rest-of-province average.

    In draws the other cities differ by their spread; their total does not change. The parts
    of a whole share one spread, or they would not add up.
    """
    residents = ground.people[:, GROUPS.index(service.group)]
    missing = ~np.isfinite(found.units)
    filled = found.units.copy()
    if service.base.per_member:
        filled[missing] = residents[missing] * ground.values(service.base.per_member)
        return filled
    if service.base.part_of or not missing.any():
        return filled
    if np.isfinite(found.province):
        rest = found.province - found.units[~missing].sum()
    elif "." in service.base.rest:
        rest = ground.values(service.base.rest) / 1000 * residents[missing].sum()
    else:
        return filled
    wholes = [one.base.part_of or one.indicator for one in ground.services.values()]
    of_service = wholes.index(service.indicator)
    weights = residents[missing] * ground.spread[missing, of_service]
    filled[missing] = rest * weights / weights.sum()
    return filled


def _split(ground: Ground, name: str, count: Floats, known: NDArray[np.bool_]) -> None:
    """Fill a service that is a part of an indicator's stock: a share of it, or what is left."""
    services = ground.services
    names, service = tuple(services), services[name]
    position = names.index(name)
    source = next((n for n, s in services.items() if s.indicator == service.base.part_of), name)
    if source != name and service.base.share != REMAINDER and services[source].base.part_of is None:
        total = count[:, names.index(source)]
        real = known[:, names.index(source)]
    else:
        about = _known(ground, service.base.part_of or "", _whole(service), count)
        total = _with_the_rest(ground, _whole(service), about)
        real = np.isfinite(about.units)
    if service.base.share == REMAINDER:
        others = [
            n for n, s in services.items() if s.base.part_of == service.base.part_of and n != name
        ]
        part = total - np.rint(count[:, [names.index(n) for n in others]]).sum(axis=1)
    else:
        part = total * ground.values(service.base.share or "")
    missing = ~np.isfinite(count[:, position])
    count[missing, position] = part[missing]
    known[:, position] |= real


def _whole(service: Service) -> Service:
    """Return the service that stands for the whole indicator of which ``service`` is a part."""
    base = service.base.model_copy(update={"part_of": None, "share": None})
    return service.model_copy(update={"indicator": service.base.part_of, "base": base})
