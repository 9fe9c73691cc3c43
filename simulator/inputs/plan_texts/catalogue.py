"""The catalogue of basic public services of a plan, and which indicators measure each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

from pydantic import Field

from simulator.errors import Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.plan_texts.statement_file import Line, Name
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import Document, try_read

FOLDER = "catalogue"


class _Service(Strict):
    number: int = Field(ge=1)
    label: Bilingual
    indicators: list[NonEmpty]


class _Domain(Strict):
    id: Name
    label: Bilingual
    line: Line
    as_printed: NonEmpty
    services: list[_Service]


class _File(Strict):
    document: NonEmpty
    domains: list[_Domain]


@dataclass(frozen=True)
class BasicService:
    """One service of the catalogue."""

    number: int
    label: Bilingual
    domain: Bilingual
    domain_id: str
    document: str
    line: int
    indicators: tuple[str, ...]
    """Indicators that measure it; empty where nothing does."""


def load_catalogue(
    tree: ParamsTree, documents: Collection[str], indicators: Collection[str]
) -> tuple[tuple[BasicService, ...], list[Problem]]:
    """Return the services of all catalogues in their order, and all problems."""
    found: list[BasicService] = []
    problems: list[Problem] = []
    for relative in tree.folder(FOLDER):
        document, bad = try_read(tree.files[relative], tree.shown(relative))
        problems += bad
        file, bad = check(_File, document) if document else (None, [])
        problems += bad
        if file is not None and document is not None:
            problems += _problems(file, document, documents, indicators)
            found += [
                BasicService(
                    one.number,
                    one.label,
                    domain.label,
                    domain.id,
                    file.document,
                    domain.line,
                    tuple(one.indicators),
                )
                for domain in file.domains
                for one in domain.services
            ]
    return tuple(found), problems


def _problems(
    file: _File, document: Document, documents: Collection[str], indicators: Collection[str]
) -> list[Problem]:
    """Return unknown names and services out of their printed order."""
    problems = []
    if file.document not in documents:
        args = {"found": file.document, "nearest": nearest(file.document, documents)}
        problems.append(Problem("P222", document.where("document"), args))
    numbers = count(1)
    for at, domain in enumerate(file.domains):
        for position, one in enumerate(domain.services):
            keys = ("domains", at, "services", position)
            if one.number != (due := next(numbers)):
                args = {"found": str(one.number), "due": str(due)}
                problems.append(Problem("P411", document.where(*keys, "number"), args))
            problems += [
                Problem(
                    "P301",
                    document.where(*keys, "indicators"),
                    {"found": name, "nearest": nearest(name, indicators)},
                )
                for name in one.indicators
                if name not in indicators
            ]
    return problems
