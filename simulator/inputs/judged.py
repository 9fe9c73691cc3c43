"""The plan rows that are judged, city by city, and the levels that gaps are measured against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulator.axes import PROVINCE
from simulator.inputs.indicators import Indicator
from simulator.inputs.plans import Plan, PlanRow


class JudgedRow(NamedTuple):
    """One plan row for one region; ``grade`` is derived where the province's row stands in."""

    region: str
    plan: Plan
    row: PlanRow
    grade: str
    simulated: bool
    """Whether the model moves the indicator and the target is a number or a known wording."""


def judged_rows(
    plans: Mapping[str, Plan], indicators: Mapping[str, Indicator], cities: Sequence[str]
) -> tuple[JudgedRow, ...]:
    """Return all rows of the plans in force, and the province's simulated ones for other cities.

    A city without a plan has the province's target where a ratio is printed (design §4.2); a
    count is the province's as a whole.
    """
    rows = [
        _judged(region, plan, row, indicators)
        for region, plan in _ordered(plans, cities)
        for row in plan.rows
    ]
    province = plans.get(PROVINCE)
    for city in cities:
        if city not in plans and province is not None:
            mine = (_judged(city, province, row, indicators) for row in province.rows)
            rows += [
                one._replace(grade="derived")
                for one in mine
                if one.simulated and indicators[one.row.indicator or ""].denominator is not None
            ]
    return tuple(rows)


def _ordered(plans: Mapping[str, Plan], cities: Sequence[str]) -> list[tuple[str, Plan]]:
    return [(region, plans[region]) for region in (*cities, PROVINCE) if region in plans]


def _judged(
    region: str, plan: Plan, row: PlanRow, indicators: Mapping[str, Indicator]
) -> JudgedRow:
    known = indicators.get(row.indicator or "")
    decidable = row.target.value is not None or row.target.kind in ("range", "maintain")
    simulated = known is not None and known.simulated and decidable
    return JudgedRow(region, plan, row, row.target.grade or "", simulated)
