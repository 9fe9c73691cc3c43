"""The plans as one flat table: ``params export --what plans``."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.inputs.plans import Plan, PlanRow

COLUMNS = (
    "plan",
    "domain",
    "label",
    "base_as_printed",
    "target_as_printed",
    "nature",
    "indicator",
    "unit",
    "base_value",
    "target_value",
    "comparator",
    "accumulation",
    "grade",
)


def export_frame(plans: Mapping[str, Plan]) -> list[dict[str, str | int | float | None]]:
    """Return one record a row with `COLUMNS`, plans by id, rows in the tables' order.

    Comparator, accumulation and grade are the target's, the base's where no target is
    printed; a cell without a single number has no value.
    """
    return [_record(name, row) for name, plan in plans.items() for row in plan.rows]


def _record(plan: str, row: PlanRow) -> dict[str, str | int | float | None]:
    decisive = row.base if row.target.blank else row.target
    return {
        "plan": plan,
        "domain": row.domain,
        "label": row.label,
        "base_as_printed": row.base.as_printed,
        "target_as_printed": row.target.as_printed,
        "nature": row.nature_as_printed,
        "indicator": row.indicator,
        "unit": decisive.unit,
        "base_value": _number(row.base.value),
        "target_value": _number(row.target.value),
        "comparator": row.target.comparator,
        "accumulation": decisive.accumulation,
        "grade": decisive.grade,
    }


def _number(value: float | None) -> int | float | None:
    """Return whole numbers as int, so that a table prints 34000 and not 34000.0."""
    return int(value) if value is not None and value == int(value) else value
