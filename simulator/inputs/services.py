"""The services the model moves, and which parameter says what of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from simulator.axes import AGE_GROUPS, DOMAINS
from simulator.errors import InputError, Problem
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, Strict, check
from simulator.inputs.yaml_nodes import try_read
from simulator.units import UNITS

FILE = "services.yaml"
REMAINDER = "remainder"
Name = Annotated[str, Field(min_length=1)]


class Base(Strict):
    """How the stock of the base year comes about (see the head of ``services.yaml``)."""

    rest: Name = "none"
    """``province``, ``none`` or the parameter that stands for the other cities."""
    part_of: Name | None = None
    """Indicator of whose stock this is a part."""
    share: Name | None = None
    """Parameter with the share, or ``remainder``: what the other part leaves."""
    per_member: Name | None = None
    """Parameter with the units per member of the group, in every city."""


class Staff(Strict):
    """Staff that a unit needs to be available."""

    service: Name
    per_unit: Name


class Providers(Strict):
    """Who provides the units: parameters in percent, shown beside use and read by no rule."""

    public: Name
    inclusive: Name
    """Public providers among them."""


class Conversion(Strict):
    """How units of another service are turned into units of this one.

    Without ``capital`` and ``months`` they cost and take what new ones do.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    source: Name = Field(alias="from")
    units: Name | None = None
    """Parameter with the units that one unit of the source becomes; 1 without it."""
    capital: Name | None = None
    months: Name | None = None


class Pension(Strict):
    """Retirement: the statutory age before and after it rises, and how much of leaving it is."""

    age: Name
    later_age: Name
    share: Name
    """Share of those leaving who reach the age."""


class Moves(Strict):
    """Staff that cities hire from each other."""

    limit: Name
    """Share of its staff that a city loses to others in a year at most."""
    cost_rise: Name
    """Rise of the cost of one more, times the share of its own staff a city hires."""


class Standard(Strict):
    """Units that every member of a group needs; without one the need level is the need."""

    group: Name
    per_person: Name


class Service(Strict):
    """One service; every other text names a parameter."""

    label: Bilingual
    family: Literal["facility", "workforce", "coverage", "programme"]
    domain: Name
    unit: Name
    group: Name
    indicator: Name | None = None
    base: Base = Base()
    growth: Name | None = None
    share_2015: Name | None = None
    capital: Name | None = None
    capital_general: Name | None = None
    capital_central: Name | None = None
    capital_bond: Name | None = None
    running: Name | None = None
    budgeted: bool = True
    """Whether the running cost lies in the envelopes; else it only values what is idle."""
    running_income: Name | None = None
    unit_cost: Name | None = None
    retirement: Name | None = None
    months: Name | None = None
    lot: Name | None = None
    take_up: Name | None = None
    standard: Standard | None = None
    sub_stock_of: Name | None = None
    staff: Staff | None = None
    conversion: Conversion | None = None
    providers: Providers | None = None
    exits: Name | None = None
    pension: Pension | None = None
    years_to_licence: Name | None = None
    intake_growth: Name | None = None
    training_limit: Name | None = None
    """Of staff that follows the places it makes available: most trained a year, by those in work.
    """
    recruitment: Name | None = None
    moves: Moves | None = None
    places: Name | None = None
    uncovered_decline: Name | None = None

    def parameters(self) -> tuple[str, ...]:
        """Return the names of all parameters this service uses in a run."""
        named = [
            value
            for key, value in self
            if isinstance(value, str) and "." in value and key not in ("domain", "unit")
        ]
        base = (self.base.rest, self.base.share, self.base.per_member)
        named += [one for one in base if one and "." in one]
        named += [self.staff.per_unit] if self.staff else []
        made = self.conversion
        named += [one for one in (made.units, made.capital, made.months) if one] if made else []
        for group in (self.pension, self.moves):
            named += list(group.model_dump().values()) if group else []
        return (*named, *((self.standard.per_person,) if self.standard else ()))


class _File(Strict):
    services: dict[str, Service]


def load_services(
    tree: ParamsTree, parameters: Collection[str], indicators: Collection[str]
) -> tuple[Mapping[str, Service], list[Problem]]:
    """Return the services by id, in the order of the file, and all problems.

    Raises
    ------
    InputError
        P122 when the file does not exist.
    """
    if FILE not in tree.files:
        raise InputError(Problem("P230", args={"file": FILE}))
    document, problems = try_read(tree.files[FILE], tree.shown(FILE))
    if document is None:
        return {}, problems
    file, bad = check(_File, document)
    problems += bad
    if file is None:
        return {}, problems
    for name, service in file.services.items():
        where = document.where("services", name)
        names = {
            **{used: parameters for used in service.parameters()},
            **{used: parameters for _, used in service.providers or ()},
            service.domain: DOMAINS,
            service.unit: UNITS,
            service.group: AGE_GROUPS,
        }
        if service.indicator:
            names[service.indicator] = indicators
        source = service.conversion.source if service.conversion else None
        staffed_by = service.staff.service if service.staff else None
        for used in (service.places, service.sub_stock_of, source, staffed_by):
            if used:
                names[used] = file.services
        problems += [
            Problem("P231", where, {"found": used})
            for used, known in names.items()
            if used not in known
        ]
    return file.services, problems
