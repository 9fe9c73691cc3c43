"""All that is known of an indicator in a region, in order of grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.axes import GRADES
from simulator.desk.cases import params_of, readings_of, series_of
from simulator.desk.prints import told_document, told_print
from simulator.errors import InputError, Problem
from simulator.inputs.doubts.doubt import Print, cell_print
from simulator.inputs.labelled import nearest_labelled
from simulator.inputs.observed import Series
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.wording import clause
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.regions import nearest_region
from simulator.inputs.targets import Cell

Row = dict[str, Any]
EVIDENCE = (
    "grade",
    "kind",
    "year",
    "region",
    "name",
    "label",
    "value",
    "low",
    "high",
    "unit",
    "as_printed",
    "place",
    "basis",
    "reason",
)


def params_evidence(
    indicator: str, region: str, params: Path | str | None = None, lang: str = "zh"
) -> list[Row]:
    """Return everything known of an indicator in a region with `EVIDENCE`, strongest first.

    Raises
    ------
    InputError
        C134 for an indicator, C135 for a region that does not exist.
    """
    overlay = str(params) if params is not None else None
    known = params_of(overlay)
    problems = [
        Problem(code, args={"found": name, "nearest": near})
        for code, name, names, near in (
            ("C134", indicator, known.indicators, nearest_labelled(indicator, known.indicators)),
            ("C135", region, known.regions, nearest_region(region, known.regions)),
        )
        if name not in names
    ]
    if problems:
        raise InputError(problems)
    rows = [
        *_of_plans(known, indicator, region, lang),
        *_of_texts(known, readings_of(overlay), indicator, region, lang),
        *_of_projects(known, readings_of(overlay), indicator, region, lang),
        *_of_observations(known, series_of(overlay), indicator, region, lang),
        *_of_parameters(known, indicator, region, lang),
    ]
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[int, bool, int]:
    """Return where a row stands: by grade, figures before parameters, by year."""
    return GRADES.index(row["grade"]), row["kind"] == "parameter", row["year"] or 0


def _row(**given: object) -> Row:
    return {name: given.get(name) for name in EVIDENCE}


def _of_plans(params: Params, indicator: str, region: str, lang: str) -> Iterator[Row]:
    for plan in params.plans.values():
        for row in plan.rows if plan.region == region else ():
            if row.indicator == indicator:
                yield from _cells(params, plan, row, lang)


def _cells(params: Params, plan: Plan, row: PlanRow, lang: str) -> Iterator[Row]:
    sides = (("base", plan.base_year, row.base), ("target", plan.target_year, row.target))
    for kind, year, cell in sides:
        if not cell.blank:
            yield _row(
                grade=cell.grade or "stated",
                kind=kind,
                year=year,
                region=plan.region,
                name=f"plans.{plan.id}.{row.id}.{kind}",
                label=row.label,
                value=cell.value,
                low=cell.low,
                high=cell.high,
                unit=cell.unit,
                as_printed=cell.as_printed or cell.quote,
                place=_cell_place(params, plan, row, cell, lang),
                basis=cell.basis,
                reason=cell.reason.say(lang) if cell.reason else None,
            )


def _cell_place(params: Params, plan: Plan, row: PlanRow, cell: Cell, lang: str) -> str:
    if cell.source is not None:
        return told_document(params, cell.source, lang)
    return told_print(params, cell_print(plan, row, cell), lang)


def _of_texts(
    params: Params, readings: Mapping[str, Reading], indicator: str, region: str, lang: str
) -> Iterator[Row]:
    for reading in readings.values():
        for said in reading.statements:
            if said.indicator == indicator and (said.region or reading.region) == region:
                yield _row(
                    grade="stated",
                    kind=said.kind,
                    year=said.year,
                    region=region,
                    name=f"statements.{reading.document}.{said.id}",
                    value=said.value,
                    low=said.low,
                    high=said.high,
                    unit=said.unit,
                    as_printed=clause(said.as_printed, said.value),
                    place=told_print(params, Print(reading.document, "", said.line), lang),
                    label=said.what.say(lang),
                )


def _of_projects(
    params: Params, readings: Mapping[str, Reading], indicator: str, region: str, lang: str
) -> Iterator[Row]:
    """Yield the named projects that feed a service of the indicator, with their printed size."""
    services = params.indicators[indicator].numerator
    for reading in readings.values():
        for one in reading.projects if reading.region == region else ():
            if one.service in services:
                quantity = one.size or one.count
                yield _row(
                    grade="stated",
                    kind="project",
                    year=one.years[-1] if isinstance(one.years, list) else one.years,
                    region=region,
                    name=f"projects.{one.id}",
                    label=one.what.say(lang),
                    value=quantity.value if quantity else None,
                    low=quantity.low if quantity else None,
                    high=quantity.high if quantity else None,
                    unit=quantity.unit if quantity else None,
                    as_printed=clause(one.as_printed, quantity.value if quantity else None),
                    place=told_print(params, Print(reading.document, "", one.line), lang),
                )


def _of_observations(
    params: Params, series: Series, indicator: str, region: str, lang: str
) -> Iterator[Row]:
    numerators = params.indicators[indicator].numerator
    for name in (indicator, *numerators):
        for one in series.of(region, name):
            yield _row(
                grade="external",
                kind="observed",
                year=one.year,
                region=region,
                name=name,
                label=one.definition or None,
                value=one.value,
                unit=one.unit,
                place=told_document(params, one.source, lang),
                basis=one.basis or None,
                reason=one.note or None,
            )


def _of_parameters(params: Params, indicator: str, region: str, lang: str) -> Iterator[Row]:
    """Yield the parameters of the services that move the indicator."""
    names: dict[str, None] = {}
    for service in params.indicators[indicator].numerator:
        names |= dict.fromkeys(params.services[service].parameters())
    for name in names:
        yield _parameter_row(params, params.parameters[name].of(region), lang)


def _parameter_row(params: Params, one: Parameter, lang: str) -> Row:
    place = one.file + f":{one.line}"
    if one.place is not None:
        place = told_print(params, Print(one.place.document, "", one.place.line), lang)
    elif one.source is not None:
        place = told_document(params, one.source, lang)
    reason = one.reason or one.note
    return _row(
        grade=one.grade,
        kind="parameter",
        year=one.date,
        name=one.name,
        label=one.label.say(lang),
        value=one.value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        as_printed=one.as_printed,
        place=place,
        reason=reason.say(lang) if reason else one.formula,
    )
