"""What is printed or observed of the base year, before residents and shares are known.

A count printed beside a ratio comes first; the scenario may take the ratio instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import AGE_GROUPS, PROVINCE
from simulator.inputs.arrays import COUNT, NO_NEED, PER_PEOPLE, PER_SERVICE, Floats
from simulator.inputs.indicators import Indicator
from simulator.inputs.observations import Observation
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.services import Service

GROUPS = tuple(AGE_GROUPS)
STATED, DERIVED, EXTERNAL, ASSUMED = range(4)
"""Positions in `simulator.axes.GRADES`."""
GRADE_OF = {"stated": STATED, "derived": DERIVED, "external": EXTERNAL}


class Evidence(NamedTuple):
    """All that is known of the base year."""

    regions: tuple[str, ...]
    base: int
    plans: Mapping[str, Plan]
    """Plan in force by region."""
    indicators: Mapping[str, Indicator]
    observations: Mapping[tuple[str, str, int], Observation]
    alternative: frozenset[str]
    """Doubts whose other reading the scenario takes."""


class Figure(NamedTuple):
    """One figure: a count, a ratio to residents, or a share of another stock."""

    kind: int
    """`COUNT`, `PER_PEOPLE`, `PER_SERVICE`, or `NO_NEED` where nothing is known."""
    value: float
    grade: int
    per: float = 1.0
    group: int = 0
    """Age group of the denominator."""


NOTHING = Figure(NO_NEED, np.nan, ASSUMED)


class BaseFigures(NamedTuple):
    """Figures of the cities and, last, the province, by what they are of: shape (area,) each."""

    kind: NDArray[np.int64]
    value: Floats
    grade: NDArray[np.int8]
    per: Floats
    group: NDArray[np.int64]

    def counts(self, people: Floats, whole: Floats) -> Floats:
        """Return the counts, NaN where nothing is known. Shape (area,).

        ``people`` (area, group) are the residents, ``whole`` (area,) is the stock of which a
        share is taken.
        """
        residents = people[np.arange(people.shape[0]), self.group]
        base = np.where(self.kind == PER_PEOPLE, residents, whole)
        ratio = (self.kind == PER_PEOPLE) | (self.kind == PER_SERVICE)
        return np.where(ratio, np.rint(self.value * base / self.per), self.value)


def base_figures(evidence: Evidence, service: str, indicator: str | None) -> BaseFigures:
    """Return what is known of a service by its indicator, in every area."""
    areas = (*evidence.regions, PROVINCE)
    found = [base_figure(evidence, area, (service, indicator)) for area in areas]
    kind, value, grade, per, group = zip(*found, strict=True)
    return BaseFigures(
        np.array(kind), np.array(value), np.array(grade, np.int8), np.array(per), np.array(group)
    )


def figures_of(
    evidence: Evidence, services: Mapping[str, Service]
) -> Mapping[tuple[str, str | None], BaseFigures]:
    """Return the figures of all services, and of the wholes of which some are parts."""
    asked = [(name, one.indicator) for name, one in services.items()]
    asked += [(one.base.part_of, one.base.part_of) for one in services.values() if one.base.part_of]
    return {what: base_figures(evidence, *what) for what in dict.fromkeys(asked)}


def base_figure(evidence: Evidence, region: str, what: tuple[str, str | None]) -> Figure:
    """Return what is known of a service in a region; ``what`` is the service and its indicator."""
    service, indicator = what
    row = base_row(evidence, region, indicator)
    ratio_taken = bool(row and row.doubt and row.doubt.id in evidence.alternative)
    if row is not None and indicator is not None and not ratio_taken:
        printed = printed_count(row)
        if printed is not None:
            return Figure(COUNT, printed, STATED)
    observed = evidence.observations.get((region, service, evidence.base))
    if observed is not None and not ratio_taken:
        return Figure(COUNT, float(np.rint(observed.value)), EXTERNAL)
    if row is None or indicator is None or row.base.value is None:
        return NOTHING
    about, grade = evidence.indicators[indicator], GRADE_OF.get(row.base.grade or "", ASSUMED)
    if isinstance(about.denominator, str):
        group = GROUPS.index(about.denominator)
        return Figure(PER_PEOPLE, row.base.value, grade, about.per, group)
    kind = PER_SERVICE if about.denominator else COUNT
    return Figure(kind, row.base.value, grade, about.per)


def base_grade(evidence: Evidence, region: str, indicator: str) -> str:
    """Return the grade of an indicator's own printed or observed base, empty where none is.

    A whole may be printed where its parts are assumed (all elderly-care beds, say).
    """
    row = base_row(evidence, region, indicator)
    if row is not None:
        return row.base.grade or ""
    observed = (region, indicator, evidence.base) in evidence.observations
    return "external" if observed else ""


def base_row(evidence: Evidence, region: str, indicator: str | None) -> PlanRow | None:
    """Return the row of a region's plan whose base is a level with a number."""
    plan = evidence.plans.get(region)
    for row in plan.rows if plan else ():
        if row.indicator == indicator and row.base.value is not None:
            return None if row.base.accumulation == "cumulative" else row
    return None


def printed_count(row: PlanRow) -> float | None:
    """Return the count that a plan prints beside a base ratio, None where it prints none."""
    for other in row.doubt.also_printed if row.doubt else ():
        if other.cell == "base" and other.unit != row.base.unit:
            return other.value
    return None
