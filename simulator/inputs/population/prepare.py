"""From what was read to the arrays of a projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.inputs.levers import PopulationLevers
from simulator.inputs.parameters import Parameter
from simulator.inputs.population.arrays import Observed, PopulationInputs
from simulator.inputs.population.base import Base, base_year
from simulator.inputs.population.census import Census
from simulator.inputs.population.fertility import age_pattern, sex_ratio_at_birth
from simulator.inputs.population.life_table import person_years
from simulator.inputs.population.migration import age_schedule, fading, intercensal_rate
from simulator.inputs.population.mortality import moved_to, ratios, standard
from simulator.inputs.population.national import National
from simulator.inputs.population.observations import (
    RESIDENTS,
    controlled_totals,
    known_until,
    observed_flows,
    to_control,
)

Array = NDArray[np.float64]
Counts = Mapping[tuple[str, str, int], float]
PARAMETERS = (
    "population.life_expectancy",
    "population.life_expectancy_gain",
    "population.migration_damping",
    "population.migration_reference_years",
)


@dataclass(frozen=True)
class Read:
    """What was read, before any calculation."""

    census: Census
    earlier: Census
    national: National
    schedule: Mapping[str, float]
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
        Variant of fertility, added migrants, last year of which observations are used.
    parameters
        Parameters by name; all of `PARAMETERS` are there.
    """
    calendar, after = np.array(years, dtype=np.float64), list(years[1:])
    national, census = read.national, read.census
    pattern = age_pattern(
        national.fertility_percent, national.fertility_starts, national.fertility_middles, calendar
    )
    tables = _life_tables(read, _life_expectancy(national, regions, years, parameters), calendar)
    lived = person_years(tables[0])
    start = base_year(census, national.births, lived, pattern[0])
    residents = _controlled(start, read.counts, regions)
    observed = _observed(read, levers.observed_until, regions, after, residents)
    n_observed = int((~np.isnan(observed.total)).any(axis=1).sum())
    damping = parameters["population.migration_damping"].value
    return PopulationInputs(
        years=np.array(years, dtype=np.int64),
        regions=regions,
        start=residents,
        survival_ratio=ratios(tables[1:]),
        fertility_pattern=pattern[1:],
        tfr=_fertility_path(national, start, after, observed.births_province, levers.variant),
        males_per_female_birth=np.full(len(after), start.males_per_female_birth),
        migration_age_rate=age_schedule(read.schedule),
        migration_default=intercensal_rate(
            read.earlier.groups, census.groups, census.starts, lived
        ),
        migration_weight=fading(len(after), n_observed, damping),
        migration_added=_added(levers, regions, after),
        migration_reference_years=round(parameters["population.migration_reference_years"].value),
        observed=observed,
        official_total=_official(known_until(read.counts, levers.observed_until), regions, years),
    )


def _official(counts: Counts, regions: Sequence[str], years: range) -> NDArray[np.bool_]:
    """Return where a region has its own year-end total. Shape (year, region)."""
    return np.array([[(RESIDENTS, region, year) in counts for region in regions] for year in years])


def _observed(
    read: Read, until: int | None, regions: Sequence[str], after: Sequence[int], start: Array
) -> Observed:
    """Return official figures up to a year, totals controlled to the province's."""
    counts, vitals = known_until(read.counts, until), known_until(read.vitals, until)
    totals = controlled_totals(counts, regions, after, start.sum(axis=(1, 2)))
    return observed_flows(totals, vitals, regions, after)


def _life_tables(read: Read, expectancy: Array, years: Array) -> Array:
    """Return the share alive by year, region, sex and exact age 0…150.

    In the mean of both sexes boys weigh as much as among the census's infants.
    """
    national = read.national
    alive = standard(
        national.mortality, national.mortality_starts, national.mortality_middles, years
    )
    return moved_to(alive, expectancy, sex_ratio_at_birth(read.census.groups[..., 0]))


def _controlled(start: Base, counts: Counts, regions: Sequence[str]) -> Array:
    """Return the base year's residents scaled to the official year-end totals.

    Regions with a total meet it, the others share one factor that meets the province's; each
    region is scaled by one factor over all ages and both sexes.
    """
    moved = start.residents.sum(axis=(1, 2))
    own = np.array([counts.get((RESIDENTS, region, start.year), np.nan) for region in regions])
    province = counts.get((RESIDENTS, PROVINCE, start.year))
    known = ~np.isnan(own)
    totals = np.where(known, own, moved)
    if province is not None:
        totals = to_control(totals, known, province)
    return np.asarray(start.residents * (totals / moved)[:, None, None])


def _added(levers: PopulationLevers, regions: Sequence[str], after: Sequence[int]) -> Array:
    """Return the migrants a scenario adds [person]. Shape (step, region)."""
    rows = [[levers.added_migrants(region, year) for region in regions] for year in after]
    return np.array(rows, dtype=np.float64).reshape(len(after), len(regions))


def _fertility_path(
    national: National, start: Base, after: Sequence[int], births: Array, variant: str
) -> Array:
    """Return the total fertility rate before calibration. Shape (step, region).

    The region's rate at the census follows the nation's relative change; the variant acts
    from the first year without an official count of births.
    """
    years, medium = national.tfr["medium"]
    chosen = np.interp(after, *national.tfr[variant])
    level = np.where(np.isnan(births), chosen, np.interp(after, years, medium))
    return np.asarray((level / np.interp(start.year, years, medium))[:, None] * start.tfr)


def _life_expectancy(
    national: National,
    regions: Sequence[str],
    years: range,
    parameters: Mapping[str, Parameter],
) -> Array:
    """Return life expectancy at birth of both sexes [year]. Shape (year, region).

    From the stated value of its year along the stated (else national) gain to the year of
    that gain, then with the nation's change.
    """
    level = parameters["population.life_expectancy"]
    gain = parameters["population.life_expectancy_gain"]
    path = np.interp(np.array(years), *national.life_expectancy)
    columns = []
    for region in regions:
        first, last = level.of(region).date, gain.of(region).date
        share = np.clip((np.array(years) - first) / (last - first), 0.0, 1.0)
        later = np.maximum(path - np.interp(last, *national.life_expectancy), 0.0)
        later = np.where(np.array(years) > last, later, 0.0)
        columns.append(level.of(region).value + share * gain.of(region).value + later)
    return np.stack(columns, axis=1)
