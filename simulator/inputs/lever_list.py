"""Every lever that a planner can move, for given services, cities and projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from simulator.inputs.acted_on import acted_on
from simulator.inputs.levers import (
    AllocationRule,
    Financing,
    NeedReference,
    Reading,
    TransferRule,
    Variant,
    Variants,
)
from simulator.inputs.services import Service
from simulator.inputs.staff_levers import BY_CITY

Kind = Literal["number", "yearly", "choice", "by_city", "rows", "project"]
"""``number`` one number; ``yearly`` a number or a series of years; ``choice`` one of `choices`;
``by_city`` a yearly number for each of `cities`, below the lever's own path; ``rows`` a list;
``project`` state, delay and size of a named project."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "transfers.rule": get_args(TransferRule),
    "transfers.financing": get_args(Financing),
    "allocation.rule": get_args(AllocationRule),
    "need_reference": get_args(NeedReference),
    **{f"population.variant.{name}": get_args(Variant) for name in Variants.model_fields},
}
UNCHANGED = 1.0
"""What a factor is where nobody moves it."""


class LeverPlace(NamedTuple):
    """One lever: where it stands, what kind it is, and what holds where nobody moves it."""

    path: str
    """Dotted path in a scenario."""
    group: str
    """Id of the group in which a page shows it: a group of the scenario file."""
    kind: Kind
    parameter: str = ""
    """Parameter that holds where the lever says nothing, empty where there is none."""
    usual: float | None = None
    """What holds where there is no parameter either; None for nothing at all."""
    cities: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def lever_list(
    services: Mapping[str, Service],
    cities: Sequence[str],
    province: str,
    projects: Sequence[str] = (),
    doubts: Sequence[str] = (),
) -> Iterator[LeverPlace]:
    """Yield all levers, group by group in the order of a scenario file."""
    yield LeverPlace("revenue.growth", "revenue", "yearly", "budget.revenue_growth")
    yield LeverPlace("revenue.level", "revenue", "yearly", usual=UNCHANGED)
    yield from _by_service(services, "revenue.shares", "number")
    yield LeverPlace("fungible", "revenue", "number", usual=0.0)
    yield LeverPlace("carry_over.limit", "revenue", "number", "budget.carry_over_limit")
    yield LeverPlace("shocks", "revenue", "rows")
    yield _choice("transfers.rule")
    yield _choice("transfers.financing")
    yield LeverPlace("transfers.pool", "transfers", "yearly", usual=0.0)
    yield _choice("allocation.rule")
    yield from _by_service(services, "allocation.shares", "number")
    yield LeverPlace("allocation.starts", "allocation", "rows")
    yield _choice("need_reference")._replace(group="allocation")
    yield from _people(tuple(cities))
    yield from _staff(services, tuple(cities), province)
    yield LeverPlace("slots.approval", "slots", "number", "projects.approval_slots")
    yield LeverPlace("slots.construction", "slots", "number", "projects.construction_slots")
    for name in acted_on(services, "take_up"):
        known = services[name].take_up or ""
        usual = None if known else UNCHANGED
        yield LeverPlace(f"take_up.{name}", "take_up", "yearly", known, usual)
    yield from _by_service(services, "closures", "yearly", 0.0)
    yield from _by_service(services, "conversions", "yearly", 0.0)
    yield from (LeverPlace(f"projects.{name}", "projects", "project") for name in projects)
    yield LeverPlace("served_in", "served_in", "rows")
    yield LeverPlace("affordability.ceiling", "affordability", "number")
    readings = get_args(Reading)
    yield from (
        LeverPlace(f"doubts.{name}", "doubts", "choice", choices=readings) for name in doubts
    )


def _people(cities: tuple[str, ...]) -> Iterator[LeverPlace]:
    """Yield the levers of the residents."""
    for component in Variants.model_fields:
        yield _choice(f"population.variant.{component}")
    yield LeverPlace("population.migration", "population", "by_city", usual=0.0, cities=cities)
    yield LeverPlace("population.observed_until", "population", "number")


def _staff(
    services: Mapping[str, Service], cities: tuple[str, ...], province: str
) -> Iterator[LeverPlace]:
    """Yield the levers of staff; retention may be given for all cities at once."""
    yield from _by_service(services, "workforce.seats", "yearly", UNCHANGED)
    for lever in BY_CITY:
        usual = {"attraction": UNCHANGED, "posts": None}.get(lever, 0.0)
        named = (province, *cities) if lever == "retention" else cities
        for one in _by_service(services, f"workforce.{lever}", "by_city", usual):
            yield one._replace(cities=named)
    yield LeverPlace("workforce.retirement_age", "workforce", "yearly")


def _choice(path: str) -> LeverPlace:
    return LeverPlace(path, path.split(".")[0], "choice", choices=CHOICES[path])


def _by_service(
    services: Mapping[str, Service], path: str, kind: Kind, usual: float | None = None
) -> Iterator[LeverPlace]:
    """Yield a lever for each of the services it acts on."""
    group = path.split(".")[0]
    for name in acted_on(services, path):
        yield LeverPlace(f"{path}.{name}", group, kind, usual=usual)
