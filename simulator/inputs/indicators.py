"""The indicators of the plans: what they count, per whom, and which may be compared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from simulator.axes import AGE_GROUPS, DOMAINS
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import Document, Key, try_read
from simulator.units import UNITS

FILE = "indicators.yaml"
Direction = Literal["higher", "lower", "none"]
Family = Literal["facility", "workforce", "coverage", "programme", "commitment", "tracked"]
Per = Literal[1, 100, 1000, 10000]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: ``per`` × standing units of ``numerator`` / ``denominator``."""

    id: str
    label: Bilingual
    definition: Bilingual
    unit: str
    numerator: tuple[str, ...]
    """Services; empty where the model does not simulate it."""
    denominator: str | tuple[str, ...] | None
    """An age group, services, or None for a count."""
    per: int
    direction: Direction
    family: Family
    domain: str
    lead_bureau: Bilingual
    comparable_with: tuple[str, ...]
    """Other indicators with the same 口径."""
    bounds: tuple[float, float]
    """Least and greatest value that can be believed [unit]."""

    @property
    def simulated(self) -> bool:
        """Whether the model moves it."""
        return bool(self.numerator)


class _Entry(Strict):
    label: Bilingual
    definition: Bilingual
    unit: str
    numerator: list[NonEmpty]
    denominator: str | list[NonEmpty] | None
    per: Per
    direction: Direction
    family: Family
    domain: str
    lead_bureau: Bilingual
    comparable_with: list[NonEmpty]
    bounds: Annotated[list[float], Field(min_length=2, max_length=2)]


class _File(Strict):
    indicators: dict[str, _Entry]


def load_indicators(
    tree: ParamsTree, services: Collection[str] | None = None
) -> tuple[dict[str, Indicator], list[Problem]]:
    """Return all indicators by id, in the order of the file, and all problems.

    Parameters
    ----------
    tree
        The files in force.
    services
        Known services; None leaves their names unchecked.

    Raises
    ------
    InputError
        P230 when the file does not exist.
    """
    if FILE not in tree.files:
        raise InputError(Problem("P230", args={"file": FILE}))
    document, problems = try_read(tree.files[FILE], tree.shown(FILE))
    if document is None:
        return {}, problems
    file, bad = check(_File, document)
    problems += bad
    if file is None:
        return {}, problems
    known = tuple(file.indicators)
    for name, entry in file.indicators.items():
        problems += _entry_problems(name, entry, document, known, services)
    return {name: _indicator(name, entry) for name, entry in file.indicators.items()}, problems


def _entry_problems(
    name: str,
    entry: _Entry,
    document: Document,
    known: Collection[str],
    services: Collection[str] | None,
) -> list[Problem]:
    """Return unknown units, domains, groups, services and indicators, and impossible bounds."""
    problems = []

    def look_up(code: str, names: Collection[str], found: str, *keys: Key) -> None:
        if found not in names:
            args = {"found": found, "nearest": nearest(found, names)}
            problems.append(Problem(code, document.where("indicators", name, *keys), args))

    look_up("P221", UNITS, entry.unit, "unit")
    look_up("P316", DOMAINS, entry.domain, "domain")
    if isinstance(entry.denominator, str):
        look_up("P313", AGE_GROUPS, entry.denominator, "denominator")
    used = [("numerator", one) for one in entry.numerator]
    if isinstance(entry.denominator, list):
        used += [("denominator", one) for one in entry.denominator]
    for key, service in used if services is not None else ():
        look_up("P314", services or (), service, key)
    for other in entry.comparable_with:
        look_up("P301", known, other, "comparable_with")
    if entry.bounds[0] >= entry.bounds[1]:
        args = {"low": repr(entry.bounds[0]), "high": repr(entry.bounds[1])}
        problems.append(Problem("P315", document.where("indicators", name, "bounds"), args))
    return problems


def _indicator(name: str, entry: _Entry) -> Indicator:
    per_services = isinstance(entry.denominator, list)
    return Indicator(
        id=name,
        label=entry.label,
        definition=entry.definition,
        unit=entry.unit,
        numerator=tuple(entry.numerator),
        denominator=tuple(entry.denominator or ()) if per_services else _text(entry.denominator),
        per=entry.per,
        direction=entry.direction,
        family=entry.family,
        domain=entry.domain,
        lead_bureau=entry.lead_bureau,
        comparable_with=tuple(entry.comparable_with),
        bounds=(entry.bounds[0], entry.bounds[1]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
