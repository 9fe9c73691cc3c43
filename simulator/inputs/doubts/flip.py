"""The other reading of a doubt: the cell or parameter that a scenario flips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from simulator.inputs.doubts.doubt import Change, Doubt
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.plans import Plan
from simulator.inputs.targets import Cell

CELLS = "plans."


def read_otherwise(
    params: Params, flipped: Iterable[Doubt]
) -> tuple[dict[str, Parameter], dict[str, Plan]]:
    """Return parameters and plans with the other reading of the flipped doubts."""
    changes = [change for doubt in flipped for change in doubt.changes]
    return other_parameters(params.parameters, changes), other_cells(params.plans, changes)


def other_cells(plans: Mapping[str, Plan], changes: Iterable[Change]) -> dict[str, Plan]:
    """Return the plans with the other reading of cells.

    A cell whose figure is left out becomes a text: shown as printed, never judged.
    """
    result = dict(plans)
    for change in changes:
        if not change.name.startswith(CELLS):
            continue
        _, plan_id, row_id, side = change.name.split(".")
        plan = result[plan_id]
        rows = tuple(
            row
            if row.id != row_id
            else replace(row, base=_other(row.base, change))
            if side == "base"
            else replace(row, target=_other(row.target, change))
            for row in plan.rows
        )
        result[plan_id] = replace(plan, rows=rows)
    return result


def _other(cell: Cell, change: Change) -> Cell:
    if change.value is None:
        return replace(cell, kind="text", value=None, low=None, high=None, comparator="none")
    return replace(cell, kind="number", value=change.value, comparator=change.comparator)


def other_parameters(
    parameters: Mapping[str, Parameter], changes: Iterable[Change]
) -> dict[str, Parameter]:
    """Return the parameters with the other reading of their values or of a region's."""
    result = dict(parameters)
    for change in changes:
        if change.value is None or change.name.startswith(CELLS):
            continue
        folder, name, *region = change.name.split(".")
        one = result[f"{folder}.{name}"]
        if region:
            own = replace(one.of(region[0]), value=change.value)
            result[one.name] = replace(one, regions={**one.regions, region[0]: own})
        else:
            result[one.name] = replace(one, value=change.value)
    return result
