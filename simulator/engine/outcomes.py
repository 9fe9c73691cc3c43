"""What the books of one draw, or of a block of draws, mean: verdicts, gaps and inequality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.axes import GRADES
from simulator.engine.clock import Books
from simulator.engine.yardstick import Yardstick, yardstick
from simulator.equity.equality_table import (
    EqualityTable,
    Part,
    equality_parts,
    table_of,
)
from simulator.equity.gaps import Gaps, Measured, gap_flags, gaps_everywhere, measure_cells
from simulator.equity.reference_values import Levels
from simulator.equity.series import (
    COUNT,
    PER_PEOPLE,
    PER_SERVICE,
    FlagBits,
    Series,
    series_value,
)
from simulator.equity.status import StatusThresholds
from simulator.equity.verdicts import Verdicts, judge
from simulator.inputs.arrays import PROGRAMME, Booleans, Floats, Integers, World
from simulator.inputs.base_figures import GROUPS
from simulator.inputs.case import Case
from simulator.inputs.stocks import Stocks
from simulator.inputs.values import Values

KNOWN = GRADES.index("external")
"""Grades up to this one are evidence: stated, derived, external."""


class Structure(NamedTuple):
    """What of a draw decides the rows of its tables, and does not differ between draws."""

    exists: Booleans
    """Where a service is there. Shape (area, service), as is known."""
    real: Booleans
    known: Booleans


class Outcomes(NamedTuple):
    """What one draw says, or a block of draws; then numbers have a leading axis of draws."""

    yardstick: Yardstick
    series: Series
    levels: Levels
    verdicts: Verdicts
    measured: Measured
    equality: Sequence[Part]

    @property
    def shown(self) -> Booleans:
        """Return where an indicator exists. Shape (..., area, indicator)."""
        return shown(self.series)

    @property
    def gaps(self) -> Gaps:
        """Return the gaps of every area to every reference."""
        return gaps_everywhere(self.series, self.measured, self.gap_flags)

    @property
    def gap_flags(self) -> FlagBits:
        """Return the flags of the gaps of every area to every reference."""
        return gap_flags(self.series, self.levels, self.yardstick.years, self.measured)

    @property
    def equity(self) -> EqualityTable:
        """Return the table of inequality with its keys."""
        return table_of(self.equality, self.yardstick.years)


def outcomes(
    case: Case, values: Values, world: World, stocks: Stocks, lived: tuple[Books, Floats]
) -> Outcomes:
    """Return indicators, verdicts, gaps and inequality of a draw.

    ``lived`` holds the books and the residents (year, region, group).
    """
    books, people = lived
    margins = np.array([margins_of(values)])
    series = indicator_series(case, structure_of(world, stocks), books.standing, people)
    return outcomes_of(case, series, unit_costs(case, world), margins)


def margins_of(values: Values) -> tuple[float, float, float, float]:
    """Return the three margins of the status and the inequality aversion of a draw."""
    return (
        values("services.status_ahead_margin"),
        values("services.status_nearly_margin"),
        values("services.status_hard_margin"),
        values("services.inequality_aversion"),
    )


def outcomes_of(case: Case, series: Series, unit_cost_fen: Floats, margins: Floats) -> Outcomes:
    """Return what the indicators of a draw or of a block of draws mean.

    Parameters
    ----------
    case
        The case.
    series
        Its indicators, as `indicator_series` reads them.
    unit_cost_fen
        As `unit_costs` returns them; of a block (draw, 1, indicator).
    margins
        As `margins_of` returns them, one row a draw.
    """
    stick = yardstick(case)
    levels = Levels(stick.target, stick.target_year, stick.national, unit_cost_fen)
    alone = series.value.ndim == series.real.ndim + 1
    limits = [float(margins[0, k]) if alone else margins[:, k, None, None] for k in range(3)]
    base_index = int(np.flatnonzero(stick.years == stick.base)[0])
    return Outcomes(
        yardstick=stick,
        series=series,
        levels=levels,
        verdicts=judge(
            stick.targets,
            series,
            stick.years,
            stick.base,
            StatusThresholds(*limits),
            replaced=stick.replaced,
        ),
        measured=measure_cells(
            series, levels, stick.years, stick.base, among=compared(series, levels)
        ),
        equality=equality_parts(
            series, stick.standard, float(margins[0, 3]) if alone else margins[:, 3], base_index
        ),
    )


def shown(series: Series) -> Booleans:
    """Return where an indicator exists. Shape (..., area, indicator)."""
    return np.asarray(~np.isnan(series.value[..., 0]))


def compared(series: Series, levels: Levels) -> Booleans:
    """Return where gaps are told: the province also where it has a target and no value.

    Shape (area, indicator); of a block, whose draws show the same, by its first draw.
    """
    told: Booleans = shown(series).reshape(-1, *series.real.shape)[0]
    told[-1] |= ~np.isnan(levels.target[-1])
    return told


def structure_of(world: World, stocks: Stocks) -> Structure:
    """Return what of a draw decides its rows."""
    promised = (world.traits.family == PROGRAMME) & (world.programme_target > 0)
    there = with_province(world.exists | promised)
    known = np.concatenate([stocks.grade <= KNOWN, stocks.province_known[None]])
    return Structure(there, with_province(stocks.real), known & there)


def indicator_series(
    case: Case, structure: Structure, standing: Integers, people: Floats
) -> Series:
    """Return the simulated indicators of the cities and, last, the province.

    Parameters
    ----------
    case, structure
        What there is to read.
    standing
        Stocks of 31 December. Shape (..., year, region, service).
    people
        Residents. Shape (..., year, region, group).
    """
    read = case.readings
    units, persons = (
        np.moveaxis(np.concatenate([one, one.sum(axis=-2, keepdims=True)], axis=-2), -3, -1)
        for one in (standing, people)
    )
    known = covered(read.services_used, structure.exists)
    by_service = read.divisor.any(axis=1)
    numerator = _of_services(units, read.numerator)
    denominator = np.take(persons, np.maximum(read.group, 0), axis=-2)
    denominator[..., read.group < 0, :] = 1.0
    denominator[..., by_service, :] = _of_services(units, read.divisor[by_service])
    numbers = np.where(known[..., None], numerator, np.nan)
    base_known = covered(read.services_used, structure.known)
    real = covered(read.services_used, structure.real)
    real[-1] = base_known[-1]
    return Series(
        value=series_value(numbers, denominator, read.per),
        numerator=numbers,
        denominator=denominator,
        per=read.per,
        direction=read.direction.astype(np.int8),
        kind=np.where(by_service, PER_SERVICE, np.where(read.group >= 0, PER_PEOPLE, COUNT)).astype(
            np.int8
        ),
        real=real & known,
        base_known=base_known,
        population=persons[..., GROUPS.index("total"), :],
    )


def _of_services(units: Integers, used: Booleans) -> Integers:
    """Return the sum of the services an indicator uses: (..., area, indicator, year).

    ``units`` has shape (..., area, service, year), ``used`` (indicator, service), some service
    each. Most use one or two: the n-th of all indicators is taken at once.
    """
    left = used.copy()
    total = np.take(units, _take_first(left), axis=-2)
    while left.any():
        rows = np.flatnonzero(left.any(axis=1))
        total[..., rows, :] += np.take(units, _take_first(left)[rows], axis=-2)
    return total


def _take_first(left: Booleans) -> Integers:
    """Return the first service of every indicator, 0 where none is left, and strike it off."""
    first: Integers = left.argmax(axis=1)
    left[np.arange(first.size), first] = False
    return first


def with_province(cities: Booleans) -> Booleans:
    """Return the flags (area, service) with the province: true where it is for all cities."""
    return np.concatenate([cities, cities.all(axis=0, keepdims=True)])


def covered(used: Booleans, there: Booleans) -> Booleans:
    """Return where all services an indicator uses are there. Shape (area, indicator)."""
    return np.asarray(~((~there)[:, None, :] & used[None]).any(axis=-1))


def unit_costs(case: Case, world: World) -> Floats:
    """Return the capital cost of a unit [fen of 2020], NaN where none. Shape (indicator,)."""
    cost = world.money.capital_fen.sum(axis=1) + world.money.social_fen
    cost = np.where(world.traits.family == PROGRAMME, world.money.unit_fen, cost)
    first = cost[case.readings.numerator.argmax(axis=1)].astype(np.float64)
    return np.where(first > 0.0, first, np.nan)


def reference_levels(case: Case, world: World) -> Levels:
    """Return targets, national levels and unit costs to measure gaps against."""
    stick = yardstick(case)
    return Levels(stick.target, stick.target_year, stick.national, unit_costs(case, world))
