"""The register: what the checks find, what readers found, in the order of what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from simulator.errors import InputError
from simulator.inputs.doubts import between, plausible, residents, within
from simulator.inputs.doubts.doubt import (
    SEVERITIES,
    Change,
    Doubt,
    Ground,
    Print,
    cell_name,
    cell_print,
)
from simulator.inputs.observed import load_series
from simulator.inputs.params import Params
from simulator.inputs.plan_texts.readings import load_readings
from simulator.inputs.plans import Plan, PlanRow, RowDoubt

CHECKS: tuple[Callable[[Ground], Iterator[Doubt]], ...] = (
    within.text_against_table,
    within.text_against_text,
    between.document_against_document,
    between.base_against_observation,
    between.fallen_since,
    between.copied_from_above,
    between.far_from_the_others,
    plausible.above_the_whole,
    plausible.worse_than_the_base,
    plausible.only_a_bound,
    plausible.total_without_brackets,
    residents.implied,
    residents.basis_unknown,
    residents.growth_across_the_census,
)


@cache
def register(params: Params) -> dict[str, Doubt]:
    """Return all doubts on the files in force by id, those first on which most hangs.

    Raises
    ------
    InputError
        With all problems of the texts and observations that the checks compare.
    """
    readings, problems = load_readings(params)
    series, bad = load_series(params.tree, params.regions, params.sources)
    if problems or bad:
        raise InputError([*problems, *bad])
    in_force = {name: plan for name, plan in params.plans.items() if plan.in_force}
    return doubts_of(Ground(replace(params, plans=in_force), readings, series))


def doubts_of(ground: Ground) -> dict[str, Doubt]:
    """Return all doubts by id.

    A reader's doubt that a check finds too stands once, found by the check, in the reader's
    words.
    """
    found: dict[str, Doubt] = {}
    for check in CHECKS:
        for doubt in check(ground):
            _add(found, doubt)
    for plan in ground.params.plans.values():
        for row in plan.rows:
            if row.doubt is not None:
                _read(ground, plan, row, row.doubt, found)
    regions = list(ground.params.regions)
    ordered = sorted(
        found.values(),
        key=lambda one: (SEVERITIES.index(one.severity), regions.index(one.region)),
    )
    return {one.id: one for one in ordered}


def _add(found: dict[str, Doubt], doubt: Doubt) -> None:
    """Add a doubt; one of the same id is another doubt only by its kind or its document."""
    same = found.get(doubt.id)
    if same is not None and same.first.document != doubt.first.document:
        doubt = replace(doubt, id=f"{doubt.id}.{doubt.first.document}")
    elif same is not None and same.kind != doubt.kind:
        doubt = replace(doubt, id=f"{doubt.id}.{doubt.kind}")
    found.setdefault(doubt.id, doubt)


def _read(
    ground: Ground, plan: Plan, row: PlanRow, about: RowDoubt, found: dict[str, Doubt]
) -> None:
    """Add a reader's doubt; where a check found it too, the check's has the reader's words."""
    for one in found.values():
        of_row = one.region == plan.region and one.id.split(".")[1] == row.id
        if of_row and one.kind == about.kind and plan.document in one.documents:
            found[one.id] = replace(one, text=about.text)
            return
    _add(found, _by_reader(ground, plan, row, about))


def _by_reader(ground: Ground, plan: Plan, row: PlanRow, about: RowDoubt) -> Doubt:
    other = next(iter(about.also_printed), None)
    side = other.cell if other else about.cell
    cell = row.base if side == "base" else row.target
    change = Change(cell_name(plan, row, side), None)
    if other is not None and other.unit == cell.unit:
        change = change._replace(value=other.value, comparator=other.comparator)
    return Doubt(
        id=about.id,
        kind=about.kind,
        severity="low" if about.kind == "wording" else ground.severity(row),
        found_by="reader",
        region=plan.region,
        indicator=row.indicator,
        first=cell_print(plan, row, cell),
        second=Print(other.place.document, other.as_printed, other.place.line) if other else None,
        act="takes_table",
        changes=(change,),
        text=about.text,
    )
