"""The province and its prefecture-level units, in the order of the region axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from simulator.axes import PROVINCE
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import Nearest
from simulator.inputs.labelled import nearest_labelled
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import Document, try_read

FILE = "regions.yaml"
RegionKind = Literal["province", "city"]


@dataclass(frozen=True, slots=True)
class Region:
    """The province or one of its cities (省辖市，含济源示范区)."""

    id: str
    code: int
    """GB/T 2260."""
    label: Bilingual
    kind: RegionKind


class _Entry(Strict):
    id: NonEmpty
    code: Annotated[int, Field(ge=100_000, le=999_999)]
    label: Bilingual
    kind: RegionKind


class _File(Strict):
    regions: Annotated[list[_Entry], Field(min_length=2)]


def load_regions(tree: ParamsTree) -> tuple[dict[str, Region], list[Problem]]:
    """Return all regions by id, the province first, and all problems.

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
    problems += _order_problems(file.regions, document)
    regions = [Region(one.id, one.code, one.label, one.kind) for one in file.regions]
    return {region.id: region for region in regions}, problems


def cities(regions: dict[str, Region]) -> tuple[str, ...]:
    """Return the ids of the cities in the order of the region axis."""
    return tuple(region.id for region in regions.values() if region.kind == "city")


def nearest_region(
    word: str, regions: Mapping[str, Region], known: Iterable[str] | None = None
) -> Nearest:
    """Return the id that was probably meant by an id or a name in any language.

    ``known`` are the ids that may be named; None takes all.
    """
    return nearest_labelled(word, regions, known)


def _order_problems(entries: list[_Entry], document: Document) -> list[Problem]:
    """Return repeated ids and codes, and a list that does not start with its one province."""
    problems = []
    seen: set[str | int] = set()
    for position, entry in enumerate(entries):
        for key, value in (("id", entry.id), ("code", entry.code)):
            if value in seen:
                where = document.where("regions", position, key)
                problems.append(Problem("P302", where, {"found": str(value)}))
            seen.add(value)
        if (entry.kind == "province") != (position == 0) or (
            position == 0 and entry.id != PROVINCE
        ):
            where = document.where("regions", position, "kind")
            problems.append(Problem("P312", where, {"found": entry.id, "first": PROVINCE}))
    return problems
