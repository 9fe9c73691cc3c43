"""The documents as they were read: statements, named projects, numerals that are no figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from simulator.errors import Problem
from simulator.inputs.params import Params
from simulator.inputs.plan_texts.statement_file import (
    NamedProject,
    NotAFigure,
    ProjectFile,
    Statement,
    StatementFile,
)
from simulator.inputs.plan_texts.text_checks import Names, file_problems
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import check
from simulator.inputs.yaml_nodes import Document, try_read

STATEMENTS = "statements"
PROJECTS = "projects"
CELLS = ("base", "target")
TextFile = TypeVar("TextFile", StatementFile, ProjectFile)


@dataclass(frozen=True)
class Reading:
    """One document as it was read. Each place is a line of the archived text."""

    document: str
    region: str
    table: tuple[int, int] | None = None
    """First and last line of the indicator table; its figures are rows of ``plans/``."""
    statements: tuple[Statement, ...] = ()
    not_figures: tuple[NotAFigure, ...] = ()
    projects: tuple[NamedProject, ...] = ()

    def passages(self) -> Iterator[tuple[int, str]]:
        """Yield line and wording of every passage that was read."""
        for said in self.statements:
            yield said.line, said.as_printed
        for project in self.projects:
            yield project.line, project.as_printed
        for numeral in self.not_figures:
            yield numeral.line, numeral.as_printed


def load_readings(params: Params) -> tuple[dict[str, Reading], list[Problem]]:
    """Return what was read in each document by its id, and all problems of all files."""
    statements, problems = _files(params.tree, STATEMENTS, StatementFile)
    projects, bad = _files(params.tree, PROJECTS, ProjectFile)
    problems += bad
    names = _names(params, projects)
    for text, document in statements.values():
        problems += file_problems(text, document, names)
    for named, document in projects.values():
        problems += file_problems(named, document, names)
    found: dict[str, Reading] = {}
    for text, _ in statements.values():
        found[text.document] = Reading(
            document=text.document,
            region=text.region,
            table=(text.table[0], text.table[1]) if text.table else None,
            statements=tuple(text.statements),
            not_figures=tuple(text.not_figures),
        )
    for named, _ in projects.values():
        known = found.get(named.document, Reading(named.document, named.region))
        found[named.document] = replace(known, projects=tuple(named.projects))
    return found, problems


def _files(
    tree: ParamsTree, folder: str, model: type[TextFile]
) -> tuple[dict[str, tuple[TextFile, Document]], list[Problem]]:
    """Return the files of a folder by their name; of ``projects/`` those named as a plan."""
    found: dict[str, tuple[TextFile, Document]] = {}
    problems: list[Problem] = []
    plans = {path.rsplit("/")[-1] for path in tree.folder("plans")}
    for relative in tree.folder(folder):
        if relative.split("/")[-1] not in plans:
            continue
        document, bad = try_read(tree.files[relative], tree.shown(relative))
        problems += bad
        file, bad = check(model, document) if document else (None, [])
        problems += bad
        if file is not None and document is not None:
            found[relative.split("/")[-1].removesuffix(".yaml")] = (file, document)
    return found, problems


def _names(params: Params, projects: Mapping[str, tuple[ProjectFile, Document]]) -> Names:
    used = set(params.parameters)
    for one in params.parameters.values():
        used |= {f"{one.name}.{region}" for region in one.regions}
    for plan in params.plans.values():
        used |= {f"plans.{plan.id}.{row.id}.{side}" for row in plan.rows for side in CELLS}
    used |= {f"projects.{one.id}" for file, _ in projects.values() for one in file.projects}
    return Names(
        regions=tuple(params.regions),
        documents=tuple(params.sources),
        indicators=params.indicators,
        services=tuple(params.services),
        used=used,
    )
