"""Doubts within a document: its text against its table, and its text against itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from simulator.inputs.doubts.doubt import Change, Doubt, Ground, cell_name, cell_print, said_print
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import Statement
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.targets import Cell

LEVELS = ("base", "target", "milestone")
"""Kinds of statements that give a level."""


def text_against_table(ground: Ground) -> Iterator[Doubt]:
    """Yield figures of the text that differ from the row of the same indicator and year."""
    for plan in ground.params.plans.values():
        reading = ground.readings.get(plan.document, Reading(plan.document, plan.region))
        for row in plan.rows:
            for said in _about(reading, row.indicator):
                yield from _against_row(ground, plan, row, said)


def _about(reading: Reading, indicator: str | None) -> Iterator[Statement]:
    """Yield the levels that the text states of an indicator for the document's own region."""
    for said in reading.statements:
        own = said.region in (None, reading.region) and said.scope == "region"
        if indicator and own and said.indicator == indicator and said.kind in LEVELS:
            yield said


def _against_row(ground: Ground, plan: Plan, row: PlanRow, said: Statement) -> Iterator[Doubt]:
    sides = {plan.base_year: ("base", row.base), plan.target_year: ("target", row.target)}
    if said.year not in sides or said.value is None:
        return
    side, cell = sides[said.year]
    if cell.value is None or cell.unit != said.unit or cell.place is not None:
        return
    if cell.accumulation != said.accumulation:
        return
    number = _as_printed(said.value, cell) != cell.value
    if not number and cell.comparator == said.comparator:
        return
    yield ground.doubt(
        plan,
        row,
        "within_document" if number else "wording",
        ("" if number else ".wording") + _suffix(side),
        prints=(said_print(plan.document, said), cell_print(plan, row, cell)),
        act="takes_table",
        changes=(Change(cell_name(plan, row, side), said.value, said.comparator),),
        severity=ground.severity(row) if number else "low",
    )


def _as_printed(value: float, cell: Cell) -> float:
    """Return a value with the digits that the table prints: 51,447 households are 5.1 万."""
    return value if cell.decimals is None else round(value, cell.decimals)


def _suffix(side: str) -> str:
    return "" if side == "base" else f".{side}"


def text_against_text(ground: Ground) -> Iterator[Doubt]:
    """Yield figures that a text gives twice and differently, where no row decides."""
    for reading in ground.readings.values():
        levels = [one for one in reading.statements if one.indicator and one.kind in LEVELS]
        for first, second in combinations(levels, 2):
            same = _question(first) == _question(second)
            if same and first.value is not None and first.value != second.value:
                yield Doubt(
                    id=f"{reading.region}.{first.indicator}.{first.year}",
                    kind="within_document",
                    severity="medium",
                    found_by="check",
                    region=reading.region,
                    indicator=first.indicator,
                    first=said_print(reading.document, first),
                    second=said_print(reading.document, second),
                    act="takes_print",
                )


def _question(said: Statement) -> tuple[object, ...]:
    """Return what a statement answers: statements with the same question must agree."""
    return (said.indicator, said.region, said.years, said.unit, said.scope, said.accumulation)


def row_cells(row: PlanRow) -> tuple[tuple[str, Cell], tuple[str, Cell]]:
    """Return both cells of a row with their names."""
    return ("base", row.base), ("target", row.target)
