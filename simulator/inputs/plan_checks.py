"""What a plan file says that cannot be: unknown names, wrong units, prints that disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from simulator.errors import Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.indicators import Indicator
from simulator.inputs.plan_file import CellEntry, PlanFile, RowEntry, Side
from simulator.inputs.targets import agrees, numerals, printed_scale
from simulator.inputs.yaml_nodes import Document, Key
from simulator.units import UNITS

_NEEDS = {"number": ("value",), "range": ("low", "high"), "per_unit": ("per_unit",)}
"""Keys that a kind of cell must have."""
_ALLOWS = {
    "number": ("value", "low", "high", "tolerance", "milestones"),
    "range": ("low", "high", "milestones"),
    "per_unit": ("per_unit", "low", "high"),
}
"""Keys with numbers that a kind of cell may have; the others have none."""
_NUMBERS = ("value", "low", "high", "per_unit", "tolerance", "milestones")


class Known(NamedTuple):
    """Names that a plan may use; ``sources`` None leaves sources unchecked."""

    regions: Collection[str]
    indicators: Mapping[str, Indicator]
    sources: Collection[str] | None


def plan_problems(file: PlanFile, document: Document, known: Known) -> list[Problem]:
    """Return everything that is wrong in a plan whose keys and types are right."""
    problems = list(_unknown("P223", file.region, known.regions, document, "region"))
    if (file.document is None) == (file.source is None):
        problems.append(Problem("P317", document.where("document")))
    if known.sources is not None and file.document is not None:
        problems += _unknown("P222", file.document, known.sources, document, "document")
    if file.target_year <= file.base_year:
        args = {"base": str(file.base_year), "target": str(file.target_year)}
        problems.append(Problem("P311", document.where("target_year"), args))
    seen: set[str] = set()
    for position, row in enumerate(file.rows):
        name = row.id or row.indicator or ""
        if name in seen or not name:
            where = document.where("rows", position, "id")
            problems.append(Problem("P302", where, {"found": name or row.row.label}))
        seen.add(name)
        problems += _row_problems(file, position, document, known)
    return problems


def _row_problems(
    file: PlanFile, position: int, document: Document, known: Known
) -> Iterator[Problem]:
    row = file.rows[position]
    keys: tuple[Key, ...] = ("rows", position)
    if row.indicator is not None:
        yield from _unknown("P301", row.indicator, known.indicators, document, *keys, "indicator")
    indicator = known.indicators.get(row.indicator or "")
    sides: tuple[tuple[Side, CellEntry], ...] = (("base", row.base), ("target", row.target))
    for side, cell in sides:
        yield from _kind_problems(cell, document, *keys, side)
        yield from _print_problems(cell, row.row.label, document, *keys, side)
        yield from _evidence_problems(cell, document, *keys, side)
        yield from _unit_problems(cell, indicator, document, *keys, side)
        yield from _milestone_problems(file, cell, document, *keys, side)
        yield from _source_problems(cell, known.sources, document, *keys, side)
    yield from _doubt_problems(row, document, *keys)


def _doubt_problems(row: RowEntry, document: Document, *keys: Key) -> Iterator[Problem]:
    """Yield unknown units and values that differ from the other print of a figure."""
    for number, other in enumerate(row.doubt.also_printed if row.doubt else ()):
        place = (*keys, "doubt", "also_printed", number)
        yield from _unknown("P221", other.unit, UNITS, document, *place, "unit")
        if not agrees(other.as_printed, other.value, printed_scale("", other.as_printed)):
            args = {"printed": other.as_printed, "value": repr(other.value)}
            yield Problem("P307", document.where(*place, "value"), args)


def _source_problems(
    cell: CellEntry, sources: Collection[str] | None, document: Document, *keys: Key
) -> Iterator[Problem]:
    """Yield sources and documents that are not registered."""
    used = {
        "source": cell.source,
        "place": cell.place and cell.place.document,
        "milestones_place": cell.milestones_place and cell.milestones_place.document,
    }
    for key, name in used.items() if sources is not None else ():
        if name:
            yield from _unknown("P222", name, sources or (), document, *keys, key)


def _unknown(
    code: str, found: str, known: Collection[str], document: Document, *keys: Key
) -> Iterator[Problem]:
    if found not in known:
        args = {"found": found, "nearest": nearest(found, known)}
        yield Problem(code, document.where(*keys), args)


def _kind_problems(cell: CellEntry, document: Document, *keys: Key) -> Iterator[Problem]:
    """Yield numbers that a kind of cell lacks or must not have."""
    for key in _NEEDS.get(cell.kind, ()):
        if getattr(cell, key) is None:
            yield Problem("P305", document.where(*keys), {"kind": cell.kind, "entry": key})
    for key in _NUMBERS:
        if getattr(cell, key) not in (None, {}) and key not in _ALLOWS.get(cell.kind, ()):
            yield Problem("P306", document.where(*keys, key), {"kind": cell.kind, "entry": key})
    if cell.kind == "number" and (cell.comparator == "about") != (cell.tolerance is not None):
        yield Problem("P309", document.where(*keys, "comparator"))


def _print_problems(
    cell: CellEntry, label: str, document: Document, *keys: Key
) -> Iterator[Problem]:
    """Yield numbers that differ from the wording they stand for."""
    if cell.grade != "stated":
        return
    if not cell.as_printed:
        yield Problem("P308", document.where(*keys))
        return
    scale = printed_scale(label, cell.as_printed)
    if cell.kind == "number" and cell.value is not None:
        wrong = [] if agrees(cell.as_printed, cell.value, scale) else [cell.value]
    else:
        printed = {round(float(one) * scale, 6) for one in numerals(cell.as_printed)}
        typed = [cell.low, cell.high, cell.per_unit.at_least if cell.per_unit else None]
        wrong = [one for one in typed if one is not None and one not in printed]
    for value in wrong:
        args = {"printed": cell.as_printed, "value": repr(value)}
        yield Problem("P307", document.where(*keys, "value"), args)


def _evidence_problems(cell: CellEntry, document: Document, *keys: Key) -> Iterator[Problem]:
    """Yield what a cell lacks for its grade."""
    if cell.kind == "blank":
        return
    where = document.where(*keys, "grade")
    if cell.grade is None:
        yield Problem("P202", document.where(*keys), {"entry": "grade"})
    elif cell.grade == "external" and cell.source is None:
        yield Problem("P211", where)
    elif cell.grade == "derived" and (not cell.derived_from or cell.formula is None):
        yield Problem("P213", where)
    elif cell.grade == "assumed" and None in (cell.reason, cell.low, cell.high):
        yield Problem("P214", where)


def _unit_problems(
    cell: CellEntry, indicator: Indicator | None, document: Document, *keys: Key
) -> Iterator[Problem]:
    """Yield units that are unknown or not the indicator's, and values nobody can believe."""
    if cell.unit is None:
        if cell.value is not None or cell.low is not None:
            yield Problem("P202", document.where(*keys), {"entry": "unit"})
        return
    if cell.unit not in UNITS:
        yield from _unknown("P221", cell.unit, UNITS, document, *keys, "unit")
    elif indicator is not None and cell.unit != indicator.unit:
        args = {"found": cell.unit, "unit": indicator.unit, "indicator": indicator.id}
        yield Problem("P303", document.where(*keys, "unit"), args)
    elif indicator is not None:
        low, high = indicator.bounds
        for number in (cell.value, cell.low, cell.high, *cell.milestones.values()):
            if number is not None and not low <= number <= high:
                args = {"found": repr(number), "low": f"{low:g}", "high": f"{high:g}"}
                yield Problem("P304", document.where(*keys, "value"), args)


def _milestone_problems(
    file: PlanFile, cell: CellEntry, document: Document, *keys: Key
) -> Iterator[Problem]:
    """Yield milestones outside the plan's years or out of order."""
    years = list(cell.milestones)
    inside = all(file.base_year < year < file.target_year for year in years)
    if not inside or years != sorted(years) or (years and keys[-1] == "base"):
        args = {"base": str(file.base_year), "target": str(file.target_year)}
        yield Problem("P310", document.where(*keys, "milestones"), args)
