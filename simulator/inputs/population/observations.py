"""Official totals, births and deaths by year and region, controlled to the province's total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.errors import Problem, Where
from simulator.inputs.population.arrays import Observed
from simulator.inputs.population.files import Reader
from simulator.inputs.published import published_by

Array = NDArray[np.float64]
TOTALS = "observations/population.csv"
VITALS = "observations/vitals.csv"
COLUMNS = (
    "year",
    "region",
    "indicator",
    "value",
    "unit",
    "basis",
    "definition",
    "published",
    "status",
    "source",
    "note",
)
RESIDENTS, BIRTHS, DEATHS = "resident_population", "births", "deaths"
BASIS = "post_census"
"""Only counts on the basis of the base census enter a projection."""


def read_counts(
    reader: Reader, relative: str, regions: Sequence[str], known_on: str | None = None
) -> dict[tuple[str, str, int], float]:
    """Return counts [person] by indicator, region and year, the latest published of each.

    Rows on another basis than the base census are left out, and with ``known_on`` (YYYY-MM-DD)
    those not certainly published by that day.
    """
    table = reader.table(relative, COLUMNS)
    found: dict[tuple[str, str, int], float] = {}
    published: dict[tuple[str, str, int], str] = {}
    for row, cells in enumerate(table.rows):
        year = reader.number(table, row, "year", least=1900.0, most=2200.0)
        value = reader.number(table, row, "value")
        if cells["region"] not in (PROVINCE, *regions):
            args = {"found": cells["region"]}
            reader.problems.append(Problem("O121", table.where(row, "region"), args))
        if cells["unit"] != "person":
            args = {"found": cells["unit"]}
            reader.problems.append(Problem("O122", table.where(row, "unit"), args))
        if np.isnan(year) or np.isnan(value) or cells["basis"] != BASIS:
            continue
        key = (cells["indicator"], cells["region"], int(year))
        if key in found and published[key] == cells["published"]:
            args = {"row": ", ".join((key[0], key[1], str(key[2])))}
            reader.problems.append(Problem("P264", table.where(row), args))
        newer = key not in found or published[key] < cells["published"]
        if newer and published_by(cells["published"], known_on):
            found[key], published[key] = value, cells["published"]
    return found


def beyond_province(
    counts: Mapping[tuple[str, str, int], float], regions: Sequence[str], name: str
) -> list[Problem]:
    """Return a problem for every year in which cities leave nothing of the province's count.

    Where all cities are known they may miss the province's count: they are scaled to it.
    """
    problems = []
    for (indicator, region, year), whole in counts.items():
        own = [counts[k] for one in regions if (k := (indicator, one, year)) in counts]
        if region == PROVINCE and len(own) < len(regions) and sum(own) >= whole:
            args = {"indicator": indicator, "year": str(year), "sum": f"{sum(own):,.0f}"}
            args["province"] = f"{whole:,.0f}"
            problems.append(Problem("O123", Where(name), args))
    return problems


def known_until(
    counts: Mapping[tuple[str, str, int], float], until: int | None
) -> dict[tuple[str, str, int], float]:
    """Return the counts of years up to ``until``; all of them for None."""
    return {key: value for key, value in counts.items() if until is None or key[2] <= until}


def controlled_totals(
    counts: Mapping[tuple[str, str, int], float],
    regions: Sequence[str],
    years: Sequence[int],
    base: Array,
) -> Array:
    """Return year-end residents of every region [person]. Shape (year, region), NaN = unknown.

    Where the province's total is known, known regions keep theirs; the others are interpolated
    between their own known years (constant after the last) and scaled by one factor to what is
    left of it; where all are known, all are scaled. Where it is not, only known regions have a
    total.

    Parameters
    ----------
    counts
        Counts by indicator, region and year.
    years
        Years after the base year, in order.
    base
        Residents at the end of the base year [person]. Shape (region,).
    """
    totals = np.full((len(years), len(regions)), np.nan)
    if not years:
        return totals
    guess, known = np.empty(totals.shape), np.zeros(totals.shape, dtype=np.bool_)
    for place, region in enumerate(regions):
        # years beyond the last one count too: what is known of the past hangs on no horizon
        own = {
            year: value
            for (indicator, name, year), value in sorted(counts.items())
            if indicator == RESIDENTS and name == region and year >= years[0]
        }
        ends = [years[0] - 1, *own]
        guess[:, place] = np.interp(years, ends, [base[place], *own.values()])
        known[:, place] = [year in own for year in years]
    for step, year in enumerate(years):
        province = counts.get((RESIDENTS, PROVINCE, year))
        if province is None:
            totals[step] = np.where(known[step], guess[step], np.nan)
        else:
            totals[step] = to_control(guess[step], known[step], province)
    return totals


def to_control(guess: Array, known: NDArray[np.bool_], province: float) -> Array:
    """Scale the unknown regions (all, where all are known) to sum to the province's total."""
    free = np.ones_like(known) if known.all() else ~known
    factor = (province - guess[~free].sum()) / guess[free].sum()
    return np.where(free, guess * factor, guess)


def observed_flows(
    totals: Array,
    vitals: Mapping[tuple[str, str, int], float],
    regions: Sequence[str],
    years: Sequence[int],
) -> Observed:
    """Return official figures as arrays; NaN where there is none."""

    def series(indicator: str, region: str) -> list[float]:
        return [vitals.get((indicator, region, year), np.nan) for year in years]

    def by_region(indicator: str) -> Array:
        rows = np.array([series(indicator, region) for region in regions])
        return rows.reshape(len(regions), len(years)).T

    return Observed(
        totals,
        by_region(BIRTHS),
        by_region(DEATHS),
        np.array(series(BIRTHS, PROVINCE)),
        np.array(series(DEATHS, PROVINCE)),
    )
