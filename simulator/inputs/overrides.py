"""Values of ``params/`` that a scenario replaces: parameters and cells of plans.

Overrides apply in the order of the chain, so ``was`` of a child is the value of its parent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from simulator.errors import Problem, Where
from simulator.inputs.arguments import names, nearest
from simulator.inputs.parameters import Parameter, limits_of
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_file import Override
from simulator.inputs.targets import Cell


def override_parameters(
    scenario: Scenario, parameters: Mapping[str, Parameter], regions: Collection[str]
) -> tuple[dict[str, Parameter], list[Problem]]:
    """Return the parameters with the scenario's own values, and what is wrong with these.

    An overridden value is ``assumed``, its reason is ``why``, and it has no range: it is the same
    in every draw. Overrides of plan cells are left to `override_plans`.
    """
    result = dict(parameters)
    problems = []
    for index, override in enumerate(scenario.overrides):
        if override.parameter.startswith("plans."):
            continue
        where = _where(scenario, index, override)
        folder, _, rest = override.parameter.partition(".")
        name, _, region = rest.partition(".")
        parameter = result.get(f"{folder}.{name}")
        if parameter is None:
            args = {"found": override.parameter, "nearest": nearest(override.parameter, result)}
            problems.append(Problem("S131", where, args))
        elif region and region not in regions:
            args = {"found": region, "nearest": nearest(region, regions)}
            problems.append(Problem("S122", where, args | {"known": names(regions)}))
        else:
            bad = _value_problems(override, parameter.of(region).value, parameter.unit, where)
            problems += bad
            result[parameter.name] = _replaced(parameter, region, override, where)
    return result, problems


def _where(scenario: Scenario, index: int, override: Override) -> Where:
    found = scenario.where(f"overrides.{index}")
    return Where(found.file, found.line, override.parameter)


def _value_problems(override: Override, was: float, unit: str, where: Where) -> list[Problem]:
    """Return a wrong ``was`` (S135) and a value that the unit does not allow (S136)."""
    problems = []
    if override.was != was:
        args = {"was": repr(override.was), "value": repr(was)}
        problems.append(Problem("S135", where, args))
    low, high = limits_of(unit)
    if not low <= override.value <= high:
        args = {"found": repr(override.value), "unit": unit}
        args |= {"low": f"{low:g}", "high": f"{high:g}"}
        problems.append(Problem("S136", where, args))
    return problems


def _replaced(parameter: Parameter, region: str, override: Override, where: Where) -> Parameter:
    """Return the parameter with one value replaced, its own or that of a region."""
    own = replace(
        parameter.of(region),
        name=f"{parameter.name}.{region}" if region else parameter.name,
        value=override.value,
        low=None,
        high=None,
        bounds=False,
        grade="assumed",
        reason=override.why,
        source=None,
        place=None,
        as_printed=None,
        derived_from=(),
        formula=None,
        file=where.file,
        line=where.line,
    )
    if not region:
        return own
    return replace(parameter, regions={**parameter.regions, region: replace(own, regions={})})


def override_plans(
    scenario: Scenario, plans: Mapping[str, Plan]
) -> tuple[dict[str, Plan], list[Problem]]:
    """Return the plans with the scenario's own figures, and what is wrong with these.

    Only a printed number can be replaced; the new one is ``assumed``, the print stays beside it.
    """
    result = dict(plans)
    problems = []
    for index, override in enumerate(scenario.overrides):
        if not override.parameter.startswith("plans."):
            continue
        where = _where(scenario, index, override)
        plan_id, _, rest = override.parameter.removeprefix("plans.").partition(".")
        row_id, _, side = rest.partition(".")
        found = _cell(result, plan_id, row_id, side, where)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        plan, row, cell = found
        was = cell.value if cell.value is not None else float("nan")
        problems += _value_problems(override, was, cell.unit or "none", where)
        new = replace(cell, value=override.value, grade="assumed", reason=override.why)
        changed = replace(row, base=new) if side == "base" else replace(row, target=new)
        rows = tuple(changed if one is row else one for one in plan.rows)
        result[plan.id] = replace(plan, rows=rows)
    return result, problems


def _cell(
    plans: Mapping[str, Plan], plan_id: str, row_id: str, side: str, where: Where
) -> tuple[Plan, PlanRow, Cell] | Problem:
    """Return the cell to replace: S132 no such plan, S133 no such row, S134 no such number."""
    plan = plans.get(plan_id)
    if plan is None:
        args = {"found": plan_id, "nearest": nearest(plan_id, plans), "known": names(plans)}
        return Problem("S132", where, args)
    row = plan.row(row_id)
    if row is None:
        near = nearest(row_id, [one.id for one in plan.rows])
        return Problem("S133", where, {"plan": plan_id, "found": row_id, "nearest": near})
    cell = {"base": row.base, "target": row.target}.get(side)
    if cell is None or cell.kind != "number" or cell.value is None:
        return Problem("S134", where, {"plan": plan_id, "row": row_id, "cell": side or "?"})
    return plan, row, cell
