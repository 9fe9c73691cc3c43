"""The plain data of one file, and where each of its nodes stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from simulator.errors import Where
from simulator.inputs.yaml_scalars import Scalar

Key: TypeAlias = str | int
Plain: TypeAlias = "dict[Key, Plain] | list[Plain] | Scalar"
Keys: TypeAlias = tuple[Key, ...]


def dotted(keys: Keys) -> str:
    """Return keys as ``levers.transfers.rule``."""
    return ".".join(map(str, keys))


@dataclass(frozen=True, slots=True)
class Document:
    """The plain data of one file and the line on which each of its nodes stands.

    List items are addressed by their position from 0. Nodes that YAML refuses are left out of
    the data and named in ``refused``, so that nobody complains of them twice.
    """

    data: Plain
    file: str = ""
    lines: Mapping[Keys, int] = field(default_factory=dict)
    refused: frozenset[Keys] = frozenset()

    def where(self, *keys: Key) -> Where:
        """Return file, line and key; the line is that of the nearest node that exists."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.lines:
                return Where(self.file, self.lines[keys[:length]], dotted(keys))
        return Where(self.file, 0, dotted(keys))

    def at(self, *keys: Key) -> Plain:
        """Return the value below ``keys``, None when there is none."""
        found = self.data
        for key in keys:
            if isinstance(found, dict):
                found = found.get(key)
            elif isinstance(found, list) and isinstance(key, int) and 0 <= key < len(found):
                found = found[key]
            else:
                return None
        return found


def leaves(value: Plain, keys: Keys = ()) -> Iterator[tuple[Keys, Scalar]]:
    """Yield every scalar below ``value`` with its keys, in the order of the file."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, (*keys, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from leaves(child, (*keys, index))
    else:
        yield keys, value


def is_project_list(document: Document) -> bool:
    """Tell a planner's list of projects from a parameter and from one read in a plan text."""
    return document.at("projects") is not None and document.at("document") is None
