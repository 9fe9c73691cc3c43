"""The project reserve (项目储备库): named projects with size, place, status and date.

``params/projects/<name>.yaml`` with the key ``projects`` and without ``document``: a planner's
own list, beside the lists read in the plan texts, which print no sizes. A named project stands
in the place of lots; it is never added to them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from simulator.errors import Problem, Where
from simulator.inputs.arguments import nearest
from simulator.inputs.document import is_project_list
from simulator.inputs.services import Service
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import try_read

FOLDER = "projects"
MOST_MONTHS = 240
MOST_UNITS = 100_000_000

Status = Literal["reserve", "preparation", "started", "building", "completed", "stopped"]
"""储备, 前期, 开工, 在建, 完工, 停建."""
AT_DESK: tuple[Status, ...] = ("reserve", "preparation")
"""The date is the month of asking for approval; `STARTED` is dated by the start of the works."""
STARTED: tuple[Status, ...] = ("started", "building")


class ReserveProject(Strict):
    """One project as the list has it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    name: Bilingual
    region: NonEmpty
    service: NonEmpty
    units: Annotated[int, Field(ge=1, le=MOST_UNITS)]
    status: Status
    date: Annotated[str, Field(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")]
    """Month of asking for approval, of the start of the works, or of the opening."""
    months: Annotated[int | None, Field(ge=5, le=MOST_MONTHS)] = None
    """Whole time of the five timed stages; None takes the service's."""
    cost_yuan: Annotated[float | None, Field(ge=0, le=1e12)] = None
    """Whole cost [yuan of 2020]; None takes units times the service's unit cost."""
    priority: Annotated[int, Field(ge=1, le=9)] = 5
    """1 comes first at every desk."""


class ReserveFile(Strict):
    """One list."""

    source: Bilingual
    """Who compiled the list, and when."""
    projects: Annotated[list[ReserveProject], Field(min_length=1)]


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    def after(self, base: int) -> int:
        """Return months after 31 December of ``base``: January of the next year is 1."""
        return (self.year - base - 1) * 12 + self.month


@dataclass(frozen=True)
class Reserve:
    """All named projects in force by id, in the order of files and lines."""

    projects: Mapping[str, ReserveProject]
    places: Mapping[str, Where]

    def month(self, name: str) -> Month:
        """Return the date of a project."""
        year, month = self.projects[name].date.split("-")
        return Month(int(year), int(month))


NO_RESERVE = Reserve({}, {})


def load_reserve(
    tree: ParamsTree, regions: Collection[str], services: Mapping[str, Service]
) -> tuple[Reserve, list[Problem]]:
    """Return the projects of all lists, and all problems of all files.

    ``regions`` are the cities; only services that are built in lots have projects.
    """
    built = [name for name, one in services.items() if one.lot is not None]
    projects: dict[str, ReserveProject] = {}
    places: dict[str, Where] = {}
    problems: list[Problem] = []
    for relative in tree.folder(FOLDER):
        document, _ = try_read(tree.files[relative], tree.shown(relative))
        if document is None or not is_project_list(document):
            continue
        file, bad = check(ReserveFile, document)
        problems += bad
        for index, one in enumerate(file.projects if file else ()):
            keys = ("projects", index)
            for code, key, known in (("P412", "region", regions), ("P413", "service", built)):
                found = getattr(one, key)
                if found not in known:
                    args = {"found": found, "nearest": nearest(found, list(known))}
                    problems.append(Problem(code, document.where(*keys, key), args))
            if one.id in projects:
                before = places[one.id]
                args = {"id": one.id, "before": f"{before.file}:{before.line}"}
                problems.append(Problem("P414", document.where(*keys, "id"), args))
            projects[one.id] = one
            places[one.id] = document.where(*keys)
    return Reserve(projects, places), problems
