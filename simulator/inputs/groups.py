"""Groups of cities: metropolitan area, planning regions, the Yellow River (``groups.yaml``)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from simulator.errors import Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.evidence import InputGrade
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import Document, try_read

FILE = "groups.yaml"


class Part(Strict):
    """Some cities and what they are called together."""

    label: Bilingual
    cities: Annotated[list[NonEmpty], Field(min_length=1)]


class Grouping(Strict):
    """Parts of the province that share no city, and a name for the cities in none of them."""

    label: Bilingual
    parts: Annotated[list[Part], Field(min_length=1)]
    rest: Bilingual
    grade: InputGrade
    source: NonEmpty | None
    reason: Bilingual
    """Where the members come from, and what is not certain about them."""

    def number_of(self, city: str) -> int:
        """Return the position of a city's part; the number of parts: the rest."""
        found = (place for place, part in enumerate(self.parts) if city in part.cities)
        return next(found, len(self.parts))

    def names(self, language: str) -> tuple[str, ...]:
        """Return the names of the parts and, last, of the rest."""
        return (*(part.label.say(language) for part in self.parts), self.rest.say(language))


class _File(Strict):
    groups: Annotated[dict[str, Grouping], Field(min_length=1)]


def load_groups(
    tree: ParamsTree, cities: Collection[str], sources: Collection[str]
) -> tuple[dict[str, Grouping], list[Problem]]:
    """Return the groupings by id in the order of the file, none without one, and all problems."""
    if FILE not in tree.files:
        return {}, []
    document, problems = try_read(tree.files[FILE], tree.shown(FILE))
    if document is None:
        return {}, problems
    file, bad = check(_File, document)
    if file is None:
        return {}, problems + bad
    for name, grouping in file.groups.items():
        bad += _problems(name, grouping, document, (cities, sources))
    return file.groups, problems + bad


def _problems(
    name: str,
    grouping: Grouping,
    document: Document,
    known: tuple[Collection[str], Collection[str]],
) -> list[Problem]:
    """Return unknown cities and sources, and cities that stand in two parts."""
    cities, sources = known
    problems = []
    seen: set[str] = set()
    for place, part in enumerate(grouping.parts):
        for line, city in enumerate(part.cities):
            where = document.where("groups", name, "parts", place, "cities", line)
            if city not in cities:
                args = {"found": city, "nearest": nearest(city, cities)}
                problems.append(Problem("P223", where, args))
            if city in seen:
                problems.append(Problem("P302", where, {"found": city}))
            seen.add(city)
    if grouping.source is not None and grouping.source not in sources:
        args = {"found": grouping.source, "nearest": nearest(grouping.source, sources)}
        problems.append(Problem("P222", document.where("groups", name, "source"), args))
    return problems
