"""The plans: one file each, rows in the order of the printed table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from simulator.errors import Problem
from simulator.inputs.indicators import Indicator
from simulator.inputs.plan_checks import Known, plan_problems
from simulator.inputs.plan_file import (
    AlsoPrinted,
    CellEntry,
    DoubtKind,
    PlanFile,
    ResidentsBasis,
    RowEntry,
    Side,
    Standing,
)
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.sources import Source
from simulator.inputs.targets import Cell, PerUnit, agrees, printed_decimals, printed_scale
from simulator.inputs.validation import Bilingual, check
from simulator.inputs.yaml_nodes import Document, try_read

FOLDER = "plans"
Nature = Literal["binding", "expected", "none"]


@dataclass(frozen=True)
class RowDoubt:
    """Why a reader cannot take a row at its word; ``doubts.<id>`` of the levers flips it."""

    id: str
    """``<region>.<row id>``."""
    text: Bilingual
    kind: DoubtKind
    cell: Side
    """Cell that the other reading leaves out where nothing else is printed."""
    also_printed: tuple[AlsoPrinted, ...] = ()


@dataclass(frozen=True)
class PlanRow:
    """One row of a plan's table."""

    id: str
    indicator: str | None
    section: str | None
    """Heading above the domain (基本公共服务), where the table has two."""
    domain: str
    """As printed; the model's own domain is the indicator's."""
    label: str
    nature: Nature
    nature_as_printed: str
    base: Cell
    target: Cell
    doubt: RowDoubt | None
    note: Bilingual | None
    file: str
    line: int


@dataclass(frozen=True)
class Plan:
    """One plan."""

    id: str
    region: str
    document: str
    standing: Standing
    base_year: int
    target_year: int
    title: str
    printed_notes: tuple[str, ...]
    residents_basis: ResidentsBasis | None
    rows: tuple[PlanRow, ...]
    source: Source | None = None
    """The document, where the file itself registers it under the plan's id."""

    @property
    def in_force(self) -> bool:
        """Whether its targets count: issued, or published for comment; never a draft."""
        return self.standing != "draft"

    def row(self, name: str) -> PlanRow | None:
        """Return a row by id, None when there is none."""
        return next((row for row in self.rows if row.id == name), None)

    def of_indicator(self, indicator: str) -> PlanRow | None:
        """Return the first row of an indicator, None when there is none."""
        return next((row for row in self.rows if row.indicator == indicator), None)


def load_plans(
    tree: ParamsTree,
    regions: Collection[str],
    indicators: Mapping[str, Indicator],
    sources: Collection[str] | None = None,
) -> tuple[dict[str, Plan], list[Problem]]:
    """Return all plans by id (the file's name), drafts included, and all problems.

    ``sources`` are the known sources and documents; None leaves their names unchecked.
    """
    plans: dict[str, Plan] = {}
    problems: list[Problem] = []
    for relative in tree.folder(FOLDER):
        document, bad = try_read(tree.files[relative], tree.shown(relative))
        problems += bad
        if document is None:
            continue
        file, bad = check(PlanFile, document)
        problems += bad
        if file is not None:
            problems += plan_problems(file, document, Known(regions, indicators, sources))
            name = relative.removeprefix(f"{FOLDER}/").removesuffix(".yaml")
            plans[name] = _plan(name, file, document)
    return plans, problems


def plans_at(
    plans: Mapping[str, Plan], base_year: int, named: Collection[str] | None = None
) -> dict[str, Plan]:
    """Return the plan of each region whose period holds 31 December of the base year.

    Parameters
    ----------
    plans
        All plans.
    base_year
        The scenario's base.
    named
        The plans a scenario names, drafts allowed; None takes all in force.
    """
    chosen = [
        plan for name, plan in plans.items() if (plan.in_force if named is None else name in named)
    ]
    chosen = [plan for plan in chosen if plan.base_year <= base_year < plan.target_year]
    return {plan.region: plan for plan in sorted(chosen, key=lambda plan: plan.base_year)}


def _plan(name: str, file: PlanFile, document: Document) -> Plan:
    rows = tuple(
        _row(file.region, entry, document, position) for position, entry in enumerate(file.rows)
    )
    return Plan(
        id=name,
        region=file.region,
        document=file.document or name,
        standing=file.standing,
        base_year=file.base_year,
        target_year=file.target_year,
        title=file.title,
        printed_notes=tuple(file.printed_notes),
        residents_basis=file.residents_basis,
        rows=rows,
        source=file.source,
    )


def _row(region: str, entry: RowEntry, document: Document, position: int) -> PlanRow:
    name = entry.id or entry.indicator or ""
    doubt = None
    if entry.doubt is not None:
        text = Bilingual(zh=entry.doubt.zh, en=entry.doubt.en)
        given = entry.doubt
        others = tuple(given.also_printed)
        doubt = RowDoubt(f"{region}.{name}", text, given.kind, given.cell, others)
    nature: dict[str | None, Nature] = {None: "none", "约束性": "binding", "预期性": "expected"}
    where = document.where("rows", position)
    return PlanRow(
        id=name,
        indicator=entry.indicator,
        section=entry.row.section,
        domain=entry.row.domain,
        label=entry.row.label,
        nature=nature[entry.row.nature],
        nature_as_printed=entry.row.nature or "",
        base=_cell(entry.base, entry.row.label),
        target=_cell(entry.target, entry.row.label),
        doubt=doubt,
        note=entry.note,
        file=where.file,
        line=where.line,
    )


def _cell(entry: CellEntry, label: str) -> Cell:
    comparator = entry.comparator or ("equal" if entry.kind == "number" else "none")
    cumulative = entry.accumulation == "cumulative"
    per_unit = entry.per_unit
    return Cell(
        as_printed=entry.as_printed,
        kind=entry.kind,
        value=entry.value,
        low=entry.low,
        high=entry.high,
        unit=entry.unit,
        comparator=comparator,
        tolerance=entry.tolerance.value if entry.tolerance else None,
        tolerance_reason=entry.tolerance.reason if entry.tolerance else None,
        accumulation=entry.accumulation,
        accumulation_grade=entry.accumulation_grade or ("stated" if cumulative else None),
        grade=entry.grade,
        place=entry.place,
        milestones=dict(entry.milestones),
        scope=entry.scope,
        per_unit=PerUnit(per_unit.unit, per_unit.at_least, per_unit.share) if per_unit else None,
        source=entry.source,
        quote=entry.quote,
        reason=entry.reason,
        derived_from=tuple(entry.derived_from or ()),
        formula=entry.formula,
        basis=entry.basis,
        decimals=_decimals(entry, label),
    )


def _decimals(entry: CellEntry, label: str) -> int | None:
    """Return the printed digits of a cell's number; None where its wording counts otherwise."""
    wording = entry.as_printed or entry.quote or ""
    scale = printed_scale(label, wording)
    if entry.value is None or not agrees(wording, entry.value, scale):
        return None
    return printed_decimals(wording, scale)
