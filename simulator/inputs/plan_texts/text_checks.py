"""What a file of statements or projects says that cannot be: names, units, wordings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from simulator.errors import Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.indicators import Indicator
from simulator.inputs.plan_texts.statement_file import (
    NamedProject,
    Printed,
    ProjectFile,
    Quantity,
    Statement,
    StatementFile,
)
from simulator.inputs.plan_texts.wording import holds
from simulator.inputs.yaml_nodes import Document, Key
from simulator.units import UNITS


class Names(NamedTuple):
    """Names that a text file may use."""

    regions: Collection[str]
    documents: Collection[str]
    indicators: Mapping[str, Indicator]
    services: Collection[str]
    used: Collection[str]
    """Everything that a number can be used by: parameters, cells of plans, projects."""


def file_problems(
    file: StatementFile | ProjectFile, document: Document, names: Names
) -> Iterator[Problem]:
    """Yield everything that is wrong in a file whose keys and types are right."""
    yield from _unknown("P223", file.region, names.regions, document, "region")
    yield from _unknown("P222", file.document, names.documents, document, "document")
    if isinstance(file, StatementFile):
        yield from _entries(file.statements, "statements", document, names)
    else:
        yield from _entries(file.projects, "projects", document, names)


def _entries(
    entries: Iterable[Statement | NamedProject], key: str, document: Document, names: Names
) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, one in enumerate(entries):
        keys: tuple[Key, ...] = (key, position)
        if one.id in seen:
            yield Problem("P302", document.where(*keys, "id"), {"found": one.id})
        seen.add(one.id)
        yield from _printed_problems(one, document, names, *keys)
        if isinstance(one, Statement):
            yield from _statement_problems(one, document, names, *keys)
        else:
            yield from _project_problems(one, document, names, *keys)


def _printed_problems(
    one: Printed, document: Document, names: Names, *keys: Key
) -> Iterator[Problem]:
    """Yield unknown names, and what is missing for the treatment."""
    if one.indicator is not None:
        yield from _unknown("P301", one.indicator, names.indicators, document, *keys, "indicator")
    for used in one.used_by:
        yield from _unknown("P402", used, names.used, document, *keys, "used_by")
    service = isinstance(one, NamedProject) and one.service is not None
    if one.treatment == "modelled" and not one.used_by and not service:
        yield Problem("P403", document.where(*keys, "treatment"))
    if one.treatment == "left_out" and one.why is None:
        yield Problem("P404", document.where(*keys, "treatment"))
    if isinstance(one.years, list) and one.years[0] > one.years[1]:
        yield Problem("P405", document.where(*keys, "years"))


def _statement_problems(
    one: Statement, document: Document, names: Names, *keys: Key
) -> Iterator[Problem]:
    """Yield numbers without a unit or not in print, and commitments with a number."""
    if one.region is not None:
        known = (*names.regions, "china")
        yield from _unknown("P223", one.region, known, document, *keys, "region")
    numbers = (one.value, one.low, one.high)
    counted = any(number is not None for number in numbers)
    if counted == (one.kind == "commitment"):
        yield Problem("P406", document.where(*keys, "kind"))
    if counted and one.unit is None:
        yield Problem("P202", document.where(*keys), {"entry": "unit"})
    if one.unit is not None:
        yield from _unknown("P221", one.unit, UNITS, document, *keys, "unit")
    yield from _not_in_print(one.as_printed, numbers, document, *keys)
    yield from _unbelievable(one, document, names, *keys)


def _unbelievable(
    one: Statement, document: Document, names: Names, *keys: Key
) -> Iterator[Problem]:
    """Yield levels of an indicator outside what can be believed of it."""
    about = names.indicators.get(one.indicator or "")
    if about is None or one.unit != about.unit or one.kind not in ("base", "target", "milestone"):
        return
    low, high = about.bounds
    for number in (one.value, one.low, one.high):
        if number is not None and not low <= number <= high:
            args = {"found": f"{number:g}", "low": f"{low:g}", "high": f"{high:g}"}
            yield Problem("P304", document.where(*keys, "value"), args)


def _project_problems(
    one: NamedProject, document: Document, names: Names, *keys: Key
) -> Iterator[Problem]:
    if one.service is not None:
        yield from _unknown("P407", one.service, names.services, document, *keys, "service")
    quantities: dict[str, Quantity | None] = {
        "count": one.count,
        "size": one.size,
        "amount": one.amount,
    }
    for key, quantity in quantities.items():
        if quantity is None:
            continue
        yield from _unknown("P221", quantity.unit, UNITS, document, *keys, key, "unit")
        numbers = (quantity.value, quantity.low, quantity.high)
        yield from _not_in_print(one.as_printed, numbers, document, *keys, key)


def _not_in_print(
    printed: str, numbers: Iterable[float | None], document: Document, *keys: Key
) -> Iterator[Problem]:
    for number in numbers:
        if number is not None and not holds(printed, number):
            args = {"printed": printed, "value": f"{number:.15g}"}
            yield Problem("P307", document.where(*keys, "value"), args)


def _unknown(
    code: str, found: str, known: Collection[str], document: Document, *keys: Key
) -> Iterator[Problem]:
    if found not in known:
        args = {"found": found, "nearest": nearest(found, known)}
        yield Problem(code, document.where(*keys), args)
