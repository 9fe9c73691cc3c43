"""From what was read to the arrays of a projection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.inputs.levers import Component, PopulationLevers
from simulator.inputs.parameters import Parameter
from simulator.inputs.population.arrays import (
    Counties,
    ErrorModel,
    Migration,
    Observed,
    PopulationInputs,
)
from simulator.inputs.population.base import Base, base_year
from simulator.inputs.population.census import Census, CountyCensus
from simulator.inputs.population.fertility import age_pattern, sex_ratio_at_birth
from simulator.inputs.population.life_table import life_lost, person_years
from simulator.inputs.population.migration import age_schedule, fading, repeated_arrivals
from simulator.inputs.population.mortality import moved_to, ratios, standard
from simulator.inputs.population.national import National
from simulator.inputs.population.observations import (
    RESIDENTS,
    controlled_totals,
    known_until,
    observed_flows,
    to_control,
)
from simulator.inputs.population.paths import (
    fertility_path,
    life_expectancy_path,
    spread,
    variant_deviation,
    years_after,
)
from simulator.inputs.uncertainty import MIGRATION

Array = NDArray[np.float64]
Counts = Mapping[tuple[str, str, int], float]
PARAMETERS = (
    "population.births_level_until",
    "population.life_expectancy",
    "population.life_expectancy_error",
    "population.life_expectancy_error_first",
    "population.life_expectancy_gain",
    "population.migration_damping",
    "population.migration_error_city",
    "population.migration_error_persistence",
    "population.migration_error_province",
    "population.migration_reference_years",
    "population.tfr_error",
    "population.tfr_error_first",
)


@dataclass(frozen=True)
class Read:
    """What was read, before any calculation."""

    census: Census
    counties: CountyCensus
    national: National
    schedules: Mapping[str, Mapping[str, float]]
    in_migrants: Array
    counts: Counts
    vitals: Counts


def prepare(
    read: Read,
    regions: tuple[str, ...],
    years: range,
    levers: PopulationLevers,
    parameters: Mapping[str, Parameter],
) -> PopulationInputs:
    """Return the arrays of a case from what was read.

    Parameters
    ----------
    read
        Files of the case.
    regions
        Ids of the cities in the order of the region axis.
    years
        Year-ends from the base year on.
    levers
        Variants, added migrants, last year of which observations are used.
    parameters
        Parameters by name; all of `PARAMETERS` are there.
    """
    made = _Preparation(read, regions, years, levers, parameters)
    base, residents = made.base, made.residents
    return PopulationInputs(
        years=np.array(years, dtype=np.int64),
        regions=regions,
        start=residents,
        survival_ratio=ratios(made.tables[1:]),
        life_lost=life_lost(made.alive[1:]).mean(axis=-1),
        fertility_pattern=made.pattern[1:],
        tfr=made.fertility(),
        births_level_until=round(parameters["population.births_level_until"].value),
        males_per_female_birth=np.full(len(years) - 1, base.males_per_female_birth),
        migration=made.migration(),
        observed=made.observed,
        official_total=made.official(),
        errors=made.errors,
        counties=Counties(
            code=np.array(read.counties.code),
            name=read.counties.name,
            city=read.counties.city,
            start=base.counties * made.control[read.counties.city, None, None],
            fertility=base.county_tfr,
        ),
    )


@dataclass(frozen=True)
class _Preparation:
    """The steps from files to arrays; each is calculated once."""

    read: Read
    regions: tuple[str, ...]
    years: range
    levers: PopulationLevers
    parameters: Mapping[str, Parameter]

    def _size(self, name: str) -> float:
        return self.parameters[f"population.{name}"].value

    @cached_property
    def errors(self) -> ErrorModel:
        """Return the error model."""
        size, group = self._size, self.parameters[MIGRATION].group
        return ErrorModel(
            fertility=(size("tfr_error_first"), size("tfr_error")),
            life_expectancy=(size("life_expectancy_error_first"), size("life_expectancy_error")),
            province=size("migration_error_province"),
            city=size("migration_error_city"),
            persistence=size("migration_error_persistence"),
            group=group.name if group else "",
            correlation=self.parameters[group.correlation].value if group else 0.0,
        )

    @cached_property
    def flows(self) -> Observed:
        """Return official births and deaths; totals are filled in by `observed`."""
        seen = known_until(self.read.vitals, self.levers.observed_until)
        unknown = np.full((len(self.years) - 1, len(self.regions)), np.nan)
        return observed_flows(unknown, seen, self.regions, self.years[1:])

    @cached_property
    def counts(self) -> Counts:
        """Return the official totals that may be used."""
        return known_until(self.read.counts, self.levers.observed_until)

    def deviation(self, component: Component, official: Array, sizes: tuple[float, float]) -> Array:
        """Return how far the variant of a component lies from the middle. Shape (step,)."""
        deviate = variant_deviation(self.levers.variant_of(component))
        return deviate * spread(years_after(official), sizes)

    @cached_property
    def pattern(self) -> Array:
        """Return the share of fertility at each age. Shape (year, age)."""
        national, calendar = self.read.national, np.array(self.years, dtype=np.float64)
        return age_pattern(
            national.fertility_percent,
            national.fertility_starts,
            national.fertility_middles,
            calendar,
        )

    @cached_property
    def alive(self) -> Array:
        """Return the nation's share alive at exact ages. Shape (year, sex, 151)."""
        national, calendar = self.read.national, np.array(self.years, dtype=np.float64)
        return standard(
            national.mortality, national.mortality_starts, national.mortality_middles, calendar
        )

    @cached_property
    def tables(self) -> Array:
        """Return the share alive by year, region, sex and exact age 0…150.

        In the mean of both sexes boys weigh as much as among the census's infants.
        """
        target = life_expectancy_path(self.read.national, self.regions, self.years, self.parameters)
        deaths, sizes = self.flows.deaths_province, self.errors.life_expectancy
        target[1:] += self.deviation("life_expectancy", deaths, sizes)[:, None]
        infants = self.read.census.groups[..., 0]
        return moved_to(self.alive, target, sex_ratio_at_birth(infants))

    @cached_property
    def base(self) -> Base:
        """Return the residents of the base year before they are controlled."""
        read = self.read
        lived = person_years(self.tables[0])
        return base_year(read.census, read.counties, read.national.births, lived, self.pattern[0])

    @cached_property
    def control(self) -> Array:
        """Return the factors that bring the base year to the official year-end totals.

        Regions with a total meet it, the others share one factor that meets the province's;
        each region is scaled by one factor over all ages and both sexes. Shape (region,).
        """
        moved, year = self.base.residents.sum(axis=(1, 2)), self.base.year
        counts = self.read.counts
        own = np.array([counts.get((RESIDENTS, region, year), np.nan) for region in self.regions])
        province = counts.get((RESIDENTS, PROVINCE, year))
        known = ~np.isnan(own)
        totals = np.where(known, own, moved)
        if province is not None:
            totals = to_control(totals, known, province)
        return np.asarray(totals / moved)

    @cached_property
    def residents(self) -> Array:
        """Return the residents of the base year. Shape (region, sex, age)."""
        return np.asarray(self.base.residents * self.control[:, None, None])

    @cached_property
    def observed(self) -> Observed:
        """Return official figures, totals controlled to the province's."""
        start = self.residents.sum(axis=(1, 2))
        totals = controlled_totals(self.counts, self.regions, self.years[1:], start)
        return self.flows._replace(total=totals)

    def fertility(self) -> Array:
        """Return the total fertility rate before calibration. Shape (step, region)."""
        births, sizes = self.flows.births_province, self.errors.fertility
        factor = np.exp(self.deviation("fertility", births, sizes))
        base = (self.base.year, self.base.tfr)
        return fertility_path(self.read.national, base, self.years[1:], factor)

    def migration(self) -> Migration:
        """Return schedules and rates of migration.

        The rates of leaving are relative to the mean over the residents of the base year, so
        that a rate on those exposed equals a rate on all residents then. A rate that rests on
        no observed year does not fade.
        """
        read, after = self.read, self.years[1:]
        departing = age_schedule(read.schedules["departure"])
        departing /= np.average(departing, weights=self.residents.sum(axis=(0, 1)))
        exposed = self.residents.sum(axis=1) @ departing
        repeated = repeated_arrivals(read.in_migrants, read.census.groups.sum(axis=(1, 2)))
        observed = np.flatnonzero((~np.isnan(self.observed.total)).any(axis=1))
        weight = np.ones(len(after))
        if observed.size:
            damping = self._size("migration_damping")
            weight = fading(len(after), int(observed[-1]) + 1, damping)
        added = [[self.levers.added_migrants(one, year) for one in self.regions] for year in after]
        deviate = variant_deviation(self.levers.variant_of("migration"))
        return Migration(
            departure_rate=departing,
            arrival_rate=age_schedule(read.schedules["arrival"]),
            default=repeated * self.residents.sum(axis=(1, 2)) / exposed,
            weight=weight,
            shift=deviate * self.errors.province,
            added=np.array(added, dtype=np.float64).reshape(len(after), len(self.regions)),
            reference_years=round(self._size("migration_reference_years")),
        )

    def official(self) -> NDArray[np.bool_]:
        """Return where a region has its own year-end total. Shape (year, region)."""
        rows = [
            [(RESIDENTS, one, year) in self.counts for one in self.regions] for year in self.years
        ]
        return np.array(rows)
