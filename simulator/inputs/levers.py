"""The closed list of levers: what planners choose. None means: the parameter of ``params/``.

Every class is one group of the scenario file; its docstrings name unit and meaning for the
model, ``text/<language>/scenario.toml`` names them for the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Discriminator, Field, Tag
from pydantic import Strict as StrictTypes

from simulator.inputs.series import Number, Quantity, Year, number_in
from simulator.inputs.served_in import ServedIn
from simulator.inputs.staff_levers import Workforce
from simulator.inputs.validation import Strict

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
TransferRule = Literal["none", "equal_per_capita", "by_shortfall", "by_fiscal_gap"]
Financing = Literal["reallocated", "additional"]
AllocationRule = Literal[
    "by_shortfall",
    "binding_first",
    "worst_first",
    "equal_per_capita",
    "fixed_shares",
    "fixed_starts",
]
Variant = Literal["low", "medium", "high"]
Component = Literal["fertility", "life_expectancy", "migration"]
Reading = Literal["as_printed", "alternative"]
NeedReference = Literal["province", "national"]
Slots = Annotated[int, Field(ge=1, le=10_000)]

YearlyRate = Annotated[Number | None, Quantity("per_year", -0.5, 0.5)]
Factor = Annotated[Number | None, Quantity("factor", 0.0, 10.0)]
Money = Annotated[Number | None, Quantity("yuan", 0.0, 1e13)]
TakeUp = Annotated[Number | None, Quantity("share", 0.0, 1.0)]
IdleShare = Annotated[Number | None, Quantity("share", 0.0, 1.0)]
Persons = Annotated[Number | None, Quantity("person", -1e7, 1e7)]


class Revenue(Strict):
    """Own funds of the cities."""

    growth: YearlyRate = None
    level: Factor = None
    shares: Mapping[str, Share] = Field(default_factory=dict)

    def growth_in(self, year: int, otherwise: float) -> float:
        """Return the real growth into ``year`` [1/year]; ``otherwise`` the parameter's."""
        return number_in(self.growth, year, otherwise)

    def level_in(self, year: int) -> float:
        """Return the factor on own funds in ``year`` [1]; 1 changes nothing."""
        return number_in(self.level, year, 1.0)

    def share_of(self, service: str) -> float | None:
        """Return the share of its domain's funds that a service gets [1], None if not fixed."""
        return self.shares.get(service)


class CarryOver(Strict):
    """Free money that may be carried into the next year."""

    limit: Share | None = None


class Transfers(Strict):
    """Money the province hands to cities."""

    rule: TransferRule = "none"
    financing: Financing = "reallocated"
    pool: Money = None

    def pool_in(self, year: int) -> float:
        """Return the pool of ``year`` [yuan]; 0 where the scenario gives none."""
        return number_in(self.pool, year, 0.0)


class Start(Strict):
    """Units of a service whose projects a region starts in a year."""

    region: str
    service: str
    year: Year
    count: Annotated[int, Field(ge=1, le=100_000_000)]


class Allocation(Strict):
    """How a city divides its money for new starts between services."""

    rule: AllocationRule = "by_shortfall"
    starts: Annotated[tuple[Start, ...], StrictTypes(strict=False)] = ()
    shares: Mapping[str, Share] = Field(default_factory=dict)

    def starts_in(self, year: int) -> tuple[Start, ...]:
        """Return the fixed starts of a year, in the order of the file."""
        return tuple(start for start in self.starts if start.year == year)


class Variants(Strict):
    """A variant for each component of the population path."""

    fertility: Variant = "medium"
    life_expectancy: Variant = "medium"
    migration: Variant = "medium"


def _variant_shape(given: object) -> str:
    """Tell a word from a map, so that errors name one of them only."""
    return "(map)" if isinstance(given, (Mapping, Variants)) else "(word)"


WordOrMap = Annotated[
    Annotated[Variant, Tag("(word)")] | Annotated[Variants, Tag("(map)")],
    Discriminator(_variant_shape),
]


class PopulationLevers(Strict):
    """The population path; ``migration`` adds persons a year to a region's net migration.

    ``variant`` names one for each component; a single word is that of fertility.
    """

    variant: WordOrMap = "medium"
    migration: Mapping[str, Persons] = Field(default_factory=dict)
    observed_until: Year | None = None

    def variant_of(self, component: Component) -> Variant:
        """Return the variant of a component."""
        if isinstance(self.variant, Variants):
            found: Variant = getattr(self.variant, component)
            return found
        return self.variant if component == "fertility" else "medium"

    def added_migrants(self, region: str, year: int) -> float:
        """Return net migrants added to the path in ``year`` [person]."""
        return number_in(self.migration.get(region), year, 0.0)


class ProjectSlots(Strict):
    """Projects a region can have in a stage at once; None is the parameter."""

    approval: Slots | None = None
    construction: Slots | None = None


class ProjectChange(Strict):
    """What becomes of one named project of the reserve.

    ``delay`` are months, negative for earlier; ``size`` the new number of units.
    """

    state: Literal["on", "off"] | None = None
    delay: Annotated[int, Field(ge=-240, le=240)] = 0
    size: Annotated[int | None, Field(ge=1, le=100_000_000)] = None


class Affordability(Strict):
    """What public money may bear; ``ceiling`` is a share of published revenue, only reported."""

    ceiling: Annotated[float | None, Field(gt=0, le=10)] = None


class Shock(Strict):
    """What happens to the own money of all cities and all lines from ``year`` on.

    ``revenue`` is a factor, ``years`` how long it lasts.
    """

    year: Year
    years: Annotated[int, Field(ge=1, le=30)] = 1
    revenue: Annotated[float, Field(ge=0, le=2)]

    def hits(self, year: int) -> bool:
        """Return whether a year lies within the shock."""
        return self.year <= year < self.year + self.years


class Levers(Strict):
    """All levers of a scenario."""

    revenue: Revenue = Field(default_factory=Revenue)
    fungible: Share = 0.0
    carry_over: CarryOver = Field(default_factory=CarryOver)
    transfers: Transfers = Field(default_factory=Transfers)
    allocation: Allocation = Field(default_factory=Allocation)
    population: PopulationLevers = Field(default_factory=PopulationLevers)
    workforce: Workforce = Field(default_factory=Workforce)
    slots: ProjectSlots = Field(default_factory=ProjectSlots)
    take_up: Mapping[str, TakeUp] = Field(default_factory=dict)
    closures: Mapping[str, IdleShare] = Field(default_factory=dict)
    conversions: Mapping[str, IdleShare] = Field(default_factory=dict)
    doubts: Mapping[str, Reading] = Field(default_factory=dict)
    need_reference: NeedReference = "province"
    projects: Mapping[str, ProjectChange] = Field(default_factory=dict)
    shocks: Annotated[tuple[Shock, ...], StrictTypes(strict=False)] = ()
    affordability: Affordability = Field(default_factory=Affordability)
    served_in: Annotated[tuple[ServedIn, ...], StrictTypes(strict=False)] = ()

    def shock_in(self, year: int) -> float:
        """Return the factor of all shocks on own money in ``year`` [1]."""
        return prod(shock.revenue for shock in self.shocks if shock.hits(year))

    def take_up_in(self, service: str, year: int, otherwise: float) -> float:
        """Return the share of the need that asks for a service in a year [1]."""
        return number_in(self.take_up.get(service), year, otherwise)

    def closed_in(self, service: str, year: int) -> float:
        """Return the share of a service's idle units closed in January of a year [1]."""
        return number_in(self.closures.get(service), year, 0.0)

    def converted_in(self, service: str, year: int) -> float:
        """Return the share of the source's idle units made into a service in a January [1]."""
        return number_in(self.conversions.get(service), year, 0.0)

    def flipped_doubts(self) -> frozenset[str]:
        """Return the doubts whose other reading holds."""
        return frozenset(name for name, one in self.doubts.items() if one == "alternative")


class Named(NamedTuple):
    """A name that a lever uses: its dotted path, what it names, the name."""

    path: str
    kind: Literal["service", "region", "city", "doubt", "project"]
    name: str


def names_used(levers: Levers) -> Iterator[Named]:
    """Yield every service, region and doubt that the levers name, with its path."""
    services = {
        "revenue.shares": levers.revenue.shares,
        "allocation.shares": levers.allocation.shares,
        "workforce.seats": levers.workforce.seats,
        **{f"workforce.{lever}": cities for lever, cities in levers.workforce.by_city().items()},
        "take_up": levers.take_up,
        "closures": levers.closures,
        "conversions": levers.conversions,
    }
    for path, by_service in services.items():
        yield from (Named(f"{path}.{name}", "service", name) for name in by_service)
    for index, start in enumerate(levers.allocation.starts):
        yield Named(f"allocation.starts.{index}.region", "city", start.region)
        yield Named(f"allocation.starts.{index}.service", "service", start.service)
    for index, row in enumerate(levers.served_in):
        path = f"served_in.{index}"
        yield Named(f"{path}.from", "city", row.home)
        yield Named(f"{path}.to", "city", row.to)
        for place, name in enumerate(row.services or ()):
            yield Named(f"{path}.services.{place}", "service", name)
    for name in levers.population.migration:
        yield Named(f"population.migration.{name}", "city", name)
    for lever, services_named in levers.workforce.by_city().items():
        kind: Literal["region", "city"] = "region" if lever == "retention" else "city"
        for service, cities in services_named.items():
            path = f"workforce.{lever}.{service}"
            yield from (Named(f"{path}.{name}", kind, name) for name in cities)
    yield from (Named(f"doubts.{name}", "doubt", name) for name in levers.doubts)
    yield from (Named(f"projects.{name}", "project", name) for name in levers.projects)
