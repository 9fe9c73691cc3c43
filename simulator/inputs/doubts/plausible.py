"""Doubts about a single figure: it cannot be, it moves the wrong way, it is only a bound."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.inputs.doubts.doubt import Change, Doubt, Ground, cell_name, cell_print
from simulator.inputs.doubts.within import row_cells
from simulator.inputs.plans import Plan, PlanRow

WHOLE = 100.0
PERIOD = 5
GROSS = ("preschool_enrolment_rate", "senior_secondary_enrolment_rate")
"""Gross enrolment counts pupils of every age and may exceed 100 %."""


def rows(ground: Ground) -> Iterator[tuple[Plan, PlanRow]]:
    """Yield every row with its plan."""
    for plan in ground.params.plans.values():
        for row in plan.rows:
            yield plan, row


def above_the_whole(ground: Ground) -> Iterator[Doubt]:
    """Yield shares of a whole above 100 %."""
    for plan, row in rows(ground):
        for side, cell in row_cells(row):
            above = cell.unit == "percent" and cell.value is not None and cell.value > WHOLE
            if above and row.indicator not in GROSS:
                yield ground.doubt(
                    plan,
                    row,
                    "implausible",
                    f".above_100.{side}",
                    prints=(cell_print(plan, row, cell), None),
                    act="takes_print",
                    changes=(Change(cell_name(plan, row, side), None),),
                )


def worse_than_the_base(ground: Ground) -> Iterator[Doubt]:
    """Yield targets that ask for less than the base already has."""
    for plan, row in rows(ground):
        about = ground.params.indicators.get(row.indicator or "")
        base, target = row.base, row.target
        if about is None or base.value is None or target.value is None:
            continue
        if target.accumulation == "cumulative":
            continue  # a smaller programme than the last one is a choice
        sign = {"higher": 1, "lower": -1, "none": 0}[about.direction]
        if sign * (target.value - base.value) < 0 and base.unit == target.unit:
            yield ground.doubt(
                plan,
                row,
                "implausible",
                ".below_base",
                prints=(cell_print(plan, row, base), cell_print(plan, row, target)),
                act="takes_print",
                changes=(Change(cell_name(plan, row, "target"), base.value, target.comparator),),
            )


def only_a_bound(ground: Ground) -> Iterator[Doubt]:
    """Yield bases that are printed as a bound (≥90): the true base is not known."""
    for plan, row in rows(ground):
        if row.base.is_bound:
            yield ground.doubt(
                plan,
                row,
                "bound",
                ".bound",
                prints=(cell_print(plan, row, row.base), None),
                act="takes_bound",
                changes=(Change(cell_name(plan, row, "base"), None),),
            )


def total_without_brackets(ground: Ground) -> Iterator[Doubt]:
    """Yield five-year totals that no bracket marks as such."""
    for plan, row in rows(ground):
        cell = row.target
        printed = cell.as_printed and cell.place is None
        if printed and cell.accumulation_grade == "derived" and cell.value is not None:
            yield ground.doubt(
                plan,
                row,
                "accumulation",
                ".total",
                prints=(cell_print(plan, row, cell), None),
                act="takes_total",
                changes=(
                    Change(cell_name(plan, row, "target"), cell.value * PERIOD, cell.comparator),
                ),
                severity="low",
            )
